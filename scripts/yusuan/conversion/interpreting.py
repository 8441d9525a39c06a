"""What was read -> what it says: stitching, captions, identity, binding, sections of the prose.

A pure function of documents; it opens no file and writes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from yusuan.binding.captions import Captioned, caption
from yusuan.binding.choosing import choose_layout
from yusuan.binding.grids import bind_grids
from yusuan.binding.identity import Hint, StatementTables, identify
from yusuan.binding.model import CaptionedGrid, Leftover
from yusuan.binding.performance import PerformanceTable
from yusuan.binding.pieces import pieces_of, unclear_year
from yusuan.binding.statements import (
    PlacedLeftover,
    PrintedFact,
    ReadGrid,
    Reading,
    fact_table,
)
from yusuan.binding.tables import TakenKey, is_foreign
from yusuan.binding.titles import role_of_title
from yusuan.evidence.model import Document, Furniture, Part
from yusuan.evidence.places import order
from yusuan.facts.model import Statement, StatementKind
from yusuan.layouts.loading import Layout, load_layout
from yusuan.model import ContentsEntry, SectionParagraph, document_id
from yusuan.printed.text import compact, key
from yusuan.prose.sectioning import sections
from yusuan.stitching import stitch


@dataclass(frozen=True)
class Interpreted:
    """The readings of the statements of several documents, and each document stitched, by id."""

    readings: tuple[Reading, ...]
    stitched: Mapping[str, Document]


@dataclass(frozen=True)
class _Prepared:
    """A document with its captions, before anybody asks whose figures it holds."""

    id: str
    document: Document
    captioned: Captioned
    identified: tuple[StatementTables, ...]


def interpret(
    documents: Sequence[Document], kind: StatementKind | None = None, layout: str | None = None
) -> Interpreted:
    """What ``documents`` of one disclosure say, statement by statement.

    ``kind`` is what somebody wrote down, for documents that do not say it; ``layout`` forces a
    family of layouts. Nothing raises for what a document says.
    """
    hint = Hint(kind=kind)
    prepared = [_prepared(document, hint) for document in documents]
    forced = load_layout(layout) if layout is not None else None
    groups: dict[tuple[object, ...], list[tuple[_Prepared, StatementTables]]] = {}
    for one in prepared:
        for found in one.identified:
            groups.setdefault(_same(found.statement, groups), []).append((one, found))
    readings = [_read(group, forced) for group in groups.values()]
    return Interpreted(tuple(readings), {one.id: one.document for one in prepared})


def _prepared(document: Document, hint: Hint) -> _Prepared:
    stitched = stitch(document)
    captioned = caption(stitched)
    identified = identify(stitched, captioned, hint).statements
    if is_foreign(captioned.grids, load_layout("base")):
        # The budget of a government: the office that its tables name has compiled them.
        identified = tuple(
            found._replace(statement=replace(found.statement, organisation_name=None))
            for found in identified
        )
    return _Prepared(
        document_id(document.sha256),
        stitched,
        captioned,
        identified,
    )


def _same(statement: Statement, known: Mapping[tuple[object, ...], object]) -> tuple[object, ...]:
    """The group of a statement: documents of one disclosure that do not contradict each other.

    Narrative and tables may be two documents of which one does not say what the other does.
    """
    own = (
        key(statement.organisation_name or ""),
        statement.fiscal_year,
        statement.kind,
        statement.scope,
    )
    for group in known:
        if all(not a or not b or a == b for a, b in zip(own, group, strict=True)):
            return group
    return own


def _read(group: Sequence[tuple[_Prepared, StatementTables]], forced: Layout | None) -> Reading:
    statement = _merged([found.statement for _, found in group])
    grids: list[ReadGrid] = []
    prose: list[SectionParagraph] = []
    contents: list[ContentsEntry] = []
    printed: list[PrintedFact] = []
    leftovers: list[PlacedLeftover] = []
    performance: list[PerformanceTable] = []
    counts: dict[str, int] = {}
    taken: set[TakenKey] = set()
    own = [_own_grids(one, found) for one, found in group]
    layout = forced or choose_layout([grid for found in own for grid in found], statement)
    for number, ((one, found), captioned) in enumerate(zip(group, own, strict=True)):
        became = bind_grids(captioned, statement, layout, number, one.id, taken)
        read: dict[int, ReadGrid] = {}
        for table in became.tables:
            counts[table.role] = counts.get(table.role, 0) + 1
            fact = fact_table(one.id, table, counts[table.role])
            rows = len({entry.place for entry in fact.entries})
            read[table.captioned.number] = ReadGrid(
                one.id, table.captioned, fact, table.body, rows, "", table.candidates
            )
        for none in became.unbound:
            rows = none.captioned.grid.row_count - none.captioned.caption.first_row
            read[none.captioned.number] = ReadGrid(
                one.id, none.captioned, None, 0, rows, none.reason, none.candidates
            )
        for goals in became.performance:
            rows = sum(len(project.indicators) for project in goals.projects)
            read[goals.captioned.number] = ReadGrid(
                one.id,
                goals.captioned,
                None,
                goals.captioned.caption.first_row,
                rows,
                "performance",
            )
        performance.extend(became.performance)
        grids.extend(read[n] for n in sorted(read))
        leftovers.extend(PlacedLeftover(one.id, each) for each in became.leftovers)
        leftovers.extend(
            PlacedLeftover(one.id, Leftover(number, None, None, None, u.text, u.place, u.reason))
            for u in one.document.unread
            if (u.text or u.reason == "picture")  # of a page without text see set_aside
            and found.holds(u.place)
        )
        listed = [entry for entry in one.captioned.contents if found.holds(entry.place)]
        own_prose = [paragraph for paragraph in one.captioned.prose if found.holds(paragraph.place)]
        prose.extend(sections(own_prose, one.id, contents=[entry.title for entry in listed]))
        contents.extend(
            ContentsEntry(e.place, e.title, e.page, role_of_title(e.title, layout)) for e in listed
        )
        printed.extend(_printed(one, found, captioned))
    return Reading(
        statement=statement,
        layout=layout.name,
        statement_place=next((f.place for f in printed if f.kind == "department"), None),
        document_ids=tuple(dict.fromkeys(one.id for one, _ in group)),
        grids=tuple(grids),
        prose=tuple(prose),
        contents=tuple(contents),
        printed=tuple(printed),
        performance=tuple(performance),
        leftovers=tuple(leftovers),
        conflicts=tuple(conflict for _, found in group for conflict in found.conflicts),
        recognised_pages=frozenset(
            page for one, _ in group for page in one.document.recognised_pages
        ),
        unseen=tuple(place for one, _ in group for place in one.document.unseen),
        tables_only=any(one.document.tables_only is not None for one, _ in group),
    )


def _merged(statements: Sequence[Statement]) -> Statement:
    """What the first statement that says it says."""
    merged = statements[0]
    for other in statements[1:]:
        merged = Statement(
            merged.organisation_name or other.organisation_name,
            merged.organisation_code or other.organisation_code,
            merged.fiscal_year or other.fiscal_year,
            merged.kind or other.kind,
            merged.scope or other.scope,
            merged.revision,
        )
    return merged


def _own_grids(one: _Prepared, found: StatementTables) -> list[CaptionedGrid]:
    own = frozenset(found.grids)
    return [grid for grid in one.captioned.grids if grid.number in own]


def _printed(
    one: _Prepared, tables: StatementTables, captioned: Sequence[CaptionedGrid]
) -> Iterator[PrintedFact]:
    """What the captions say of year, department and date, those of continued pages too."""
    found = [
        PrintedFact("contents_title", title.text, title.place)
        for title in one.captioned.contents_titles
        if tables.holds(title.place)
    ]
    for grid in captioned:
        caption = grid.caption
        if caption.organisation is not None:
            said = f"{caption.organisation_code or ''}{caption.organisation.text}"
            found.append(PrintedFact("department", said, caption.organisation.place))
        if caption.fiscal_year is not None and caption.fiscal_year_place is not None:
            found.append(
                PrintedFact("fiscal_year", str(caption.fiscal_year), caption.fiscal_year_place)
            )
        found.extend(_unclear_years(caption.others))
        if caption.as_of_date is not None:
            found.append(
                PrintedFact("as_of_date", caption.as_of_date.text, caption.as_of_date.place)
            )
    for block in one.document.blocks:
        if isinstance(block, Furniture):
            for line in filter(lambda line: tables.holds(line.place), block.lines):
                for piece in pieces_of(Part(line.text, line.place)):
                    if piece.kind == "organisation":
                        said = f"{piece.code or ''}{piece.part.text}"
                        found.append(PrintedFact("department", said, piece.part.place))
                    elif piece.kind == "year":
                        found.append(
                            PrintedFact("fiscal_year", compact(piece.part.text), line.place)
                        )
    found.sort(key=lambda fact: order(fact.place))
    return iter(found)


def _unclear_years(parts: Iterable[Part]) -> Iterator[PrintedFact]:
    for part in parts:
        if (said := unclear_year(part.text)) is not None:
            yield PrintedFact("fiscal_year", said, part.place)


__all__ = ["Interpreted", "interpret"]
