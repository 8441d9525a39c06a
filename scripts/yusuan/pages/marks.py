"""Where the checks disagree: which figures and which lines take part in a disagreement."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yusuan.pages.model import Disclosure, Record, integer, text

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of the disagreements (``check_no``) that name a figure, or a line of the source.

    ``beside`` leaves out, for each line, those that name a figure in that line: they are marked
    at the figure.
    """

    figures: Mapping[str, Numbers] = field(default_factory=dict)
    lines: Mapping[int, Numbers] = field(default_factory=dict)
    beside: Mapping[int, Numbers] = field(default_factory=dict)

    def within(self, start: object, end: object) -> Numbers:
        """Those that name any of these lines."""
        return _within(self.lines, start, end)

    def beside_figures(self, start: object, end: object) -> Numbers:
        """Those that name any of these lines but no figure in it."""
        return _within(self.beside, start, end)


NO_MARKS = Marks()


def _within(by_line: Mapping[int, Numbers], start: object, end: object) -> Numbers:
    if not by_line or not isinstance(start, int):
        return ()
    if not isinstance(end, int) or end == start:
        return by_line.get(start, ())
    found = (number for line in range(start, end + 1) for number in by_line.get(line, ()))
    return tuple(dict.fromkeys(found))


def failures(disclosure: Disclosure) -> list[Record]:
    """The results of the checks that disagree, in order."""
    return [row for row in disclosure.of("checks") if row["status"] == "fail"]


def source_lines(result: Record) -> Numbers:
    """The lines of the source that a result names."""
    return tuple(int(line) for line in text(result, "source_lines").split(",") if line)


def figure_ids(result: Record) -> list[str]:
    """The budget lines that a result names."""
    return text(result, "budget_line_ids").split()


def marks_of(disclosure: Disclosure) -> Marks:
    """All marks of a disclosure."""
    figures: dict[str, Numbers] = {}
    lines: dict[int, Numbers] = {}
    beside: dict[int, Numbers] = {}
    for result in failures(disclosure):
        number = integer(result, "check_no")
        at_figures = set()
        for id_ in figure_ids(result):
            figures[id_] = (*figures.get(id_, ()), number)
            figure = disclosure.figures.get(id_)
            if figure is not None:
                at_figures.add(figure["source_line"])
        for line in source_lines(result):
            lines[line] = (*lines.get(line, ()), number)
            if line not in at_figures:
                beside[line] = (*beside.get(line, ()), number)
    return Marks(figures, lines, beside)


def in_table(disclosure: Disclosure, marks: Marks, resource: str) -> Numbers:
    """The disagreements that a published table takes part in: its figures or its lines."""
    printed = disclosure.published(resource)
    found: set[int] = set()
    if printed is not None:
        found.update(marks.within(printed["source_line_start"], printed["source_line_end"]))
    prefix = f"{disclosure.id}.{resource}."
    for id_, numbers in marks.figures.items():
        if id_.startswith(prefix):
            found.update(numbers)
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many results hold, disagree, and are not due."""

    total: int
    holds: int
    disagrees: int
    not_due: int


def counts_of(results: tuple[Record, ...]) -> Counts:
    statuses = [row["status"] for row in results]
    held, failed = statuses.count("pass"), statuses.count("fail")
    return Counts(len(statuses), held, failed, len(statuses) - held - failed)
