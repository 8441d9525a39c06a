"""Tables that the prose refers the reader to (详见《项目支出表》, 见附表12): they are there."""

import re
from collections.abc import Iterator

from yusuan.checks.announced import INSIDE_SECTIONS
from yusuan.checks.evidence import Evidence
from yusuan.checks.listed import bare
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.unread_grids import FORMS
from yusuan.evidence.places import Place, say_briefly
from yusuan.printed.text import chinese_number, key, without_markup

_SEE = r"(?:详见|详情见|参见|请见|[见如])(?:本?部门)?(?:后附|所附|附)?(?:的)?"
_NAMED = re.compile(
    rf"{_SEE}[《“](?P<name>[^《》“”]{{3,40}}表)[》”]|详见(?P<bare>[^，。；：()“”《》、\s附下上后]{{4,30}}表)(?=[。，；)])"
)
_NUMBERED = re.compile(
    rf"{_SEE}(?P<label>(?:公开|预算|附)*表\s?(?P<behind>[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})(?![-—0-9一-十])"
    r"|(?:公开|预算)(?P<before>[0-9]{1,2})表)"
)
_NUMERAL = r"[一二三四五六七八九十]{1,3}|[0-9]{1,2}"
_PART = re.compile(rf"{_SEE}(?:本说明|本文|前述|上述|后述)?第\s?(?P<number>{_NUMERAL})\s?部分")
_PART_TITLE = re.compile(rf"\s*第\s?({_NUMERAL})\s?部分")
_ATTACHED = re.compile(rf"\s*附表\s?({_NUMERAL})(?![0-9一-十])")
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 40


def tables_cited(evidence: Evidence) -> Iterator[Outcome]:
    """A table that the text names or numbers is in the document.

    By its number: some title has the number, or there are so many tables. 附件3 may well be a
    file of its own.
    """
    if evidence.tables_only or not evidence.tables:
        yield not_due("没有保存文字，或文件没有公开表")
        return
    lines = {without_markup(part.paragraph.text).strip() for part in evidence.prose}
    short = {line for line in lines if len(line) <= _LONGEST_TITLE and "见" not in line}
    titles = {
        *(entry.title for entry in evidence.contents),
        *evidence.titles, *evidence.nearest_titles,
        *(table.table.title for table in evidence.tables.values()),
        *(project.title for project in evidence.projects),
        *short,
    }  # fmt: skip
    compared = {bare(title) for title in titles}
    count = found = 0
    most = len((*evidence.unbound_titles, *evidence.performance_titles)) + sum(
        table.name not in (*INSIDE_SECTIONS, *FORMS) for table in evidence.tables.values()
    )
    headed = (*titles, *(without_markup(part.paragraph.text) for part in evidence.prose))
    numbers = [_read(title[1]) for line in headed if (title := _PART_TITLE.match(line))]
    # 附表1, 附表2 among the titles: then the table itself bears such a number
    label_numbers = [_read(title[1]) for line in headed if (title := _ATTACHED.match(line))]
    most_parts = max((*numbers, *(part.section for part in evidence.prose)), default=0)
    for part in evidence.prose:
        text = without_markup(part.paragraph.text)
        for cited in (*_NAMED.finditer(text), *_NUMBERED.finditer(text)):
            groups = cited.groupdict()
            if name := groups.get("name") or groups.get("bare"):
                present = _stands_in(bare(name), compared)
            else:
                name = groups["label"]
                own = label_numbers if "附表" in cited[0] else []
                present = _number(groups) <= max(own, default=most) or any(
                    key(name) in key(t) for t in titles
                )
            count += 1
            if present:
                continue
            found += 1
            place = part.paragraph.place
            yield _missing(name, "这张表", place)
        for cited in _PART.finditer(text):
            count += 1
            if most_parts and _read(cited["number"]) > most_parts:
                found += 1
                yield _missing(f"第{cited['number']}部分", "这一部分", part.paragraph.place)
    if count and not found:
        yield Statement("pass", f"情况说明 {count} 处请读者看的表都在文件中。", left=f"{count} 处")
    elif not count:
        yield not_due("情况说明没有请读者看某一张表")


def _stands_in(name: str, titles: set[str]) -> bool:
    """Whether some title holds the name, which may end with 表 where the title does not."""
    word = name.removesuffix("表")
    return any(
        (len(word) >= _SHORTEST_TITLE and word in title)
        or name in title
        or (title in name and title.endswith("表") and len(title) >= _SHORTEST_TITLE)
        for title in titles
    )


def _missing(name: str, what: str, place: Place) -> Statement:
    return Statement(
        "fail",
        f"情况说明{say_briefly(place)}请读者看“{name}”，文件中没有{what}。",
        left=name,
        right="没有找到",
        subject=name,
        places=(place,),
        absent="document",
    )


def _number(groups: dict[str, str | None]) -> int:
    return _read(groups.get("behind") or groups.get("before") or "0")


def _read(printed: str) -> int:
    return int(printed) if printed.isdecimal() else chinese_number(printed) or 0


CHECKS: tuple[Check, ...] = (
    Check(
        id="cited-tables",
        title="文字所指的表和部分",
        rule="情况说明写“详见”“见”的表、部分，文件中都有；附件可能另成一份文件，不计。",
        severity="warning",
        consequence="presence",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=tables_cited,
    ),
)
