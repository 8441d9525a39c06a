"""What the page of a figure shows, as data: one ``Drawer`` for each disclosure.

Every text stays a text: the page's script sets it as such, and makes no markup of it. What is
blank is left out; what many figures share (a line, the beginning of a citation) stands once in a
part. Results of checks are named by their numbers: a part of the search tells them (``searching``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from yusuan.citation.builders import row_of_figure
from yusuan.evidence.places import LinePlace, PagePlace, place_of, say, say_briefly
from yusuan.pages.figure.alike import Items, field_of, other_disclosures, same_value, scope_note
from yusuan.pages.figure.citing import cited_start, first_document, table_title
from yusuan.pages.figures import UNVERIFIED, grouped, occasion, plain
from yusuan.pages.marks import figure_ids
from yusuan.pages.model import Disclosure, Record, Site, decimal, integer, text
from yusuan.pages.origins import anchor_of, box_anchor
from yusuan.pages.page_pictures import PagePicture, page_pictures
from yusuan.pages.places import (
    figure_address,
    figure_fragment,
    figure_place,
    line_place,
    table_place,
)
from yusuan.pages.told import findings
from yusuan.printed.numbers import CURRENCY_UNITS

Json = dict[str, object]
_NOT_CONTRARY = "。范围不同，两个数不同不等于互相矛盾。"
_UNTOLD = "两处的数不同，从表题和栏目看不出范围不同；请对照原文。"
_DISAGREE = "核对说两处不一致："
_STATED_OTHERWISE = "文字里的数，与这里不同：文字说的范围见原句。"
# What is told besides the unit that is printed.
_UNITS = ("万元", "元")
_STATUSES = ("not_comparable", "pass", "not_applicable")


class Drawer:
    """``table``, ``row`` and ``figure`` give what the page shows of a figure."""

    def __init__(self, site: Site, disclosure: Disclosure) -> None:
        self._site, self._disclosure = site, disclosure
        self.items = Items(disclosure)
        self._others = other_disclosures(site, disclosure)
        self._document = first_document(disclosure)
        self._checks: dict[str, list[Record]] = {}
        failed = (result for each in findings(disclosure) for result in each.results)
        others = (row for row in disclosure.of("checks") if row["status"] != "fail")
        held = sorted(others, key=lambda row: _STATUSES.index(text(row, "status")))
        for result in [*failed, *held]:
            for id_ in dict.fromkeys(figure_ids(result)):
                self._checks.setdefault(id_, []).append(result)

    def table(self, resource: str) -> Json:
        """The table that figures stand in; its page in the original where its contents name one."""
        printed = self._disclosure.published(resource)
        page = printed["contents_page"] if printed is not None else None
        place = table_place(resource, "")
        return _filled(
            title=self._title(resource),
            href=place.address if place is not None else "",
            contents=f"目录写第 {page} 页" if page is not None else "",
            cited=cited_start(self._site, self._disclosure, resource),
        )

    def row(self, figures: Sequence[Record]) -> Json:
        """A row as printed, with its figures by their fields."""
        first = figures[0]
        shown = figure_place(self._disclosure, text(first, "budget_line_id"))
        lines: list[tuple[str, ...]] = []
        drawn = {}
        for figure in figures:
            cells, at = self._line(figure)
            if cells not in lines:
                lines.append(cells)
            field = field_of(text(figure, "budget_line_id"))
            drawn[field] = {**self.figure(figure), "line": [lines.index(cells), at]}
        return {
            **_filled(
                label=row_of_figure(first),
                href=shown.address if shown is not None else "",
            ),
            "lines": lines,
            "figures": drawn,
        }

    def figure(self, figure: Record) -> Json:
        """All of one figure that its row does not say."""
        yuan = decimal(figure, "amount_yuan")
        printed, document = text(figure, "published_text"), text(figure, "document_id")
        value, unit = grouped(printed), text(figure, "published_unit")
        alike = self.items.elsewhere(figure)
        return _filled(
            value=value,
            printed=printed if printed != value else "",
            unit=unit,
            also=" ".join(
                _said(yuan, each) for each in _UNITS if yuan is not None and each != unit
            ),
            column=text(figure, "column_label"),
            unverified=UNVERIFIED if figure["unverified"] else "",
            **self._where(figure),
            checks=self.checks_of(figure),
            alike=[*self._alike(figure, alike.figures), *self._stated(figure)],
            more=[
                {"count": count, "title": self._title(name), "href": f"{name}.html"}
                for name, count in alike.more.items()
            ],
            years=[*self._same_row(figure), *self._same_elsewhere(figure)],
            document=document if document != self._document else "",
        )

    def checks_of(self, figure: Record) -> list[int]:
        """The numbers of the results that it takes part in."""
        found = self._checks.get(text(figure, "budget_line_id"), ())
        return [integer(result, "check_no") for result in found]

    def _title(self, resource: str) -> str:
        return table_title(self._site, self._disclosure, resource)

    # Where it stands

    def _where(self, figure: Record) -> Json:
        place = place_of(text(figure, "place"))
        said, briefly = say(place), say_briefly(place)
        found: Json = {"place": said, "source": f"source.html#{anchor_of(place)}"}
        if briefly != said:
            found["briefly"] = briefly
        if isinstance(place, LinePlace):
            page = self._disclosure.page_of_line(place.line)
            found["page"] = f"原件第 {page} 页" if page is not None else ""
        if isinstance(place, PagePlace) and place.box is not None:
            picture = self._pictures.get((text(figure, "document_id"), place.page))
            if picture is not None:
                box = place.box
                found["source"] = f"source.html#{box_anchor(place)}"
                sides = (box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)
                found["picture"] = {
                    "path": picture.path,
                    "page": place.page,
                    "size": [picture.width, picture.height],
                    "box": [round(side, 1) for side in sides],
                }
        return found

    def _line(self, figure: Record) -> tuple[tuple[str, ...], int]:
        """The line of the text, or the printed row, that holds the figure; which cell is its."""
        place, lines = place_of(text(figure, "place")), self._disclosure.source
        if isinstance(place, LinePlace) and place.line <= len(lines):
            found = tuple(cell.strip() for cell in lines[place.line - 1].split("\t"))
            return found, (place.cell or 0) - 1
        at = self._cells.get(text(figure, "budget_line_id"))
        if at is None:
            return (), -1
        cells = [
            cell
            for cell in self._disclosure.cells[integer(at, "table_no")]
            if cell["row"] == at["row"] and cell["part"] != "covered"
        ]
        return tuple(text(cell, "text").strip() for cell in cells), cells.index(at)

    @cached_property
    def _cells(self) -> Mapping[str, Record]:
        return {
            text(cell, "budget_line_id"): cell
            for cell in self._disclosure.of("published_cells")
            if cell["budget_line_id"] is not None
        }

    @cached_property
    def _pictures(self) -> Mapping[tuple[str, int], PagePicture]:
        by_path = {
            text(row, "path"): text(row, "document_id") for row in self._disclosure.documents
        }
        found = page_pictures(self._site.package, self._disclosure)
        return {(by_path[each.document], each.page): each for each in found}

    # What is said of it

    def _alike(self, figure: Record, others: Iterable[Record]) -> Iterator[Json]:
        own = {each["check_no"] for each in self._checks.get(text(figure, "budget_line_id"), ())}
        for other in others:
            id_ = text(other, "budget_line_id")
            told = scope_note(figure, other)
            equal = same_value(figure, other)
            both = [each for each in self._checks.get(id_, ()) if each["check_no"] in own]
            note = f"{told}{_NOT_CONTRARY}" if told else _UNTOLD
            if any(each["status"] == "fail" for each in both):
                note = _DISAGREE
            yield _filled(
                **self._other(self._disclosure, other, figure),
                same=equal,
                note="" if equal else note,
                between=[integer(each, "check_no") for each in both],
            )

    def _stated(self, figure: Record) -> Iterator[Json]:
        for row in self.items.stated(figure):
            paragraph = f"{row['section_no']}.{row['paragraph_no']}"
            shown = line_place("narrative", paragraph, {})
            place = place_of(text(row, "place"))
            equal = row["amount_yuan"] is not None and row["amount_yuan"] == figure["amount_yuan"]
            yield {
                "value": grouped(text(row, "published_text")),
                "unit": text(row, "published_unit"),
                "what": f"情况说明：{text(row, 'subject')}",
                "href": shown.address if shown is not None else "",
                "place": say_briefly(place),
                "source": f"source.html#{anchor_of(place)}",
                "same": equal,
                "note": "" if equal else _STATED_OTHERWISE,
                "sentence": text(row, "sentence"),
            }

    def _other(self, disclosure: Disclosure, figure: Record, beside: Record) -> Json:
        """``beside`` is the figure of the page: in its unit too, where another is printed."""
        base = "" if disclosure is self._disclosure else f"../{disclosure.id}/"
        place = place_of(text(figure, "place"))
        title = table_title(self._site, disclosure, text(figure, "resource"))
        labels = (title, row_of_figure(figure), text(figure, "column_label"))
        return {
            "value": grouped(text(figure, "published_text")),
            "unit": text(figure, "published_unit"),
            "what": "，".join(filter(None, labels)),
            "href": base + figure_address(text(figure, "budget_line_id")),
            "place": say_briefly(place),
            "source": f"{base}source.html#{anchor_of(place)}",
            **_filled(converted=_converted(figure, text(beside, "published_unit"))),
        }

    def _same_row(self, figure: Record) -> Iterator[Json]:
        for other in self.items.other_years(figure):
            when = f"{other['figure_year']} 年"
            column = text(other, "column_label")
            yield {"when": when, **self._other(self._disclosure, other, figure), "what": column}

    def _same_elsewhere(self, figure: Record) -> Iterator[Json]:
        own = figure_fragment(text(figure, "budget_line_id"))
        for disclosure in self._others:
            other = disclosure.figures.get(f"{disclosure.id}.{own}")
            if other is not None:
                found = self._other(disclosure, other, figure)
                if all(figure[each] == other[each] for each in ("row_label", "column_label")):
                    del found["what"]
                yield {"when": occasion(disclosure.facts), **found}


def _said(yuan: Decimal, unit: str) -> str:
    """An amount in another unit than it is printed in."""
    return f"= {plain(yuan.scaleb(-CURRENCY_UNITS[unit]))} {unit}"


def _converted(figure: Record, unit: str) -> str:
    """``figure`` in ``unit``; blank where it is printed in it, or where either is no money."""
    yuan = decimal(figure, "amount_yuan")
    if yuan is None or unit not in CURRENCY_UNITS or figure["published_unit"] == unit:
        return ""
    return _said(yuan, unit)


def _filled(**values: object) -> Json:
    """``values`` without those that are blank."""
    return {name: value for name, value in values.items() if value not in ("", None, [], False)}
