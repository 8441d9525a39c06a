"""The table of units: each is listed once, and as many as the text says."""

import re
from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.evidence.places import Place, say_briefly, say_several
from yusuan.printed.text import chinese_number, key

_NUMBER = r"(?P<{name}>[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}})[个家]"
_COUNTED = re.compile(
    rf"(?P<below>[下所直]属(?:事业|预算|二级)*)?(?:预算单位|事业单位|单位|独立编制机构)(?:数量?)?"
    rf"(?:共计?|共有|总计|合计|有|为|包括|构成|[::])*{_NUMBER.format(name='behind')}"
    rf"|{_NUMBER.format(name='before')}(?P<below2>[下所直]属|二级)?(?:独立核算|事业)*"
    r"(?:预算单位|独立编制机构|事业单位)"
)
_OWN = re.compile(r"本级|机关$|机关\)$")


def listed_once(evidence: Evidence) -> Iterator[Outcome]:
    """No unit stands twice in the table of units."""
    table = evidence.filled("institutions")
    if table is None:
        yield not_due("没有机构设置表")
        return
    places: dict[str, list[Place]] = {}
    for entry in table.entries:
        places.setdefault(key(entry.label), []).append(entry.place)
    twice = {name: found for name, found in places.items() if len(found) > 1}
    for name, found in twice.items():
        yield Statement(
            "fail",
            f"{table.title}把“{name}”列了 {len(found)} 次{say_several(found)}。",
            left=name,
            right=f"{len(found)} 次",
            subject=name,
            places=tuple(found),
        )
    if not twice:
        yield Statement("pass", f"{table.title}的 {len(places)} 个单位各列一次。")


def counted(evidence: Evidence) -> Iterator[Outcome]:
    """The number of units that the text states is the number of those listed.

    The department itself (本级) is one of them or not, as the words leave open.
    """
    table = evidence.filled("institutions")
    names = [] if table is None else sorted({key(entry.label) for entry in table.entries})
    own = sum(_OWN.search(name) is not None for name in names)
    count = 0
    for part in evidence.paragraphs("duties_and_institutions") if names else ():
        for match in _COUNTED.finditer(key(part.paragraph.text)):
            said = match["behind"] or match["before"]
            number = int(said) if said.isdigit() else chinese_number(said.replace("两", "二"))
            if number is None:
                continue
            count += 1
            right = number in (len(names), len(names) - own)
            yield Statement(
                "pass" if right else "fail",
                f"情况说明{say_briefly(part.paragraph.place)}称“{match[0]}”，机构设置表列有 {len(names)} 个单位"
                + ("。" if right else "，个数不同。"),
                left=match[0],
                right=f"{len(names)} 个单位",
                places=(part.paragraph.place, table.table.place) if table else (),
                absent="table",
            )
    if not count:
        yield not_due("没有机构设置表，或情况说明没有写明单位的个数")


CHECKS: tuple[Check, ...] = (
    Check(
        id="institutions-once",
        title="单位只列一次",
        rule="机构设置表中每个单位只列一次。",
        severity="warning",
        consequence="meaning",
        basis="公开模板：列示纳入部门预算的全部单位",
        family="within_table",
        evaluate=listed_once,
    ),
    Check(
        id="institutions-count",
        title="单位的个数",
        rule="情况说明“机构设置”写明的单位个数 = 机构设置表所列的单位（本级可计可不计）。",
        severity="warning",
        consequence="figure",
        basis="公开模板：列示纳入部门预算的全部单位",
        family="text_against_tables",
        evaluate=counted,
    ),
)
