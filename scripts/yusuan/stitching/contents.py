"""Which lines are entries of a contents list: they name what comes later and stay lines."""

import re
from collections.abc import Iterable, Sequence

from yusuan.evidence.model import Block, Furniture, Grid, Line
from yusuan.evidence.places import LinePlace, PagePlace
from yusuan.printed.numbering import NUMERAL
from yusuan.printed.text import chinese_number, compact, key
from yusuan.stitching.wording import OWN, ended

_TITLE = re.compile(r".{0,40}目录")
_LEADER = re.compile(
    r"\s*(?:(?:[.．·•‥]\s?){2,}|…+|-{3,}|_{3,}|—{2,}|/{4,}|[~～]{4,}|─{2,}|＿{2,}|﹍{2,}|\t)[.．·•‥…·\s]*"
    # …（6-8）, and the place for a page number that nobody filled in: …（　）
    r"(?:[(（]\s*([0-9]{1,4})?(?:\s*[-—~]\s*[0-9]{1,4})?\s*[)）]|([0-9]{1,4}))?\s*$"
)
# What a text processor calculates a page number by, where a page prints it as text.
_FIELD_CODE = re.compile(
    r"\s*(?:PAGEREF|HYPERLINK)\s+(?:\\?l\s+)?\"?_?Toc[0-9]+\"?(?:\s*\\?h)?(?![a-z])"
)
_PAGE_BEHIND = re.compile(r"(?<=\S)\s+([0-9]{1,4})\s*$|[(（]([0-9]{1,4})[)）]\s*$")
_TAB_PAGE = re.compile(r"[^\W0-9].*\t[0-9]{1,4}$")
_NUMBER = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十0-9]{1,3}\s*[)）、.．]|附件\s*[0-9]{1,2}[.、:：]"
    r"|[【\[]?(?:附|公开|预算|决算)?(?:表\s*(?:[0-9]{1,2}(?:-[0-9]{1,2})?|[一二三四五六七八九十]{1,3}(?=[:：、.\s]))"
    r"|[0-9]{1,2}(?:-[0-9]{1,2})?表)[】\]]?[:：、.]?)\s*"
)
_PART = re.compile(r"\s*第[一二三四五六七八九十]部分")
_FIRST_PART = re.compile(r"\s*第一部分")
# What an entry has behind its title and the title itself has not: a page, where its table stands.
_PAGE_GLUED = re.compile(r"(?:/{1,20}|第|P\.?)?[0-9]{1,3}页?$")
_ASIDE = re.compile(r"\((?:见|详见|第|公开|附|样|空|无|另)[^()]{0,12}\)$")
_YEAR = re.compile(r"20[0-9]{2}年(?:度|初)?")
_SHORTEST_BARE = 4
_MARKS = str.maketrans("", "", "《》")
_COUNTED = re.compile(rf"\s*({NUMERAL})、")
_NUMBER_OF_TABLE = re.compile(
    r"[\u4e00-\u9fff]{0,6}表?(?:[0-9]{1,3}(?:[-—.][0-9]{1,2})?|[一二三四五六七八九十]{1,3})表?[、.]?"
)
_TITLE_OF_TABLE = re.compile(r"[^:,。;]{3,50}(?:表|情况|一览|明细)(?:\([^()]{1,20}\))?")
_LABEL_END = re.compile(r"[:：]\s*[0-9]{0,2}$")
_ENDS_OF_NAMES = frozenset("局委厅院会室部处站所校队心办馆园")
_SHORTEST_NAME = 4
_OTHER_NAME = re.compile(r"\([^()]{2,30}\)")  # behind the name of a department: (单位), or another
_LONGEST = 60
_LONGEST_ENTRY = 200
_FEWEST_UNTITLED = 6
_MOST_CAPTIONS = 4  # lines between the title of a table and it


def entry(text: str) -> tuple[str, int | None] | None:
    """(title, page) of an entry that ends with a leader or a page number behind a gap."""
    if len(text) > _LONGEST_ENTRY:
        return None
    text = _FIELD_CODE.sub("\t", text)
    for pattern in (_LEADER, _PAGE_BEHIND):
        if (found := pattern.search(text)) and found.start():
            page = next((group for group in found.groups() if group), None)
            title = text[: found.start()].strip()
            if pattern is _PAGE_BEHIND and _LABEL_END.search(title):
                return None  # a label with its number: 预算年度： 2026, 预算年度：20 26
            return (title, int(page) if page else None) if title else None
    return None


def entries_of(grid: Grid, above: Iterable[Block] = ()) -> tuple[Line, ...]:
    """The lines of a contents list whose page numbers stand behind tabs, or in a column of their
    own; empty if it is none.

    One tab is leader enough if the title of a list is ``above`` it with no table in between.
    """
    if len({cell.column for cell in grid.cells if cell.text}) > 3:
        return ()
    lines: list[Line] = []
    headings = 0  # rows of one cell: 第二部分 情况说明
    listed = any(isinstance(it, Line) and _TITLE.fullmatch(compact(it.text)) for it in above)
    numbered = listed and _numbers_tables(grid)
    for row in grid.rows():
        parts = [cell.parts[0] for cell in row if cell.text]
        text = "\t".join(part.text for part in parts)
        if not parts:
            continue
        if not numbered and not (
            _has_leader(text) or (listed and len(parts) == 2 and _TAB_PAGE.search(text))
        ):
            headings += 1
            if len(parts) > 1 or headings > grid.row_count // 3:
                return ()
        place = parts[0].place
        whole = LinePlace(place.line) if isinstance(place, LinePlace) else place
        lines.append(Line(text, whole, tuple(parts)))
    return tuple(lines)


def _numbers_tables(grid: Grid) -> bool:
    """Whether every row is the number of a table and its title: 部门公开表1, 部门收支总表."""
    rows = [[cell.text for cell in row if cell.text] for row in grid.rows()]
    return all(
        len(texts) <= 1
        or (
            _NUMBER_OF_TABLE.fullmatch(compact(texts[0]))
            and _TITLE_OF_TABLE.fullmatch(compact(texts[1]))
            and all(text.isdecimal() for text in texts[2:])
        )
        for texts in rows
    ) and any(len(texts) > 1 for texts in rows)


def _has_leader(text: str) -> bool:
    found = _LEADER.search(text) if len(text) <= _LONGEST_ENTRY else None
    return found is not None and found.start() > 0 and len(found[0].strip(" \t0123456789")) >= 2


def contents_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Indices of the title of a contents list and of its entries.

    An entry has a leader or a page number, or is printed again later; the list ends where
    neither follows. A page that is mostly entries is all list.
    """
    later: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            later.update(dict.fromkeys(_called(block.text), index))
        elif isinstance(block, Grid):
            for cell in block.cells[: 2 * block.column_count]:
                if cell.kind == "printed":
                    later.update(dict.fromkeys(_called(cell.text), index))
    found: set[int] = set()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Line) and _TITLE.fullmatch(compact(block.text)):
            end = _end(blocks, index + 1, later)
            if end > index + 1:
                found.update(at for at in range(index, end) if isinstance(blocks[at], Line))
                index = end
                continue
        if isinstance(block, Line) and _has_page(block):
            # Without the word 目录 above: so many lines that lead to their pages are a list.
            end = _end(blocks, index, later)
            listed = [at for at in range(index, end) if isinstance(blocks[at], Line)]
            if sum(_has_page(blocks[at]) for at in listed) >= _FEWEST_UNTITLED:
                found.update(listed)
                index = end
                continue
        if isinstance(block, Line) and _FIRST_PART.match(block.text) and not _page(block):
            # Nor is the word above the parts of a page of a website; all of them come again.
            end = _end(blocks, index, later)
            listed = [at for at in range(index, end) if isinstance(blocks[at], Line)]
            again = [at for at in listed if _is_entry(blocks[at], at, later)]
            if len(listed) >= _FEWEST_UNTITLED and 4 * len(again) >= 3 * len(listed):
                found.update(listed)
                index = end
                continue
        index += 1
    return frozenset(found)


def _has_page(block: Block) -> bool:
    """Whether a line ends with a leader of dots and the number of a page."""
    if not isinstance(block, Line) or len(block.text) > _LONGEST_ENTRY:
        return False
    found = _LEADER.search(block.text)
    return (
        found is not None
        and found.start() > 0
        and any(found.groups())
        and len(found[0].strip()) > 3
    )


def _end(blocks: Sequence[Block], start: int, later: dict[str, int]) -> int:
    """Where the list that begins at ``start`` ends.

    In a list with leaders every entry has one, but for the headings between them. What stands
    between its last entry and a table, on the same page or at the top of the next, is the table's.
    """
    ahead: list[Line] = []
    for block in blocks[start : start + 12]:
        if isinstance(block, Grid):
            break
        if isinstance(block, Line):
            ahead.append(block)
    leaders = sum(entry(line.text) is not None for line in ahead) * 2 >= min(len(ahead), 6)
    if leaders:
        later = {}
    end = index = start
    named: set[str] = set()
    titles: set[str] = set()  # of entries, without leader and page
    while index < len(blocks) and isinstance(blocks[index], Line | Furniture):
        page = _page(blocks[index])
        stop = index + 1
        while page and stop < len(blocks) and _page(blocks[stop]) == page:
            stop += 1
        grid = next((at for at in range(index, stop) if isinstance(blocks[at], Grid)), None)
        if grid is not None and index > start:
            return _end_above(blocks, range(index, grid), end, named, later)
        lines = [
            at
            for at in range(index, stop if grid is None else grid)
            if isinstance(blocks[at], Line)
        ]
        if leaders and (grid is not None or _begins_with_table(blocks, stop)):
            while lines and not _is_entry(blocks[lines[-1]], lines[-1], later):
                lines.pop()
        entries = sum(_is_entry(blocks[at], at, later) for at in lines)
        whole = page and not any(_is_prose(blocks[at]) for at in lines)
        if lines and whole and (index == start or 2 * entries >= len(lines)):
            for at in lines:
                if _begins_again(blocks, at, named):
                    return end
                named.update(_names(blocks[at]))
                end = at + 1
        else:
            # Short lines below the title of the list are of it until one of them comes again.
            short = bool(page) and index == start
            for at in lines:
                text = _bare(_text(blocks[at]))
                listed = entry(_text(blocks[at]))
                if (
                    _begins_again(blocks, at, named)
                    or (listed is None and text in titles)
                    or not (
                        _is_entry(blocks[at], at, later)
                        or _counts_on(blocks, end - 1, at)
                        or _is_heading(blocks, at, later)
                        or (short and not _is_prose(blocks[at]))
                    )
                ):
                    return end
                named.update(_names(blocks[at]))
                if listed is not None:
                    titles.add(_bare(listed[0]))
                end = at + 1
        if grid is not None:
            return end
        index = stop
    return end


def _counts_on(blocks: Sequence[Block], before: int, at: int) -> bool:
    """Whether a short line bears the number behind that of the last entry: 八、… and 九、….

    Below a part that is one, 一、… begins if 二、… stands right behind it.
    """
    number = _number_of(blocks[at])
    if number is None or _is_prose(blocks[at]):
        return False
    if number == 1 and at + 1 < len(blocks) and _PART.match(_text(blocks[before])):
        return _number_of(blocks[at + 1]) == 2 and not _is_prose(blocks[at + 1])
    return _number_of(blocks[before]) == number - 1


def _number_of(block: Block) -> int | None:
    found = _COUNTED.match(_text(block))
    return chinese_number(found[1]) if found else None


def _end_above(
    blocks: Sequence[Block], page: range, end: int, named: set[str], later: dict[str, int]
) -> int:
    """Where the list ends if the first lines of one more page, which holds a table, are entries."""
    for at in page:
        if not isinstance(blocks[at], Line):
            continue
        if _begins_again(blocks, at, named) or not (
            _is_entry(blocks[at], at, later) or _counts_on(blocks, end - 1, at)
        ):
            break
        end = at + 1
    return end


def _begins_again(blocks: Sequence[Block], at: int, named: set[str]) -> bool:
    """Whether a line is an entry of ``named`` again, by itself or with the next one.

    第一部分 部门概况 of the list stands in two lines over the part itself, and 单位主要职能 is
    headed 某某中心主要职能. 部门公开表1 alone begins what the title below it begins.
    """
    text = _text(blocks[at])
    if at and entry(text) is not None and _text(blocks[at - 1]) == text:
        return False  # printed twice, one below the other
    if _NUMBER_OF_TABLE.fullmatch(compact(text)) and at + 1 < len(blocks):
        below = _text(blocks[at + 1])
        return not _NUMBER_OF_TABLE.fullmatch(compact(below)) and _begins_again(
            blocks, at + 1, named
        )
    following = _text(blocks[at + 1]) if at + 1 < len(blocks) else ""
    bare = _bare(text)
    if bare != _whole(text):
        return _whole(text) in named  # with its page: an entry of another part
    if bare in named or (bool(following) and _bare(text + following) in named):
        return True
    if len(bare) > _LONGEST or entry(text) is not None:
        return False
    bare = _OTHER_NAME.sub("", bare)
    return any(
        bare[n - 1] in _ENDS_OF_NAMES and bare[n:] in named
        for n in range(_SHORTEST_NAME, len(bare) - 3)
    )


def _names(block: Block) -> set[str]:
    """What an entry is called, in parts where the number of its table stands before it."""
    listed = entry(_text(block))
    name = _bare(listed[0] if listed else _text(block))
    names = {name, OWN.sub("", name), _whole(_text(block))}
    if isinstance(block, Line) and _is_numbered(block):
        names.update(_bare(part.text) for part in block.pieces)
    return names


def _is_numbered(line: Line) -> bool:
    pieces = line.pieces
    return len(pieces) > 1 and _NUMBER_OF_TABLE.fullmatch(compact(pieces[0].text)) is not None


def _begins_with_table(blocks: Sequence[Block], start: int) -> bool:
    """Whether the page that begins at ``start`` begins with a table, or with its caption."""
    ahead = [it for it in blocks[start : start + 12] if not isinstance(it, Furniture)]
    for block in ahead[: _MOST_CAPTIONS + 1]:
        if isinstance(block, Grid):
            return True
        if _is_prose(block) or entry(_text(block)) is not None:
            return False
    return False


def _text(block: Block) -> str:
    return block.text if isinstance(block, Line) else ""


def _is_heading(blocks: Sequence[Block], index: int, later: dict[str, int]) -> bool:
    """Whether entries follow right behind a line that is none itself."""
    following = range(index + 1, min(index + 4, len(blocks)))
    return not _is_prose(blocks[index]) and any(
        _is_entry(blocks[at], at, later) for at in following
    )


def _is_prose(block: Block) -> bool:
    return isinstance(block, Line) and (
        (ended(block.text) and entry(block.text) is None) or len(key(block.text)) > _LONGEST
    )


def _is_entry(block: Block, index: int, later: dict[str, int]) -> bool:
    if not isinstance(block, Line):
        return False
    if entry(block.text) is not None:
        return True
    if _is_numbered(block):
        return later.get(_bare(block.pieces[1].text), index) > index
    return (
        len(_bare(block.text)) <= _LONGEST
        and (not ended(block.text) or _NUMBER.match(block.text) is not None)
        and any(later.get(name, index) > index for name in _called(block.text))
    )


def _called(text: str) -> tuple[str, str]:
    """What an entry or a title is called, with its year and without."""
    bare = _bare(text)
    return bare, _YEAR.sub("", bare) or bare


def _bare(text: str) -> str:
    """As compared, without the number before it and the page behind it: lists and headings differ."""
    compared = _whole(text)
    if entry(text) is not None:
        return compared
    bare = _ASIDE.sub("", _PAGE_GLUED.sub("", compared))
    return bare if len(bare) >= _SHORTEST_BARE else compared


def _whole(text: str) -> str:
    return key(_NUMBER.sub("", text)).translate(_MARKS).rstrip(";。")


def _page(block: Block) -> int:
    first = block.lines[0] if isinstance(block, Furniture) else block
    place = first.place if isinstance(first, Line | Grid) else None
    return place.page if isinstance(place, PagePlace) else 0
