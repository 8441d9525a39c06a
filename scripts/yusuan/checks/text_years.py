"""The years that the prose names: readable, the fiscal year, the one before it."""

import re
from calendar import monthrange
from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.text_against_tables import YEAR
from yusuan.checks.text_changes import COMPARED_SECTIONS, within
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, say_briefly
from yusuan.printed.text import compact, printed_date
from yusuan.printed.years import in_digits, unreadable_days, unreadable_years

# 截至2023年底，固定资产总额…
_STOCK_YEAR = re.compile(
    r"(?P<said>(?P<year>20[0-9]{2})年度?(?:12月31日|年?[末底]))(?=[^。；]{0,20}固定资产)"
)


# 2023年末，共有车辆…: what there was on a day of the year before
_DAY = re.compile(r"\s*(?:年?度?(?:期|年)?[末底]|1[0-2]月)")


# 此2023年增加, 交2023年增加: 比 and 较, as characters are mistaken; 因此2023年 is none
_MISTAKEN = re.compile(
    r"(?<![因如由从在于以对为将据])此(?:上一?年度?|去年|20[0-9]{2}\s?年度?)(?=(?:[预决]算|执行)?数?(?:相[比此]|[增减]|下降|上升|持平))"
    r"|(?<=[较比与同])(?:上一?年度?|去年|20[0-9]{2}\s?年度?)(?:[预决]算|执行)?数?相此"
    r"|(?<=[，,；;])交(?:上一?年度?|去年|20[0-9]{2}\s?年度?)(?=(?:[预决]算|执行)?数?(?:[增减]|下降|上升|持平))"
)


def years_read(evidence: Evidence) -> Iterator[Outcome]:
    """What stands where a year is due can be read as one."""
    count = wrong = 0
    for section_id in (*COMPARED_SECTIONS, "performance"):
        for part in evidence.paragraphs(section_id):
            text, place = part.paragraph.text, part.paragraph.place
            count += bool(YEAR.search(in_digits(text)))
            mistaken = [found[0] for found in _MISTAKEN.finditer(in_digits(text))]
            for printed in mistaken:
                wrong += 1
                yield Statement(
                    "fail",
                    f"情况说明{say_briefly(place)}印作“{printed}”，看不出是不是与那一年比较，没有核对。",
                    left=printed,
                    subject=printed,
                    places=(place,),
                )
            for printed in unreadable_years(text):
                wrong += 1
                yield Statement(
                    "fail",
                    f"情况说明{say_briefly(place)}印作“{printed}”，读不出是哪一年，没有与任何年度核对。",
                    left=printed,
                    subject=printed,
                    places=(place,),
                )
    for part in evidence.prose:
        for printed in unreadable_days(part.paragraph.text):
            count, wrong, place = count + 1, wrong + 1, part.paragraph.place
            yield Statement(
                "fail",
                f"情况说明{say_briefly(place)}印作“{printed}”，读不出是哪一天，没有与任何日子核对。",
                left=printed,
                subject=printed,
                places=(place,),
            )
    for printed, place in _titled(evidence):
        count, wrong = count + 1, wrong + 1
        yield Statement(
            "fail",
            f"标题（{say_briefly(place)}）印作“{excerpt(printed)}”，年份只有三位数字。",
            left=printed,
            subject=printed,
            places=(place,),
        )
    if not count:
        yield not_due("情况说明没有写明年度")
    elif not wrong:
        yield Statement("pass", f"{count} 段写明的年度都读得出。", left=f"{count} 段")


_THREE_DIGITS = re.compile(r"(?<![0-9])20[0-9]年度?(?:部门|单位)?(?:收支|收入|支出)?(?:预算|决算)")


def _titled(evidence: Evidence) -> Iterator[tuple[str, Place]]:
    """Titles of the contents list, of parts and of tables whose year lacks a digit: 202年度部门决算."""
    titles = [(entry.title, entry.place) for entry in evidence.contents]
    titles += [(it.paragraph.text, it.paragraph.place) for it in evidence.prose if it.heading]
    titles += [(table.table.title, table.table.place) for table in evidence.tables.values()]
    for title, place in titles:
        if _THREE_DIGITS.search(compact(title)):
            yield title.strip(), place


# No budget compares itself with these; 与当年预算相比 is an outcome with its own budget. 环比 is
# with the month or quarter before.
_NEVER_COMPARED = re.compile(
    r"(?:较|比|与|同|和|(?=环比))(?P<word>环比(?!(?:上年|去年|20[0-9]{2}))|上个?(?:月|季度)(?=相比|比较|持平|[增减升降上下])"
    r"|(?<=[较比])前年(?=相比|比较|持平|[增减升降上下])|(?:(?<![0-9])前|后|明|次|下)年度?(?=预算|决算|执行|相比|比较)"
    r"|(?:本|今|当|全)年度?(?:(?:年初)?预算数?)?(?=相比|比较|持平|[增减](?:加|少|长)))"
)
# 与全年预算相比: so it does without its year.
_THIS_PLAN = re.compile("[本今当全]年度?(?:年初)?预算")
# 与2023年度财政拨款支出年初预算相比: the outcome of the year with its own budget.
_OWN_PLAN = re.compile(r"[^，。；,;]{0,24}?(?:年初|全年|调整)预算")
_OWN_BUDGET = re.compile(r"[^，。；,;]{0,24}?预算")


def compared_year(evidence: Evidence) -> Iterator[Outcome]:
    """A budget is compared with the year before, not with any other."""
    if evidence.fiscal_year is None:
        yield not_due("文件没有写明预算年度")
        return
    count = 0
    for section_id in COMPARED_SECTIONS:
        for part in evidence.paragraphs(section_id):
            titled = _year_told_of(part.titles) or evidence.fiscal_year
            own, due = titled, titled - 1
            for said in _NEVER_COMPARED.finditer(part.paragraph.text):
                if evidence.kind == "final_accounts" and _THIS_PLAN.match(said["word"]):
                    continue
                count += 1
                place = part.paragraph.place
                yield Statement(
                    "fail",
                    f"情况说明{say_briefly(place)}"
                    + (
                        "写“环比”，是与上一月或上一季度比较"
                        if said["word"] == "环比"
                        else f"与“{said['word']}”比较"
                    )
                    + "，不是预算年度的上一年。",
                    left=said[0] or said["word"],
                    right=f"{due}年",
                    places=(place,),
                )
            for match in YEAR.finditer(in_digits(part.paragraph.text)):
                if match["compared"] not in ("较", "比", "与"):
                    continue
                own = titled
                if titled != evidence.fiscal_year == int(match["year"]) + 1 and _named_before(
                    match, evidence.fiscal_year
                ):
                    own = evidence.fiscal_year
                due = own - 1
                plan = _OWN_BUDGET if evidence.kind == "final_accounts" else _OWN_PLAN
                if int(match["year"]) == due + 1 and plan.match(match.string, match.end()):
                    continue
                if int(match["year"]) < due and _beside_last_year(match, due):
                    continue
                count += 1
                year, place = int(match["year"]), part.paragraph.place
                told = "预算年度为" if own == evidence.fiscal_year else "这一章说的是"
                yield Statement(
                    "pass" if year == due else "fail",
                    f"情况说明{say_briefly(place)}与 {year} 年比较，"
                    + (
                        "是预算年度的上一年。"
                        if year == due
                        else f"而{told} {own} 年，上一年为 {due} 年。"
                    ),
                    left=match[0].strip(),
                    right=f"{due}年",
                    places=(place,),
                )
    if not count:
        yield not_due("情况说明没有写明与哪一年比较")


# 2022年预算执行情况：…, 2022年完成预算…: what a budget tells of the year before
_CARRIED_OUT = re.compile("执行|决算|完成(?:年初|全年|调整)?预算|实际支出")
_SENTENCE_END = re.compile("[。\\n]")


def _named_before(match: re.Match[str], year: int) -> bool:
    """Whether the sentence of ``match`` says before it that it speaks of ``year``.

    2022年经费预算较2021年增加1万元, in a section whose title names 2021.
    """
    years = YEAR.finditer(match.string, _sentence_begins(match), match.start())
    return any(not it["compared"] and int(it["year"]) == year for it in years)


def _beside_last_year(match: re.Match[str], due: int) -> bool:
    """Whether the sentence of ``match`` compares with the year ``due`` as well: 比上年增加3万元，
    比2019年减少2万元."""
    end = _SENTENCE_END.search(match.string, match.end() - 1)
    sentence = match.string[_sentence_begins(match) : end.end() if end else None]
    return re.search(rf"(?:较|比|与)\s*(?:上一?年|去年|{due}\s*年)", sentence) is not None


def _sentence_begins(match: re.Match[str]) -> int:
    """Where the sentence in which ``match`` begins does."""
    return max(match.string.rfind(end, 0, match.start()) for end in "。\n") + 1


def _year_told_of(title: str) -> int | None:
    """The one year that the title of a section names: 二、2021年“三公”经费决算情况说明."""
    years = {match["year"] for match in YEAR.finditer(in_digits(title)) if not match["compared"]}
    return int(years.pop()) if len(years) == 1 else None


def stated_year(evidence: Evidence) -> Iterator[Outcome]:
    """A sentence that begins with a year and states an amount speaks of the fiscal year.

    A paragraph that names the fiscal year too may well speak of another beside it, and so does a
    section whose title names another, and a budget that tells how the one before was carried out.
    """
    if evidence.fiscal_year is None:
        yield not_due("文件没有写明预算年度")
        return
    due = str(evidence.fiscal_year)
    naming = [
        part.paragraph
        for section_id in COMPARED_SECTIONS
        for part in evidence.paragraphs(section_id)
        if due in in_digits(part.paragraph.text)
    ]
    seen: set[tuple[Place, str]] = set()
    for stated in (*evidence.stated, *evidence.thresholds):
        sentence = in_digits(stated.sentence)
        match = YEAR.match(sentence)
        if stated.section_id not in COMPARED_SECTIONS or match is None or match["compared"]:
            continue
        if _DAY.match(sentence, match.end()) and int(match["year"]) == evidence.fiscal_year - 1:
            continue
        if match["year"] != due and int(match["year"]) == _year_told_of(stated.section_title):
            continue
        former = int(match["year"]) == evidence.fiscal_year - 1
        if former and evidence.kind == "budget" and _CARRIED_OUT.search(sentence):
            continue
        if (stated.place, stated.sentence) in seen:
            continue
        seen.add((stated.place, stated.sentence))
        if match["year"] != due and any(within(stated.place, part) for part in naming):
            continue
        right = match["year"] == due
        yield Statement(
            "pass" if right else "fail",
            f"情况说明{say_briefly(stated.place)}说的是 {match['year']} 年，预算年度为 {due} 年"
            + ("，相符。" if right else "。"),
            left=match[0],
            right=f"{due}年",
            places=(stated.place,),
        )


# 截至2024年12月31日，公务用车保有量为2辆
_AS_OF = re.compile(
    r"截[至止]\s*(?P<said>(?P<year>20[0-9]{2})\s*年(?P<month>[0-9]{1,2})\s*月(?P<day>[0-9]{1,2})\s*[日号])"
)


def _days_told(evidence: Evidence) -> Iterator[Statement]:
    """Final accounts tell what there was at the end of their year; every day is one of the calendar."""
    for section_id in ("three_public", "state_assets"):
        for part in evidence.paragraphs(section_id):
            place = part.paragraph.place
            days = [*_AS_OF.finditer(in_digits(compact(part.paragraph.text)))]
            # beside a day of the year another one is what it is compared with
            own = any(int(match["year"]) == evidence.fiscal_year for match in days)
            for match in days:
                year, month, day = (int(match[name]) for name in ("year", "month", "day"))
                none = not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(year, month)[1]
                other = evidence.kind == "final_accounts" and year != evidence.fiscal_year
                if none or (other and not own and evidence.fiscal_year is not None):
                    right = "没有这一天" if none else f"决算年度为 {evidence.fiscal_year} 年"
                    yield Statement(
                        "fail",
                        f"情况说明{say_briefly(place)}写“截至{match['said']}”，{right}。",
                        left=match["said"],
                        right=right,
                        subject=match["said"],
                        places=(place,),
                    )


_MONTHS = 12


def stock_year(evidence: Evidence) -> Iterator[Outcome]:
    """The text says the fixed assets of the day that their table says."""
    yield from _days_told(evidence)
    printed = [fact for fact in evidence.printed if fact.kind == "as_of_date"]
    due = next((day for fact in printed if (day := printed_date(fact.value))), None)
    if due is None:
        yield not_due("固定资产的表没有印出截止时间")
        return
    for part in evidence.paragraphs("state_assets"):
        text, place = in_digits(compact(part.paragraph.text)), part.paragraph.place
        for match in _STOCK_YEAR.finditer(text):
            right = int(match["year"]) == due.year
            yield Statement(
                "pass" if right else "fail",
                f"情况说明{say_briefly(place)}说的是{match['said']}的固定资产，"
                f"表的截止时间为 {printed[0].value}" + ("，相符。" if right else "。"),
                left=match["said"],
                right=printed[0].value,
                subject=match["said"],
                places=(place, printed[0].place),
                right_places=(printed[0].place,),
            )


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-years-read",
        title="文字中的年度读得出",
        rule="情况说明中该写年度、月、日的地方，写的是一个年度、月、日；写的是与哪一年比较，没有把“比”写成“此”、“较”写成“交”；"
        "目录、各部分和各表的标题里的年份是四位数字。",
        severity="warning",
        consequence="meaning",
        basis="年度的写法",
        family="text_against_tables",
        evaluate=years_read,
    ),
    Check(
        id="text-compared-year",
        title="比较的年度",
        rule="比上年增减所比较的年度是预算年度的上一年；标题写明另一年度的章节，是那一年的上一年，"
        "写明预算年度的句子除外。",
        severity="warning",
        consequence="meaning",
        basis="公开模板：比上年增减情况",
        family="text_against_tables",
        evaluate=compared_year,
    ),
    Check(
        id="text-year",
        title="文字所说的年度",
        rule="情况说明中以年度开头、写明金额的句子，说的是预算年度；说上年末的、"
        "同一段另写有预算年度的、标题写明这一年度的章节、预算中说上一年执行结果的不计。",
        severity="warning",
        consequence="meaning",
        basis="公开模板",
        family="text_against_tables",
        evaluate=stated_year,
    ),
    Check(
        id="text-stock-year",
        title="文字所说固定资产的时间",
        rule="情况说明写明年度的固定资产，是固定资产占用情况表截止时间的；“截至”的日子是日历上的一天，"
        "决算的在决算年度内。",
        severity="warning",
        consequence="meaning",
        basis="公开模板：上年末固定资产",
        family="text_against_tables",
        evaluate=stock_year,
    ),
)
