"""``Evidence`` out of what was recognised, the entries of tables and the rows of prose."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from yusuan.binding.performance.rows import printed_number
from yusuan.binding.statements import ReadGrid, Reading
from yusuan.binding.titles import role_of_title
from yusuan.binding.unnamed import is_readable
from yusuan.checks.evidence import Evidence
from yusuan.checks.form_heads import form_slips, lost_rows
from yusuan.checks.performance_evidence import Execution, Goal, Indicator
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.text_evidence import Stated, Term, Unreadable, find_figure
from yusuan.checks.unread_grids import continued, has_amounts, unread_grids
from yusuan.declared.fields import Resource
from yusuan.evidence.places import LinePlace, Place, order, parse_place, whole
from yusuan.layouts.loading import load_layout
from yusuan.model import Paragraph, Row, SectionParagraph
from yusuan.printed.text import key, plain_amounts
from yusuan.prose.glossary import GLOSSARY
from yusuan.prose.goals import DEPARTMENT_GOALS, GOAL_EXECUTION, GOAL_INDICATORS
from yusuan.prose.money.model import UnreadMoney
from yusuan.prose.narrative import numbered_prose
from yusuan.prose.stated import STATED_AMOUNTS, place_at
from yusuan.tables.performance import PERFORMANCE_INDICATORS, PROJECT_EXECUTION, PROJECTS


def evidence_of(
    disclosure_id: str,
    reading: Reading,
    rows: Mapping[str, tuple[Row, ...]],
    unread: Iterable[tuple[SectionParagraph, UnreadMoney]],
) -> Evidence:
    """``rows`` of projects, goals, amounts and glossary by resource; ``unread`` of the prose."""
    sections = {part.section: part.section_id for part in reading.prose}
    statement = reading.statement
    levels: dict[str, int] = {}
    for table in reading.tables:
        for entry in table.entries:
            if entry.code and entry.texts.get("function_code") == entry.code:
                level = (len(entry.code) - 1) // 2
                levels[key(entry.label)] = min(level, levels.get(key(entry.label), level))
    without_table = [grid for grid in reading.grids if grid.table is None and has_amounts(grid)]
    unbound = tuple(_titles(grid for grid in without_table if grid.unbound != "performance"))
    performance = tuple(_titles(grid for grid in without_table if grid.unbound == "performance"))
    unread_points = _unread_points(reading)
    amounts = tuple(_stated(rows, sections, reading.prose))
    return Evidence(
        disclosure_id=disclosure_id,
        is_departmental=bool(reading.tables)
        or all(grid.unbound != "not_departmental" for grid in reading.grids),
        kind=statement.kind,
        fiscal_year=statement.fiscal_year,
        department_code=statement.organisation_code or "",
        department_name=statement.organisation_name or "",
        department_place=reading.statement_place,
        tables={table.name: TableEvidence(table, levels) for table in reading.tables},
        contents=reading.contents,
        titles=tuple(part.text for grid in reading.grids for part in grid.captioned.caption.titles),
        nearest_titles=tuple(_titles(reading.grids)),
        unbound_titles=unbound,
        performance_titles=performance,
        unbound_places=tuple(grid.captioned.grid.place for grid in without_table),
        untitled=tuple(_untitled(without_table)),
        unbound_roles=_roles((*unbound, *performance), reading.layout),
        unread_grids=tuple(unread_grids(reading.grids, load_layout(reading.layout))),
        continued=continued(reading.grids),
        printed=reading.printed,
        prose=tuple(map(_plain, reading.prose)),
        stated=tuple(it for it in amounts if it.amount_type != "threshold"),
        thresholds=tuple(it for it in amounts if it.amount_type == "threshold"),
        form_slips=tuple(form_slips(reading.grids, reading.leftovers)),
        lost_rows=tuple(lost_rows(reading.grids, reading.leftovers)),
        unreadable=tuple(
            Unreadable(found.text, place_at(part, found.start), found.reason)
            for part, found in unread
            if found.reason in ("unreadable", "direction", "whose")
        ),
        glossary=tuple(
            Term(_text(row["term"]), _text(row["definition"]), _place(row["place"]))
            for row in _rows(rows, GLOSSARY)
        ),
        goals=tuple(_goals(rows, reading.prose, unread_points)),
        projects=tuple(_projects(rows, reading, unread_points)),
        recognised_pages=reading.recognised_pages,
        tables_only=reading.tables_only,
        unseen=reading.unseen,
    )


def _titles(grids: Iterable[ReadGrid]) -> Iterator[str]:
    """Of several titles above a grid the last."""
    return (titles[-1].text for grid in grids if (titles := grid.captioned.caption.titles))


def _untitled(grids: Iterable[ReadGrid]) -> Iterator[Place]:
    """Grids over which nothing that can be read names a table: 2024年部门预算 alone does not."""
    for grid in grids:
        titles = [key(title.text) for title in grid.captioned.caption.titles]
        if not any(_NAMES_TABLE.search(title) for title in titles if is_readable(title)):
            yield grid.captioned.grid.place


_NAMES_TABLE = re.compile("表|情况|明细")


def _roles(titles: Iterable[str], layout: str) -> frozenset[str]:
    roles = (role_of_title(title, load_layout(layout)) for title in titles)
    return frozenset(role for role in roles if role is not None)


def _rows(rows: Mapping[str, tuple[Row, ...]], resource: Resource) -> Iterator[dict[str, object]]:
    names = resource.field_names
    return (dict(zip(names, row, strict=True)) for row in rows.get(resource.name, ()))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _place(value: object) -> Place:
    assert isinstance(value, str)
    return parse_place(value)


def _plain(part: SectionParagraph) -> SectionParagraph:
    lines = tuple(line._replace(text=plain_amounts(line.text)) for line in part.paragraph.parts)
    return replace(part, paragraph=Paragraph(lines))


def _stated(
    rows: Mapping[str, tuple[Row, ...]],
    sections: Mapping[int, str | None],
    prose: tuple[SectionParagraph, ...],
) -> Iterator[Stated]:
    titles = {part.section: part.section_title for part in prose}
    parts = {(part.section, number): part for number, part in numbered_prose(prose)}
    last: tuple[tuple[int, int], str] | None = None  # the sentence that is no part of another
    read: tuple[tuple[int, int], str, int] | None = None  # how far which sentence is read
    for row in _rows(rows, STATED_AMOUNTS):
        if row["table_no"] is not None:
            continue  # a note tells of a part of its own table, in whatever words
        section, paragraph = _whole(row["section_no"]), _whole(row["paragraph_no"])
        sentence = plain_amounts(_text(row["sentence"]))
        if not sentence.lstrip().startswith("其中"):
            last = (section, paragraph), sentence
        leading = last[1] if last is not None and last[0] == (section, paragraph) else ""
        part = parts.get((section, paragraph))
        title = part.titles if part else titles.get(section, "")
        number = plain_amounts(_text(row["published_text"]))
        unit = _text(row["published_unit"])
        after = read[2] if read is not None and read[:2] == ((section, paragraph), sentence) else 0
        at = find_figure(number, unit, sentence, after)
        read = (section, paragraph), sentence, at + len(number)
        yield Stated(
            part.section_id if part else sections.get(section),
            (section, paragraph),
            _text(row["subject"]),
            cast("str | None", row["change_direction"]),
            cast("int | None", row["compared_year"]),
            cast("Decimal", row["amount"]),
            number,
            unit,
            sentence,
            _place(row["place"]),
            title,
            _text(row["compared_with"]),
            cast("Decimal | None", row["change_percent"]),
            _text(row["item_path"]),
            _text(row["function_code"]),
            bool(row["approximate"]),
            "" if leading == sentence else leading,
            at,
            _text(row["amount_type"]),
        )


# By the place of a row of a performance form, and of the form itself: its points that cannot be read.
_Unread = Mapping[Place, Mapping[str, str]]


def _unread_points(reading: Reading) -> _Unread:
    found: dict[Place, Mapping[str, str]] = {}
    for table in reading.performance:
        for project in table.projects:
            for indicator in project.indicators:
                found[_of_row(indicator.place)] = indicator.unread
            for execution in project.executions:
                found[_of_row(execution.place)] = execution.unread
            if project.unread_points:
                found[_of_row(project.place)] = project.unread_points
    return found


def _of_row(place: Place) -> Place:
    """The place that the row of a resource tells."""
    return whole(place) if isinstance(place, LinePlace) else place


def _indicator(row: Mapping[str, object], unread: _Unread) -> Indicator:
    return Indicator(
        _whole(row["indicator_no"]),
        _text(row["level1"]),
        _text(row["level2"]),
        _text(row["level3"]),
        _text(row["description"]),
        _text(row["target_text"]),
        cast("str | None", row["target_kind"]),
        cast("str | None", row["target_operator"]),
        cast("Decimal | None", row["target_low"]),
        cast("Decimal | None", row["target_high"]),
        _text(row["target_unit"]),
        _place(row["place"]),
        _place(row["place_end"]),
        _number(row["weight"]),
        _number(row["score"]),
        cast("date | None", row["target_date"]),
        unread.get(_place(row["place"]), {}),
    )


def _number(value: object) -> Decimal | None:
    return cast("Decimal | None", value)


def _executions(
    rows: Mapping[str, tuple[Row, ...]], resource: Resource, owner: str, unread: _Unread
) -> dict[int, tuple[Execution, ...]]:
    found: dict[int, list[Execution]] = {}
    for row in _rows(rows, resource):
        budget = row["adjusted_budget"] if row["adjusted_budget"] is not None else row["budget"]
        found.setdefault(_whole(row[owner]), []).append(
            Execution(
                _text(row["item"]),
                _number(budget),
                _number(row["executed"]),
                _number(row["completion_percent"]),
                _number(row["weight"]),
                _number(row["score"]),
                _place(row["place"]),
                unread.get(_place(row["place"]), {}),
            )
        )
    return {number: tuple(executions) for number, executions in found.items()}


def _indicators(
    rows: Mapping[str, tuple[Row, ...]], resource: Resource, owner: str, unread: _Unread
) -> dict[int, tuple[Indicator, ...]]:
    found: dict[int, list[Indicator]] = {}
    for row in _rows(rows, resource):
        if row["goal_span"] != "period":  # what is checked is of the year
            found.setdefault(_whole(row[owner]), []).append(_indicator(row, unread))
    return {number: tuple(indicators) for number, indicators in found.items()}


def _goals(
    rows: Mapping[str, tuple[Row, ...]], prose: tuple[SectionParagraph, ...], unread: _Unread
) -> Iterator[Goal]:
    indicators = _indicators(rows, GOAL_INDICATORS, "goal_no", unread)
    executions = _executions(rows, GOAL_EXECUTION, "goal_no", unread)
    for row in _rows(rows, DEPARTMENT_GOALS):
        number, text = _whole(row["goal_no"]), _text(row["goal"])
        start = _place(row["place"])
        yield Goal(
            number,
            _text(row["goal_title"]),
            text,
            _place_of(text, start, prose),
            indicators.get(number, ()),
            executions.get(number, ()),
            _number(row["total_weight"]),
            _number(row["total_score"]),
            unread.get(start, {}),
        )


def _place_of(text: str, start: Place, prose: tuple[SectionParagraph, ...]) -> Place:
    """The place of the first paragraph from ``start`` on that holds the text of a goal."""
    beginning = text.partition("\n")[0]
    for part in prose:
        if (
            beginning
            and order(part.paragraph.place) >= order(start)
            and beginning in part.paragraph.text
        ):
            return part.paragraph.place
    return start


def _projects(
    rows: Mapping[str, tuple[Row, ...]], reading: Reading, unread: _Unread
) -> Iterator[Goal]:
    indicators = _indicators(rows, PERFORMANCE_INDICATORS, "project_no", unread)
    executions = _executions(rows, PROJECT_EXECUTION, "project_no", unread)
    projects = [p for table in reading.performance for p in table.projects if p.scope == "project"]
    for row, project in zip(_rows(rows, PROJECTS), projects, strict=True):
        number = _whole(row["project_no"])
        place = _place(row["place"])
        if project.goal_place is not None:
            place = whole(project.goal_place)
        yield Goal(
            number,
            _text(row["project_name"]),
            _text(row["goal"]),
            place,
            indicators.get(number, ()),
            executions.get(number, ()),
            _number(row["total_weight"]),
            _number(row["total_score"]),
            project.unread_points,
            printed_number(project),
        )
