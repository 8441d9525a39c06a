"""What the words around an amount say: its subject, a change or a level, compared with what."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from yusuan.printed.characters import INVISIBLE, RADICALS, TRADITIONAL
from yusuan.printed.markup import without_tags
from yusuan.printed.years import in_digits
from yusuan.prose.changing import (
    CHANGES,
    HOW,
    LEVEL_WORDS,
    MORE_OR_LESS,
    UNCLEAR,
    VERB_FIRST,
    Direction,
    again,
    change_in,
    denied,
)
from yusuan.prose.comparing import (
    A_DAY,
    AGAINST,
    BESIDE,
    CHANGES_BEHIND,
    COMPARED,
    COMPARED_AMOUNT,
    COMPARED_LEVEL,
    COMPLETED,
    COMPLETES,
    FORMER_BEHIND,
    FORMER_BESIDE,
    FORMER_LEVEL,
    FORMER_NAMED,
    TIME_COMPARED,
    unclear_against,
    year_before,
)
from yusuan.prose.naming import named_by_bracket, named_by_counts, unknown_base
from yusuan.prose.rated import rated
from yusuan.prose.rates import rate_behind
from yusuan.prose.subjects import REASON_AHEAD, subject_of
from yusuan.prose.turning import turning

_WIDE = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)}  # ０-９％．
_FOLDED = {**TRADITIONAL, **RADICALS, **_WIDE}  # one character for one: positions stay
# What extraction and editing leave in words: blanks between ideographs, bold marks.
_SET_APART = re.compile(
    r"\*\*|~~[^~\n]{1,400}~~\s?|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])"
)
# A bracket before the amount, which tells more of the name: 非财政拨款结余（含专用结余）5万元,
# 采购金额（以合同签订为准）为5万元.
_ASIDE = re.compile(r"[（(][^（()）]{2,40}[)）](?:为|是|共计?|合计|达到?|约)*\s*$")
# What may stand between the words and their amount: 收入（100元）, 减少：100元, 人民币100元, =100元.
_BETWEEN = re.compile(
    r"\s*(?:(?:[（(：:=＝≈~～+＋<>＜＞≤≥⩽⩾≦≧'\"‘“…·\u2600-\u27bf\ufe0f]|人民币|RMB|CNY|[￥¥]|负|[△▲▽▼])\s*)+$"
)
# One within a bracket that goes on behind it ends no sentence: （…，比上年增加2万元。）比上年增加1万元
_SENTENCE_ENDS = re.compile(r"[。！？\n](?![)）][，,]?(?:[比较与同]|增|减|下降))[)）]?")
# A short bracket belongs to a name, as in 因公出国（境）费; an open or a long one does not.
_CLAUSE_STARTS = re.compile(
    r"[，；;：:。！？\n]|,(?!(?<=[0-9],)[0-9]{3}(?![0-9]))|[（(](?![^（()]*[)）])|(?<=[^（(0-9]{3})[)）]|(?<=[元%％])[)）]"
    r"|(?<=元)(?=(?:同比|[较比与同])(?:上一?年|去年|前一年|20[0-9]{2}|年初|预算))|(?<=元)(?:和|及(?!以[上下])|与|、)"
    r"|(?<=元)(?=[（(][一二三四五六七八九十]{1,2}[)）]|其中|本年(?:收入|支出)|年[初末]结转|上年结转|基本支出|项目支出"
    r"|一般公共预算|(?:政府性)?基金预算|国有资本经营|财政专户|单位资金|事业收入|人员经费|(?:日常)?公用经费|公务(?:接待|用车)|因公出国)"
    r"|(?<=[%％元平套][)）])(?:和|及|与|、)|(?<=[为是][零0])、|(?<=[米辆台套项件栋])、(?=账面|原值|价值|金额)"
)
# What may stand between what is compared with and the amount of another year: 比上年收入100万元.
_OF_A_LEVEL = re.compile(
    r"[为是达至到有约计由从在]|安排|(?:收入|支出|经费|费用?|资金|预算|决算|拨款|结转|结余|[合总小]计|总?额|数|下达|完成)$"
)
_ALIKE = re.compile(r"\s*(?:[元）)]\s*)*(?:基本)?(?:持平|一致|相[同等当]|不变|无(?:增减)?变[化动])")
_PARTED = re.compile(r"[，。；;\n]|,(?![0-9]{3})")
_LONGEST_VERB, _LONGEST_VERB_FIRST = 6, 60
# In a sentence that compares, a word behind the name that is none of those known: 基本支出缩水.
_UNKNOWN_VERB = re.compile(
    r"(?:支出|收入|经费|[务用置待]费|收支)(?!(?:预算|决算|资金|拨款|合计|总计|补助|部分|项目|[数总]?额|数)*"
    r"[为是达至到有约计由从共]*$)(?:[增减升降压缩涨跌扩收节调精削上下高低][\u4e00-\u9fff]{0,2}"
    r"|[\u4e00-\u9fff][加减增少升降]"
    r"|超支|短收|翻番|盘活|退[回还]|返还|划[转入出]|扣[除减])$"
)
# 预算（负）5万元, 基本支出(增加)5万元: a sign or a word set apart before the figure.
_SIGN_APART = re.compile(r"[（(]\s*(?P<word>负|增加?|减少?|[+＋−-])\s*[)）]\s*$")
# In a sentence that compares, 基本支出-6.50万元 is less by so much or a level below 0.
_SIGNED = re.compile(r"(?:支出|收入|经费|[务用置待]费|收支)\s*$")
_MINUS_SIGNS = tuple("-−–—﹣－")
_PLUS = re.compile(r"[+＋]\s*$")
_FORMER = re.compile(r"[由从]\s*[0-9].*$")  # 由100万元调整为
# 100万元调整为, 100万元（, 100万元即: said of what the amount before is of
_SAME_AGAIN = re.compile(
    r"[^，。；：,;:]*[0-9一二三四五六七八九十百千]\s?[百千]?[万亿]?元\s?[~～—–－至到（(-]?"
    r"(?:[（(]?(?:后|现|现?[已己巳])?(?:调整|调增|调减|变更|增加|减少|提高|降低)[为到至]|即|合|折合)?\s*"
)
# 基本支出增长15%，增加132万元: the subject stands before the percentage.
_RATE_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<subject>[^，。；：、,;:\n（(]{2,30}?)"
    r"(?:增长|增加|上升|提高|增幅|下降|减少|降低|压减|压缩|降幅|减幅)率?(?:了|约|为|达|到)*"
    r"\s?[0-9]{1,9}(?:\.[0-9]{1,9})?\s?[%％][，,、]$"
)
_OF_A_RATE = re.compile("[率占度](?:比|重)?$|比[例重]$")
# 收入支出总体与上年相比，增加58万元: the subject stands before what is compared with.
_COMPARED_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<subject>(?:[^，。；：、,;:\n（(]{0,20}收入?、(?=支))?[^，。；：、,;:\n（(]{2,30}?)"
    rf"(?:{COMPARED.pattern})[，,、]$"
)
# 车辆3台，共计68万元; 维持日常运转而开支的机关运行经费，合计89万元: the sum is of what stands before.
_SURFACE = re.compile("(?:建筑|占地)?面积$")
_SUM = re.compile(
    r"\s*(?:(?:采购|购置)?预算|总?金额|总价值?|(?:账面)?(?:价值|原值|净值))?(?:共计|合计|总计|共|计)?(?:为|是|约)?\s*"
)
_SUMMED = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<clause>(?:(?P<things>[^，。；：、,;:\n]{2,40}?)\s*[0-9][0-9,.]*\s?"
    r"(?:[台辆套项件栋幢个]|平方米|[（(]平方米[)）])(?:[（(][台辆套、，]+[)）])?|(?:[^，。；：、,;:\n]{0,40}的)?(?P<money>[^，。；：、,;:\n的0-9]{2,20}"
    r"(?:经费|支出|收入|资金))))[，,、]$"
)
# 接待费支出决算比预算无增减变化，比去年增加1万元; 接待费完成预算的75%，比上年减少1万元: before a clause
# without an amount of its own.
_TOLD_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<subject>[^，。；：、,;:\n（(]{2,30}?)"
    rf"(?:(?:{COMPARED.pattern})[^，。；：,;:\n0-9]{{0,8}}?"
    r"(?:(?:无|没有|未发生|零)(?:增减)?(?:变化|变动|增减|增长)?|持平|一致|相[同等当]|不变)(?:变化)?"
    r"|完成了?(?:年初|全年|调整|年度)?预算数?的?\s?[0-9.]{1,9}\s?[%％])[，,]$"
)
# 2024年无接待费支出，比上年减少1万元
_NONE_CLAUSE = re.compile(
    r"(?:^|[，。；：,;:\n])(?:20[0-9]{2}\s*年度?|本年度?)?(?:[我本](?:部门|单位|[局委厅院校]))?"
    r"(?:没有|未|无)(?:发生|安排)?(?P<subject>[^，。；：、,;:\n（(0-9]{0,12}(?:[（(]境[)）])?"
    r"[^，。；：、,;:\n（(0-9]{0,8}(?:费用?|经费|支出|收入))[，,]$"
)
# 拨款收入占90%，为9万元: what the share is of.
_SHARE_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<subject>[^，。；：、,;:\n（(0-9%％]{2,30}?)占(?:比)?[^，。；：,;:0-9]{0,12}"
    r"[0-9.]{1,9}\s?[%％][，,]$"
)
# 公务接待费，2.2万元: a name with a sign behind it
_NAME_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n])(?:20[0-9]{2}\s*年度?)?(?P<name>[^，。；：、,;:\n（(0-9%％用]{0,24}(?:[（(]境[)）])?[^，。；：、,;:\n（(0-9%％用]{0,10}"
    r"(?:[务用置待议训行行护]费|经费|支出|收入|[合总]计)(?:预算|决算)?数?)[，,]\s*$"
)
_ENDS_CLAUSE = re.compile(r"\s*(?:[，。；、,;（(]|$)")
# 在9万元支出中: what it is of stands behind it
_WITHIN = re.compile("^\\s*在$")
_WITHIN_BEHIND = re.compile("\\s*的?(?P<name>[\u4e00-\u9fff“”]{2,20})中(?=[，,、：:])")
_AMOUNTS_TO = re.compile(r"\s*(?:金额|共计|合计|总计|共|计|即)?(?:为|是|达到?|约)?\s*")
_VAGUE = frozenset(("预算", "收支", "支出", "收入"))
_OF_BEFORE = frozenset(("费用支出", "该项支出", "该项费用", "此项支出", "此项费用"))
_NAMES_YEAR = re.compile(r"(?P<year>20[0-9]{2})\s*年(?:度|(?![末底初内]))(?!.*(?:期末|年末|截至))")
# 二是2022年支付慰问金5万元: what may stand before the year that an amount is of.
_AHEAD_OF_YEAR = re.compile(
    r"^(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[①-⑳]"
    r"|其中|包括|[一二三四五六]是|主要(?:原因)?(?:是|为|系)?|原因(?:是|为)?|由于|因为|因|即|而|[“\"\s])+"
)
# 近三年机关运行经费：2021年1万元、2022年2万元: what each year's amount is of.
_BEFORE_YEARS = re.compile(
    r"(?:^|[，。；\n])(?:近?[两二三四五六七八九十0-9]{1,2}年(?:来|度)?的?)?"
    r"(?P<name>[^，。；：:0-9]{2,30}(?<!如下)(?<!情况)(?<!说明)(?<!明细))[：:]\s*$"
)
_YEAR_OF_SENTENCE = re.compile(
    r"\s*(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[)）])?\s*"
    r"(?P<year>20[0-9]{2})\s*年(?:度)?[，,]"
)
_SEVERAL_YEARS = re.compile(r"20[0-9]{2}\s*年度?\s*(?:[、,，和与至到—-]|及|以及)\s*20[0-9]{2}\s*年")
YEAR_NAMED = re.compile(r"20[0-9]{2}\s*年|[今本当]年")
# 变动的主要原因是2023年新增了5万元专项资金: what is new stands behind the amount.
_REASON = re.compile(
    r"(?:原因|因为|由于)(?:主要)?(?:是|为|系)?(?:20[0-9]{2}\s*年度?|[今本当]年度?)?$"
)
_NAME_BEHIND = re.compile(r"\s*的?(?P<name>[\u4e00-\u9fff“”—-]{2,30})(?=[，。；、,;（(]|$)")
_SPENT_ON = re.compile(
    r"\s*(?:全部|主要)?(?P<name>用于[\u4e00-\u9fff“”]{2,20})(?=[，。；、,;（(]|$)"
)
_DURING = frozenset(("执行中", "预算执行中", "年度执行中", "年中", "执行过程中", "年度中"))
_SIDE_BY_SIDE = frozenset(("对比", "相比", "相此"))  # the last as characters are mistaken
_END_OF_YEAR = re.compile(r"(?P<year>20[0-9]{2})\s*(?=年[末底终])")
_HALVES = frozenset(("收入", "支出"))
_OF_THE_YEAR = re.compile("本年(?:收入|支出)")  # beside 总收入, which holds what was left over
_UNNAMED = frozenset(("经费", "费用", "支出", "资金", "收入", "预算", "拨款"))
_WINDOW = 400
_LONGEST_SENTENCE = 1_200  # texts without 。 are cut
_NEAR = 100  # characters kept before an amount and behind it


class Wording(NamedTuple):
    """``subject`` may be empty; ``change`` None for a level.

    ``compared_with`` are the words for what a change compares with. ``former``: a level of the time
    or plan compared with.
    ``vague``: the subject may well be what the text spoke of before: 支出减少.
    """

    subject: str
    sentence: str
    change: Direction | None = None
    compared_year: int | None = None
    compared_with: str | None = None
    unclear: bool = False
    former: bool = False
    ahead: str = ""  # with ``former``, what stands before it: 接待费 of 接待费较上年5万元
    completes: bool = False  # ``subject`` is the plan of what was spoken of before
    vague: bool = False
    dated: int | None = None  # the year named with it, where it is not the report's
    verb_first: bool = False  # the word of change stands before the name: 增加人员经费


class Reader:
    """Reads what the words of one text say of its amounts; each reading looks a window around."""

    def __init__(self, text: str, fiscal_year: int | None) -> None:
        self._text = text
        self._folded = in_digits(text.translate(_FOLDED))
        self._last_year = None if fiscal_year is None else fiscal_year - 1
        self._ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)]

    def wording(self, start: int, end: int) -> Wording:
        """What the words say of the amount at ``start`` to ``end``."""
        begin, stop = self._sentence(start, end)
        window = max(begin, start - _WINDOW)
        before = _SET_APART.sub("", without_tags(self._folded[window:start])).translate(INVISIBLE)
        before = _BETWEEN.sub("", before)
        apart = _SIGN_APART.search(self._folded[window:start])
        if apart and (word := self._direction_apart(apart["word"], end)):
            before, apart = f"{before.rstrip('（(增加减少)） ')}{word}", None
        named = before
        if aside := _ASIDE.search(before):
            named = before[: aside.start()]
            before = named if re.search("[，,；;：:、]", aside[0]) else before
        clause_at = max((match.end() for match in _CLAUSE_STARTS.finditer(named)), default=0)
        clause = before[clause_at:]
        sentence = self._shown(begin, start, end, stop)
        compares = bool(COMPARED.search(before))
        change = change_in(clause, compares) or change_in(named[clause_at:], compares)
        if change is None and (turned := turning(clause, self._folded, end)):
            name = subject_of(COMPARED.sub("", turned.name))
            name = clause.strip() if name in ("由", "从") else name
            return Wording(f"{turned.of or ''}{name}", sentence, former=turned.of is not None)
        if change is None and CHANGES_BEHIND.match(self._folded, end):
            former = FORMER_NAMED.search(clause)
            if former is None and (unknown := unknown_base(clause.strip().removesuffix("的"))):
                return Wording(unknown[1], sentence, former=True)  # 较计划的90万元减少
        else:
            former = None if change is not None else FORMER_BEHIND.search(clause)
        if former is None and change is None and BESIDE.match(self._folded, end):
            former = FORMER_BESIDE.search(clause)
        if former is not None:
            name = f"{former['of']}{former['what'] or ''}"
            return Wording(name, sentence, former=True, ahead=subject_of(clause[: former.start()]))
        if change is None and (rate_ahead := rated(before)):
            of_rate = subject_of(HOW.sub("", COMPARED_AMOUNT.sub("", rate_ahead.of).strip()))
            if not _OF_A_RATE.search(of_rate):
                which: Direction = "decrease" if rate_ahead.falls else "increase"
                compared = [*COMPARED.finditer(before)]
                against_it = self._base(compared[-1]) if compared else (None, None)
                if rate_ahead.about:
                    return Wording(of_rate, sentence, unclear=True)
                return Wording(of_rate, sentence, which, *against_it)
        if (
            apart
            or (change is None and compares and _PLUS.search(self._folded[window:start]))
            or (UNCLEAR.search(clause) and compares)
            or (change is None and unclear_against(clause))
            or (change is not None and denied(clause, change[1]))
            or (change is None and self._lacks_direction(clause, end))
            or (change is None and compares and self._tells_unknown_change(clause, start))
        ):
            return Wording(subject_of(clause), sentence, unclear=True)
        if change is None and (against := AGAINST.search(clause)):
            direction: Direction = "increase" if against["word"][0] in "大高多超" else "decrease"
            subject = subject_of(clause[: against.start()])
            return Wording(subject, sentence, direction, *self._base(against))
        if change is None and (former := FORMER_LEVEL.fullmatch(clause.strip())):
            return Wording(f"{former['of']}{former['what'] or ''}", sentence, former=True)
        if change is None and (plan := COMPLETES.fullmatch(clause)):
            return Wording(plan["plan"], sentence, former=True, completes=True)
        rest = REASON_AHEAD.sub("主要是", COMPARED_AMOUNT.sub("", clause).strip())
        first = VERB_FIRST.fullmatch(rest) if len(rest) <= _LONGEST_VERB_FIRST else None
        begins = first is not None and not subject_of(first["of"])
        if change is None and first is not None and (begins or rest != clause.strip()):
            direction = dict(CHANGES)[first["word"]]
            compared = [*COMPARED.finditer(before)]
            compared_to = self._base(compared[-1]) if compared else (None, None)
            unnamed = first["name"] in _UNNAMED and (subject_of(first["of"]) or not first["of"])
            name = subject_of(first["of"] if unnamed else first["name"])
            if name and (other := self._other_year(first["of"] + name, before[:clause_at])):
                return Wording(f"{other}年{name}", sentence, direction, *compared_to, dated=other)
            return Wording(name, sentence, direction, *compared_to, verb_first=True)
        if change is None:
            subject = clause
            if level := LEVEL_WORDS.search(clause):
                subject = _FORMER.sub("", COMPARED.sub("", clause[: level.start()]))
            if _SAME_AGAIN.fullmatch(clause) and not _FORMER.search(clause):
                return Wording("", sentence)
            if _SUM.fullmatch(clause) and (said := _SUMMED.search(before[:clause_at])):
                things = _SURFACE.sub("", said["things"] or said["money"])
                return Wording(subject_of(things), sentence)
            name, ahead = subject_of(subject), before[:clause_at]
            name = named_by_bracket(name, ahead) or subject_of(named_by_counts(name, ahead))
            if other := self._other_year(subject, ahead):
                # 2023年收入9万元，2022年收入8万元，增加1万元: the year stays, and no more is said of it
                headed = None if name else _BEFORE_YEARS.search(ahead)
                name = subject_of(headed["name"]) if headed else name
                return Wording(f"{other}年{name}", sentence, former=True, dated=other)
            if (day := _END_OF_YEAR.match(subject.strip())) and self._last_year is not None:
                # 2022年末固定资产9万元, in a report of 2023; its own 年末 needs no year
                own = int(day["year"]) == self._last_year + 1
                return Wording(name if own else f"{day['year']}{name}", sentence)
            name = self._without_own_year(name)
            if not name and (spent := _SPENT_ON.match(self._folded, end)):
                return Wording(spent["name"], sentence)  # 其中：9万元用于审计
            if _WITHIN.search(clause) and (of_it := _WITHIN_BEHIND.match(self._folded, end)):
                return Wording(subject_of(of_it["name"]), sentence)
            told = not name and _AMOUNTS_TO.fullmatch(clause)
            shared = _SHARE_CLAUSE.search(ahead) if told else None
            if (
                told
                and (alone := _NAME_CLAUSE.search(ahead))
                and _ENDS_CLAUSE.match(self._folded, end)
            ):
                return Wording(subject_of(alone["name"]), sentence)
            if told and clause.strip() and (rate := _RATE_CLAUSE.search(ahead)):
                # 接待费较上年减少20%，为4万元
                return Wording(subject_of(COMPARED_AMOUNT.sub("", rate["subject"])), sentence)
            if shared and (of_share := subject_of(shared["subject"])):
                return Wording(of_share, sentence)
            of_the_year = name in _HALVES and _OF_THE_YEAR.search(subject)
            return Wording(f"本年{name}" if of_the_year else name, sentence)
        direction, at = change
        compared = [*COMPARED.finditer(before[: clause_at + at])]
        year, base = self._base(compared[-1]) if compared else (None, None)
        named = HOW.sub("", clause[:at].strip())
        if (level := COMPARED_LEVEL.search(named)) and level["what"]:
            base, named = f"{level['of']}{level['what']}", named[: level.start()]
        named = HOW.sub("", COMPARED_AMOUNT.sub("", named).strip())
        named = COMPLETED.sub("", again(named, direction))
        if alone := TIME_COMPARED.fullmatch(named):
            named, (year, base) = "", self._base(alone)  # 2023年度相比增加
        elif unknown := unknown_base(named):
            named, base, year = unknown
        subject = "" if named in _SIDE_BY_SIDE | _DURING else subject_of(named)
        if _REASON.search(named) and (behind := _NAME_BEHIND.match(self._folded, end)):
            subject = behind["name"]
        if len(subject) == 1 and subject in clause[:at]:
            return Wording("", sentence, unclear=True)  # 咸少5万元: a word that is none
        ahead = before[:clause_at]
        said = _RATE_CLAUSE.search(ahead) or _COMPARED_CLAUSE.search(ahead)
        if not subject and (
            said := said or _TOLD_CLAUSE.search(ahead) or _NONE_CLAUSE.search(ahead)
        ):
            subject = subject_of(HOW.sub("", COMPARED_AMOUNT.sub("", said["subject"]).strip()))
        vague = subject in _OF_BEFORE or (subject in _VAGUE and window + clause_at > begin)
        other = self._other_year(named, ahead) if subject or not named else None
        if other is not None:
            subject = f"{other}年{subject}" if subject else ""
            year = year_before(other, year, base)
        return Wording(subject, sentence, direction, year, base, vague=vague, dated=other)

    def _other_year(self, subject: str, ahead: str) -> int | None:
        """The year that ``subject`` or the head of its sentence names, if not the report's own."""
        if self._last_year is None:
            return None
        if _SEVERAL_YEARS.search(subject):
            return None
        found = _NAMES_YEAR.match(_AHEAD_OF_YEAR.sub("", subject.strip()))
        if found is None:
            head = _YEAR_OF_SENTENCE.match(ahead) or _year_before_bracket(ahead)
            found = head if head and not YEAR_NAMED.search(ahead[head.end() :] + subject) else None
        year = int(found["year"]) if found else None
        return None if year == self._last_year + 1 else year

    def _without_own_year(self, name: str) -> str:
        """``name`` without the report's own year behind it: 接待费2023年, 接待费本年."""
        found = _YEAR_BEHIND.search(name)
        own = None if self._last_year is None else str(self._last_year + 1)
        return name[: found.start()] if found and found["year"] in (None, own) else name

    def _direction_apart(self, word: str, end: int) -> str | None:
        """The word of change in a bracket, where the rate behind the amount says the same."""
        rate = rate_behind(self._folded, end) if word in ("增加", "减少") else None
        if rate is None or not rate.percent:
            return None
        return word if (rate.percent < 0) == (word == "减少") else None

    def _tells_unknown_change(self, clause: str, start: int) -> bool:
        """Whether a word that is none of those known, or a sign alone, may tell a change."""
        signed = _SIGNED.search(clause) and self._folded[start : start + 1] in _MINUS_SIGNS
        unknown = _UNKNOWN_VERB.search(clause) and not LEVEL_WORDS.search(clause)
        return bool(signed or unknown)

    def _lacks_direction(self, clause: str, end: int) -> bool:
        """Whether ``clause`` compares, the words behind its amount do not say which way either."""
        compared = [*COMPARED.finditer(clause)]
        if not compared or not (compared[-1][0][0] in "较比相对" or "相比" in compared[-1][0]):
            return False
        if compared[-1]["plan"] or compared[-1]["previous"] or AGAINST.search(clause):
            return False
        rest = clause[compared[-1].end() :].strip()
        behind = _PARTED.split(self._folded[end : end + _NEAR], maxsplit=1)[0]
        if len(rest) > _LONGEST_VERB or _OF_A_LEVEL.search(rest):
            return False
        return not any(word in behind for word, _ in CHANGES + MORE_OR_LESS) and not (
            _ALIKE.match(behind)
        )

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        i = bisect_right(self._ends, start)
        begin = self._ends[i - 1] if i else 0
        j = bisect_left(self._ends, end + 1)
        return begin, self._ends[j] if j < len(self._ends) else len(self._text)

    def _shown(self, begin: int, start: int, end: int, stop: int) -> str:
        """The sentence; of one that is longer than any of a report what is near the amount."""
        if stop - begin > _LONGEST_SENTENCE:
            begin, stop = max(begin, start - _NEAR), min(stop, end + _NEAR)
        return self._text[begin:stop].strip()

    def _base(self, match: re.Match[str]) -> tuple[int | None, str | None]:
        """The year and the words of what is compared with."""
        said = match.groupdict()
        if plan := said.get("plan") or said.get("previous"):
            return None, plan.lstrip("较比与同和 ")
        if said.get("alike"):
            year = said.get("alike_year")
            return int(year) if year else self._last_year, said["alike"]
        base = match["base"].strip()
        if A_DAY.search(base) and not match["year"]:
            return (
                None,
                base,
            )  # 2022年末资产比上年末增加1万元: the day before which, the text leaves open
        return int(match["year"]) if match["year"] else self._last_year, base


def _year_before_bracket(ahead: str) -> re.Match[str] | None:
    """The year at the end of ``ahead`` but for a bracket that is too long for a name: 2022年（…）支出."""
    opening = max(ahead.rfind("（"), ahead.rfind("("))
    if opening < 0 or ahead[-1:] not in ("）", ")"):
        return None
    return _YEAR_BEFORE.search(ahead, max(0, opening - _LONGEST_YEAR), opening)


_LONGEST_YEAR = 12
_YEAR_BEHIND = re.compile(r"(?<=..)(?:本年度?|今年|(?P<year>20[0-9]{2})\s*年度?)$")
_YEAR_BEFORE = re.compile(r"(?P<year>20[0-9]{2})\s*年(?:度)?\s*$")


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of ``text`` begin and end, without the signs that part them."""
    begin = 0
    for found in _CLAUSE_STARTS.finditer(text):
        yield begin, found.start()
        begin = found.end()
    yield begin, len(text)
