"""Rows of printed tables, whether a layout claims them or not, as records of the search."""

from collections.abc import Iterator, Sequence

from yusuan.facts.keys import anchored, parse_line_id
from yusuan.pages.figures import grouped
from yusuan.pages.model import Disclosure, Record, integer, row_anchor, text
from yusuan.pages.places import Place, title_of, titled_places
from yusuan.pages.searching.model import Found, Valued
from yusuan.pages.searching.places import said
from yusuan.pages.tables import caption_of
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.tables import TABLES

# Their rows are those of projects.
_ELSEWHERE = "performance_indicators"
_TITLES = {table.name: table.resource.title for table in TABLES}
_BLANK = "空白"


def rows_of(disclosure: Disclosure) -> Iterator[Found]:
    """Every table, and every row of its body, in the order in which they are printed."""
    places = titled_places(disclosure)
    for printed in disclosure.of("published_tables"):
        place = places.get(text(printed, "table_no"))
        if place is None or printed["resource"] == _ELSEWHERE:
            continue
        yield from _Table(disclosure, printed, place).found()


class _Table:
    """One printed table while its rows are gathered from its cells."""

    def __init__(self, disclosure: Disclosure, printed: Record, place: Place) -> None:
        self._disclosure, self._printed, self._place = disclosure, printed, place
        self._resource = text(printed, "resource")
        self._records: dict[object, list[Record]] = {}
        for record in disclosure.of(self._resource) if self._resource else ():
            self._records.setdefault(record["row_key"], []).append(record)
        self._rows: dict[int, list[Record]] = {}
        for cell in disclosure.cells.get(integer(printed, "table_no"), ()):
            self._rows.setdefault(integer(cell, "row"), []).append(cell)

    def found(self) -> Iterator[Found]:
        yield self._itself()
        for row in self._rows.values():
            parts = {text(cell, "part") for cell in row}
            if parts <= {"blank", "covered"} or parts & {"head", "caption", "note"}:
                continue
            if _numbers_columns(row):
                continue
            for half in _halves(row):
                yield self._row(half)

    def _itself(self) -> Found:
        """The table: its title as printed and as it is called here, its heads and its notes."""
        heads = dict.fromkeys(
            shown
            for row in self._rows.values()
            if _numbers_columns(row)
            or any(cell["part"] in ("head", "caption", "note") for cell in row)
            for cell in row
            if (shown := text(cell, "text").strip())
        )
        facts = (self._printed[name] for name in ("printed_department", "as_of_date", "note"))
        empty = "空表" if self._printed["is_empty"] else ""
        return Found(
            kind="table",
            page=f"{self._place.page}.html",
            of=_TITLES.get(self._resource, "未归入数据的内容"),
            anchor=self._place.anchor,
            title=caption_of(self._printed),
            place=said(self._printed["place"], self._printed["place_end"]),
            texts=(" ".join(heads), *(str(each) for each in facts if each is not None), empty),
        )

    def _row(self, cells: Sequence[Record]) -> Found:
        figures = [cell for cell in cells if cell["part"] == "figure"]
        named, code, others = _names(cells)
        values = tuple(self._valued(cell) for cell in figures)
        if not values and any(cell["part"] == "blank" for cell in cells):
            values = (Valued("", "", _BLANK),)
        return Found(
            kind="row",
            page=f"{self._place.page}.html",
            of=title_of(self._printed),
            anchor=self._anchor(cells, figures),
            title=named,
            code=code,
            place=said(next(cell["place"] for cell in (*figures, *cells))),
            texts=tuple(others),
            values=values,
        )

    def _valued(self, cell: Record) -> Valued:
        figure = self._disclosure.figures[text(cell, "budget_line_id")]
        shown = grouped(text(figure, "published_text"))
        unit = text(figure, "published_unit") if figure["value_status"] == "published" else ""
        field = parse_line_id(text(figure, "budget_line_id")).field
        return Valued(text(figure, "column_label"), unit, shown, field)

    def _anchor(self, cells: Sequence[Record], figures: Sequence[Record]) -> str:
        if figures:
            parts = parse_line_id(text(figures[0], "budget_line_id"))
            return f"{self._resource}-{anchored(parts.row_key, parts.side)}"
        for cell in cells:
            records = self._records.get(cell["row_key"], ())
            shown = text(cell, "text").strip()
            record = next((each for each in records if each.get("item") == shown), None)
            record = record or next(iter(records), None)
            if record is not None:
                return f"{self._resource}-{row_anchor(record)}"
        return self._place.anchor


def _numbers_columns(row: Sequence[Record]) -> bool:
    """Whether a row is the one of the columns' numbers, below the head."""
    named = any(cell["part"] in ("label", "figure") for cell in row)
    return not named and is_column_numbers([text(cell, "text") for cell in row])


def _halves(row: Sequence[Record]) -> Iterator[list[Record]]:
    """The records that a row prints side by side: revenue on the left, expenditure on the right."""
    half: list[Record] = []
    key: object = None
    for cell in row:
        at = cell["row_key"] if cell["part"] == "label" else None
        if key is not None and at is not None and at != key:
            yield half
            half = []
        key = at or key
        half.append(cell)
    yield half


def _names(cells: Sequence[Record]) -> tuple[str, str, list[str]]:
    """The name of a row, its code, and what else it prints in words."""
    name, code, others = "", "", []
    for cell in cells:
        shown, field = text(cell, "text").strip(), text(cell, "field")
        if not shown or cell["part"] in ("figure", "covered"):
            continue
        if field.endswith("_code"):
            code = f"{code} {shown}".strip()
        elif not name and field not in ("row_no", "line_number") and not shown.isdecimal():
            name = shown
        else:
            others.append(shown)
    if not name:
        name = code or next(iter(others), "没有名称的行")
    return name, code, others
