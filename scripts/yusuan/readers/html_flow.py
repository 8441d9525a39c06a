"""The flow of a page: its text broken into lines, its tables with their cells, in their order.

Walks the elements without recursion, so that no depth of nesting matters.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from yusuan.printed.characters import as_italic_mark, as_mark, set_apart
from yusuan.readers.html_chrome import is_chrome
from yusuan.readers.html_hiding import Hiding
from yusuan.readers.html_pictures import is_large_picture
from yusuan.readers.html_positions import Placed, Sizes, is_positioned, position_of

if TYPE_CHECKING:
    from lxml import etree

NEVER_TEXT = frozenset(("script", "style"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "menu", "nav", "ol",
    "optgroup", "option", "p", "pre", "search", "section", "select", "summary", "svg", "textarea", "ul",
))  # fmt: skip
_ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_HEADING = re.compile(r"h([1-6])")
_VERTICAL = re.compile(
    r"vertical-align\s*:\s*(?:(?P<word>super|sub)\b|(?P<below>-)?0*\.?[0-9]*[1-9][0-9]*(?:\.\d+)?(?:px|pt|r?em|ex|%))",
    re.I,
)
# Elements of formulas all of whose parts but the first are set above or below it.
_ABOVE_OR_BELOW = {
    "msup": "super", "mover": "super", "mroot": "super", "mmultiscripts": "super",
    "msub": "sub", "munder": "sub", "msubsup": "sub", "munderover": "sub",
}  # fmt: skip
_ITALIC_TAGS = frozenset(("i", "em", "var", "cite", "dfn", "ruby"))
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)|font\s*:\s*(?:italic|oblique)\b", re.I)
# Type smaller than that around it.
_SMALLER = re.compile(
    r"font-size\s*:\s*(?:smaller|x{1,2}-small|0?\.[0-8]\d*r?em|[1-8]\d(?:\.\d+)?%|[1-7](?:\.\d+)?px"
    r"|[1-6](?:\.\d+)?pt)"
    r"|(?<![\w-])font\s*:[^;]*?(?<![0-9.])(?:[1-7](?:\.\d+)?px|[1-6](?:\.\d+)?pt)"
    r"|(?<![\w-])zoom\s*:\s*(?:0?\.[1-7]|[1-7][0-9]%)|scale\(\s*0?\.[1-7]",
    re.I,
)
_SPACES = " \n\r\f\v\u00a0\u3000"
_COLLAPSED = re.compile(r"[ \t\n\r\f]+")
# The limits of the HTML standard.
_MOST_COLUMNS_SPANNED = 1_000
_MOST_ROWS_SPANNED = 65_534


class Text(NamedTuple):
    """One printed line; ``block`` counts the elements it may belong to.

    ``chrome`` is what the site prints around its pages.
    """

    text: str
    heading: int
    block: int
    chrome: bool = False


class Hidden(NamedTuple):
    text: str


class Picture(NamedTuple):
    """A picture that may hold a table."""


@dataclass(slots=True)
class CellFlow:
    """A cell: what flows in it, and its spans (0 rows: to the end of the group)."""

    flow: "Flow"
    row_span: int
    column_span: int


@dataclass(slots=True)
class RowFlow:
    group: int
    cells: list[CellFlow] = field(default_factory=list)


@dataclass(slots=True)
class TableFlow:
    rows: list[RowFlow] = field(default_factory=list)
    groups: int = 0


Item = Text | Hidden | Picture | TableFlow | Placed
Flow = list[Item]


class _Walker:
    def __init__(self, hiding: Hiding, sizes: Sizes) -> None:
        self._hiding = hiding
        self._sizes = sizes
        self.flow: Flow = []
        self._flows: list[Flow] = [self.flow]  # the innermost open cell is the last
        self._tables: list[TableFlow] = []
        self._line: list[str] = []
        self._hidden_in: etree._Element | None = None
        self._unseen_in: etree._Element | None = None  # open, and its text is not seen
        self._hidden: list[str] = []
        # Of each element that is open and set above or below the line: it, and where.
        self._apart: list[tuple[etree._Element, str]] = []
        self._was_small = False  # the text before was of smaller type
        self._chrome: etree._Element | None = None
        self._preformatted = 0
        self._heading = 0
        self._block = 0
        # Of each positioned element that is open: it, where its inside is counted from, in which
        # sheet, and whether its text is a piece of its own.
        self._positions: list[tuple[etree._Element, float, float, int, bool]] = []
        self._sheets = 0

    def start(self, element: "etree._Element") -> bool:
        """Open an element; False if nothing in it is text."""
        tag = element.tag
        if tag in NEVER_TEXT:
            return False
        if self._hidden_in is None and self._hiding.hides(element):
            self._hidden_in = element
        if self._hidden_in is None:
            self._open(element, str(tag))
            self._place(element)
            if self._unseen_in is None and self._hiding.unseen(element):
                self._unseen_in = element
            if self._chrome is None and is_chrome(element):
                self.break_line(new_block=True)
                self._chrome = element
            if tag == "img" and self._chrome is None and self._unseen_in is None:
                self._show(element)
        inside_small = self._is_small()
        where = _set_where(element)
        if where is not None and not (where == "small" and self._apart):
            self._apart.append((element, where))
        text = element.text
        if text and self._is_small() and not (inside_small or self._was_small):
            text = as_mark(text, "".join(self._line))
        elif text and _is_italic(element):
            text = as_italic_mark(text, "".join(self._line))
        self.text(text)
        return True

    def _is_small(self) -> bool:
        return bool(self._apart) and self._apart[-1][1] == "small"

    def end(self, element: "etree._Element") -> None:
        tag = element.tag
        if self._apart and self._apart[-1][0] is element:
            self._apart.pop()
        if tag in NEVER_TEXT:
            pass
        elif self._hidden_in is None:
            if self._unseen_in is element:
                self._unseen_in = None
                self._set_aside()
            if self._positions and self._positions[-1][0] is element:
                self.break_line(new_block=True)
                self._positions.pop()
            if self._chrome is element:
                self.break_line(new_block=True)
                self._chrome = None
            self._close(str(tag))
        elif self._hidden_in is element:
            self._hidden_in = None
            if self._unseen_in is None:
                self._set_aside()
        self.text(element.tail)

    def _set_aside(self) -> None:
        if text := _COLLAPSED.sub(" ", "".join(self._hidden)).strip():
            self._flows[-1].append(Hidden(text))
        self._hidden = []

    def text(self, text: str | None) -> None:
        if not text:
            return
        if self._apart:
            text = set_apart(text, self._apart[-1][1])
        self._was_small = self._is_small()
        if self._hidden_in is not None or self._unseen_in is not None:
            self._hidden.append(text)
        elif self._preformatted:
            first, *others = text.split("\n")
            self._line.append(first)
            for line in others:
                self.break_line(new_block=False)
                self._line.append(line)
        else:
            self._line.append(text)

    def break_line(self, *, new_block: bool) -> None:
        """End the line that is open; the next one is of another block if ``new_block``."""
        text = "".join(self._line)
        # What is set with tabs may begin with some: a blank cell.
        text = text.strip(_SPACES) if self._preformatted else _COLLAPSED.sub(" ", text).strip()
        text = text if text.strip() else ""
        self._line = []
        if text and self._positions and self._positions[-1][4]:
            element, left, top, sheet, _ = self._positions[-1]
            self._flows[-1].append(Placed(text, sheet, left, top, self._sizes.of(element)))
        elif text:
            chrome = self._chrome is not None
            self._flows[-1].append(Text(text, self._heading, self._block, chrome))
        if new_block:
            self._block += 1

    def _place(self, element: "etree._Element") -> None:
        """Note where a positioned element is; one that holds no blocks is a piece of text."""
        if element.get("style") is None or not is_positioned(element) or element.tag == "body":
            return
        at = position_of(element)
        holds = any(it.tag in _BLOCKS or it.tag == "table" or is_positioned(it) for it in element)
        self.break_line(new_block=True)
        left, top, sheet = self._positions[-1][1:4] if self._positions else (0.0, 0.0, 0)
        if at is None or holds:
            self._sheets += 1
            left, top, sheet = 0.0, 0.0, self._sheets
        else:
            left, top = left + at[0], top + at[1]
        piece = at is not None and not holds
        self._positions.append((element, left, top, sheet, piece))

    def _show(self, element: "etree._Element") -> None:
        if is_large_picture(element):
            self._flows[-1].append(Picture())

    def _open(self, element: "etree._Element", tag: str) -> None:
        if tag == "br":
            self.break_line(new_block=False)
        elif tag in _BLOCKS:
            self.break_line(new_block=True)
            if match := _HEADING.fullmatch(tag):
                self._heading = int(match[1])
            self._preformatted += tag == "pre"
        elif tag == "table":
            self.break_line(new_block=True)
            table = TableFlow()
            self._flows[-1].append(table)
            self._tables.append(table)
        elif self._tables:
            self._open_in_table(element, tag, self._tables[-1])

    def _open_in_table(self, element: "etree._Element", tag: str, table: TableFlow) -> None:
        if tag in _ROW_GROUPS:
            table.groups += 1
        elif tag == "tr":
            table.rows.append(RowFlow(table.groups))
        elif tag in ("td", "th"):
            self.break_line(new_block=True)
            if not table.rows:
                table.rows.append(RowFlow(table.groups))
            cell = CellFlow(
                [],
                _span(element.get("rowspan"), _MOST_ROWS_SPANNED, low=0),
                _span(element.get("colspan"), _MOST_COLUMNS_SPANNED, low=1),
            )
            table.rows[-1].cells.append(cell)
            self._flows.append(cell.flow)

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.break_line(new_block=True)
            if _HEADING.fullmatch(tag):
                self._heading = 0
            self._preformatted -= tag == "pre"
            if tag == "caption" and self._tables:
                _put_above(self._flows[-1], self._tables[-1])
        elif tag == "table":
            self.break_line(new_block=True)
            self._tables.pop()
        elif tag in ("td", "th") and self._tables:
            self.break_line(new_block=True)
            self._flows.pop()


def _put_above(flow: Flow, table: TableFlow) -> None:
    """A caption is written within its table and shown above it."""
    at = next((n for n in range(len(flow) - 1, -1, -1) if flow[n] is table), None)
    if at is not None:
        flow[at:] = [*flow[at + 1 :], table]


def _set_where(element: "etree._Element") -> str | None:
    """``super`` or ``sub`` of what is set above or below the line, ``small`` of smaller type.

    A link within the page is no part of the figure before it either.
    """
    if element.tag in ("sup", "sub", "rt"):
        return "sub" if element.tag == "sub" else "super"
    if element.tag in ("td", "th", "tr"):
        return None
    parent = element.getparent()
    if parent is not None and parent.tag == "mfrac":  # ⁴⁰⁰₂ is no figure, 4002 would be one
        return "super" if element.getprevious() is None else "sub"
    if parent is not None and element.getprevious() is not None and parent.tag in _ABOVE_OR_BELOW:
        return _ABOVE_OR_BELOW[parent.tag]
    style = element.get("style") or ""
    if vertical := _VERTICAL.search(style):
        return (vertical["word"] or ("sub" if vertical["below"] else "super")).lower()
    small = (
        element.tag == "small"
        or (element.tag == "a" and (element.get("href") or "").startswith("#"))
        or (element.tag == "font" and re.fullmatch("[12]|-[1-9]", element.get("size") or ""))
        or _SMALLER.search(style)
    )
    return "small" if small else None


def _is_italic(element: "etree._Element") -> bool:
    return element.tag in _ITALIC_TAGS or _ITALIC.search(element.get("style") or "") is not None


def read_flow(body: "etree._Element", hiding: Hiding) -> Flow:
    """What ``body`` prints, and what it hides."""
    from lxml import etree

    walker = _Walker(hiding, Sizes(body.getroottree().getroot()))
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            walker.end(element)
        elif not walker.start(element):
            walk.skip_subtree()
    walker.break_line(new_block=True)
    return walker.flow


def _span(text: str | None, most: int, *, low: int) -> int:
    """A span as browsers read it: digits at its beginning, within the standard's limits."""
    match = re.match(r"\s*([0-9]{1,9})", text or "")
    return max(low, min(int(match[1]), most)) if match else 1
