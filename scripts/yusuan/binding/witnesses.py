"""Who tells what of a statement: its cover, its titles, captions, running heads and cells."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from yusuan.binding.model import CaptionedGrid
from yusuan.binding.naming import (
    NOTHING,
    SUFFIX,
    Naming,
    kind_of_title,
    organisation,
    overviewed,
    read_title,
    scope_of_title,
    year_of_title,
)
from yusuan.binding.pieces import pieces_of
from yusuan.evidence.model import Block, Document, Furniture, Grid, Line, Paragraph, Part
from yusuan.evidence.places import PagePlace, Place
from yusuan.facts.model import Scope, StatementKind
from yusuan.layouts.page_labels import page_labels
from yusuan.printed.text import compact, key
from yusuan.registers.divisions import provinces
from yusuan.stitching.wording import ended

FIELDS = ("organisation_name", "fiscal_year", "kind", "scope")
COVER, TEXT, CAPTION, RUNNING, CELL = range(1, 6)
_MOST_COVER_LINES = 10
LONGEST_LINE = 60
_UNIT_LABELS = frozenset({"预算单位"})
_DEPARTMENT_LABELS = frozenset({"预算主管部门", "主管部门"})
_NAME_LABELS = frozenset({"部门名称", "部门(单位)名称", "单位名称", "部门/单位名称", "预算部门"})

_HEAD_ROWS = 4
_YEAR = re.compile(r"^(?:本年|(?:19|20)[0-9]{2}年?)")
# Lines that web pages and offices print above a title: numbers of the file, of an annex.
_BESIDE_TITLE = re.compile(r"^附[件表]?[0-9一二三四五六七八九十]{0,3}:?$|^[^年]*[0-9]{8}[^年]*$")

# （一）财政拨款收支与2023年度决算对比情况: a heading that speaks of another year.
_COMPARED = re.compile(r"[与比较同]20[0-9]{2}年(?:度|初)?(?:部门)?(?:预算|决算)")

Fact = str | int


class Witness(NamedTuple):
    """One place that tells one fact; the lower its rank, the more it counts."""

    rank: int
    field: str
    value: Fact
    place: Place


def _named(rank: int, naming: Naming, place: Place) -> list[Witness]:
    values = (naming.organisation, naming.fiscal_year, naming.kind, naming.scope)
    return [
        Witness(rank, name, value, place)
        for name, value in zip(FIELDS, values, strict=True)
        if value is not None
    ]


def from_cover(document: Document, prose: Sequence[Paragraph]) -> list[Witness]:
    """The first lines, as long as they are short and none begins the text or a table.

    ``prose`` are the paragraphs that belong to no table.
    """
    own = {id(paragraph) for paragraph in prose}
    lines: list[Part] = []
    witnesses: list[Witness] = []
    for block in document.blocks:
        if isinstance(block, Furniture) or _is_of_page(block):
            continue
        if not isinstance(block, Paragraph) or id(block) not in own:
            break
        if len(lines) >= _MOST_COVER_LINES:
            break
        text = page_labels().title(block.text) or block.text.strip()
        if _BESIDE_TITLE.search(compact(text)):
            continue
        if _COMPARED.search(key(text)):
            break
        if len(text) > LONGEST_LINE or ended(text):
            break
        if _page(block.place) > 1:
            break
        for piece in pieces_of(Part(text, block.place)):
            if piece.kind == "organisation":
                witnesses += _labelled(COVER, text, piece.part)
            elif piece.kind in ("title", "year"):
                lines.append(Part(text, block.place))
                break
    if not lines:
        return witnesses
    place = lines[0].place
    naming = NOTHING
    for first, last in _spans(len(lines)):
        if any(_stands_apart(*pair) for pair in pairwise(part.text for part in lines[first:last])):
            continue
        found = read_title("".join(part.text for part in lines[first:last]))
        if found != NOTHING and (naming.kind is None or found.organisation is not None):
            naming = found
        if naming.organisation is not None:
            break
    witnesses += _named(COVER, naming, place)
    if naming.organisation is None and naming.kind is not None:
        for part in lines:
            if (name := organisation(part.text)) is not None:
                witnesses.append(Witness(COVER, "organisation_name", name.name, part.place))
                if name.scope is not None:
                    witnesses = [w for w in witnesses if w.field != "scope"]
                    witnesses.append(Witness(COVER, "scope", name.scope, part.place))
                break
    return witnesses


def _is_of_page(block: Block) -> bool:
    """Whether a line or a table says what a website says of its page: its number, its publisher."""
    if isinstance(block, Grid):
        printed = next((cell.text for cell in block.cells if cell.text.strip()), "")
        return page_labels().label(printed)
    return isinstance(block, Paragraph) and page_labels().begin(block.text)


@cache
def _begins_name() -> re.Pattern[str]:
    """A name that begins with its place, or as those of the Party and of the state do."""
    places = "|".join(provinces())
    return re.compile(
        r"(?:原|(?P<year>(?:19|20)[0-9]{2}年度?))?(?:(?P<place>[\u4e00-\u9fff]{2,6}?[省市区县州盟旗])"
        rf"|中国|中共|国家|中华|全国|{places})[\u4e00-\u9fff]"
    )


_PLACE_OR_OFFICE = re.compile(
    rf"(?:[省市区县州盟旗{SUFFIX}党）)]|会议|中共)(?<!网站)$|[0-9]{{4}}年"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]|[0-9]{4}")


def _stands_apart(line: str, below: str) -> bool:
    """Whether ``line`` is no beginning of the title below it: 时效性 有效, Announcement.

    A name that begins with its place begins there, unless a place or an office stands before it;
    behind a year it does whatever stands before: what an office calls itself above its title.
    """
    if not _CHINESE.search(line):
        return True
    begins = _begins_name().match(key(below))
    if begins is not None and begins["place"] and key(line).startswith(begins["place"]):
        return True  # 示例县人民政府 above 示例县水务局: two offices of one place
    return begins is not None and not (
        begins["year"] is None and _PLACE_OR_OFFICE.search(key(line))
    )


def _spans(count: int) -> Iterable[tuple[int, int]]:
    """Runs of lines that may be one title, those from the first line before all others."""
    return ((first, last) for first in range(count) for last in range(count, first, -1))


def _labelled(rank: int, text: str, part: Part) -> list[Witness]:
    """«预算单位：…» is a unit's budget, «预算主管部门：…» a department's."""
    name = organisation(part.text)
    if name is None:
        return []
    label = compact(text).split(":")[0]
    scope: Scope | None = name.scope
    if scope is None and label in _UNIT_LABELS:
        scope = "unit"
    if scope is None and label in _DEPARTMENT_LABELS:
        scope = "department"
    return _named(rank, Naming(name.name, None, None, scope), part.place)


def from_text(document: Document) -> list[Witness]:
    """Headings and titles anywhere that name an organisation's statement.

    Beside one of 决算 no heading is of a budget that names no more than a fund: 2023年度一般公共预算
    财政拨款“三公”经费情况说明.
    """
    witnesses: list[Witness] = []
    of_funds: set[Place] = set()
    for block in document.blocks:
        if not isinstance(block, Paragraph | Line) or len(block.text) > LONGEST_LINE:
            continue
        if ended(block.text) or _COMPARED.search(key(block.text)):
            continue
        if (name := overviewed(block.text)) is not None:
            witnesses.append(Witness(RUNNING, "organisation_name", name.name, block.place))
        naming = read_title(block.text)
        compared = key(block.text)
        if naming.kind is None and "预算" not in compared:  # 2023年度预算绩效情况 tells the year
            continue
        if naming.kind == "budget" and (
            "预算" not in _FUND.sub("", compared) or "自评" in compared
        ):
            of_funds.add(block.place)
        if naming.organisation is not None:
            witnesses += _named(TEXT, naming, block.place)
        elif naming.fiscal_year is not None:
            witnesses += _named(RUNNING, naming._replace(scope=None), block.place)
    if not any(it.field == "kind" and it.value == "final_accounts" for it in witnesses):
        return witnesses
    return [it for it in witnesses if it.field != "kind" or it.place not in of_funds]


def from_running(document: Document) -> list[Witness]:
    seen: dict[str, Line] = {}
    for block in document.blocks:
        if isinstance(block, Furniture) and block.kind == "running_head":
            seen.setdefault(key(block.lines[0].text), block.lines[0])
    return [
        witness
        for line in seen.values()
        for witness in _named(RUNNING, read_title(line.text), line.place)
    ]


def from_captions(grids: Sequence[CaptionedGrid]) -> list[Witness]:
    witnesses: list[Witness] = []
    named = [it.caption.organisation.text for it in grids if it.caption.organisation is not None]
    remarked = sum(1 for text in named if (own := organisation(text)) and own.scope is not None)
    outright = TEXT if 2 * remarked > len(named) else CAPTION  # on one page of many it is a slip
    titles = [title.text for it in grids for title in it.caption.titles]
    settled = "final_accounts" in map(kind_of_title, titles)
    for grid in grids:
        caption = grid.caption
        place = grid.grid.place
        if caption.organisation is not None:
            name = organisation(caption.organisation.text)
            if name is not None:
                naming = Naming(name.name, None, None, None)
                witnesses += _named(CAPTION, naming, caption.organisation.place)
                remark = Naming(None, None, None, name.scope)  # （本级） says it outright
                witnesses += _named(outright, remark, caption.organisation.place)
        if caption.fiscal_year is not None:
            witnesses.append(Witness(CAPTION, "fiscal_year", caption.fiscal_year, place))
        for title in caption.titles:
            if _COMPARED.search(key(title.text)):
                continue
            told = Naming(
                None if "项目" in title.text else read_title(title.text).organisation,
                year_of_title(title.text),
                kind_of_title(_FUND.sub("", key(title.text)) if settled else title.text),
                scope_of_title(title.text),
            )
            witnesses += _named(CAPTION, told, title.place)
    return witnesses


# Among tables of 决算 these name a fund, no budget: 一般公共预算财政拨款“三公”经费情况表.
_FUND = re.compile(
    "(?:一般公共|公共财政|公共|政府性基金|基金|国有资本经营|国有资本)预算|预算(?=执行|绩效|单位|部门)"
)


def from_cells(grids: Sequence[CaptionedGrid]) -> list[Witness]:
    """Names that stand in a table behind their label, in its first rows."""
    return [
        Witness(CELL, "organisation_name", name.name, cell.place)
        for it in grids
        for row in range(min(_HEAD_ROWS, it.grid.row_count))
        for label, cell in _neighbours(it.grid, row)
        if label in _NAME_LABELS and (name := organisation(cell.text)) is not None
    ]


def kind_of_heads(grids: Sequence[CaptionedGrid]) -> StatementKind | None:
    """What heads print, for documents that say it nowhere else: 预算数 alone, or 决算数."""
    labels = {
        _YEAR.sub("", key(cell.text))
        for it in grids
        for row in range(min(_HEAD_ROWS, it.grid.row_count))
        for cell in it.grid.row(row)
    }
    if "决算数" in labels:
        return "final_accounts"
    return "budget" if "预算数" in labels else None


_YEAR_OF_HEAD = {
    "budget": re.compile(
        r"(20[0-9]{2})年(?:度)?(?:部门)?预算(?:数|安排|安排数|金额|额)?(?:\(.*\))?"
    ),
    "final_accounts": re.compile(r"(20[0-9]{2})年(?:度)?决算(?:数|额)?(?:\(.*\))?"),
}


def year_of_heads(grids: Sequence[CaptionedGrid], kind: StatementKind | None) -> int | None:
    """The year whose 预算数 (or 决算数) heads print, for documents that say it nowhere else.

    Beside it stands that of the year before: the later one counts, if it is the same in all
    tables that print one.
    """
    if kind is None:
        return None
    latest: set[int] = set()
    for it in grids:
        found = [
            int(match[1])
            for row in range(min(_HEAD_ROWS, it.grid.row_count))
            for cell in it.grid.row(row)
            if (match := _YEAR_OF_HEAD[kind].fullmatch(key(cell.text)))
        ]
        if found:
            latest.add(max(found))
    return latest.pop() if len(latest) == 1 else None


# 示例县水利局2024年度本年收入合计1234.56万元; not 截至2024年底, nor 2024年12月31日.
_STATED_YEAR = re.compile(
    r"(?:\([一二三四五六七八九十0-9]{1,2}\)|[0-9]{1,2}[.、])?(?P<name>[^,。;:0-9较比与同]{0,30})"
    r"(?P<year>20[0-9]{2})年(?:度)?(?![0-9初末底])[^。;]{0,40}?[0-9.]+[百千]?[万亿]?元"
)
_FEWEST_STATED = 4
_LONGEST_BEGINNING = 120


def told_by_prose(prose: Sequence[Paragraph]) -> Naming:
    """By which name and year paragraphs begin that state an amount, if hardly any by another.

    For documents that say it nowhere else: an outcome is told of its year, then compared.
    """
    found = [
        match
        for paragraph in prose
        if (match := _STATED_YEAR.match(key(paragraph.text[:_LONGEST_BEGINNING])))
    ]
    names = [name.name for match in found if (name := organisation(match["name"])) is not None]
    year = _nearly_all([match["year"] for match in found])
    return Naming(_nearly_all(names), int(year) if year else None, None, None)


def _nearly_all(said: Sequence[str]) -> str | None:
    if not said:
        return None
    (first, count), *others = Counter(said).most_common(2)
    second = others[0][1] if others else 0
    return first if count >= _FEWEST_STATED and count > 4 * second else None


def _neighbours(grid: Grid, row: int) -> Iterable[tuple[str, Part]]:
    printed = [cell for cell in grid.row(row) if cell.kind == "printed"]
    for left, right in pairwise(printed):
        yield key(left.text), Part(right.text, right.place)


def _page(place: Place) -> int:
    return place.page if isinstance(place, PagePlace) else 0
