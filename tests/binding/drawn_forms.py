"""Performance tables drawn as text, read, and their rows as published."""

from tests.binding.grids import captioned
from tests.paths import named
from yusuan.binding.performance import PerformanceTable, read_performance
from yusuan.binding.performance.rows import PerformanceRows, performance_rows
from yusuan.model import Value


def read_form(
    text: str, title: str = "项目支出绩效目标表", unit: str | None = None
) -> PerformanceTable:
    """The table drawn in ``text``, see ``tests.binding.grids``."""
    return read_performance(captioned(title, text.strip("\n"), unit))


def rows_of_form(table: PerformanceTable) -> PerformanceRows:
    """Its rows in a document of 2026."""
    return performance_rows([table], "d", 2026)


def projects(table: PerformanceTable, *fields: str) -> list[tuple[Value, ...]]:
    """These fields of each project."""
    found = [named("projects", row) for row in rows_of_form(table).projects]
    return [tuple(row[field] for field in fields) for row in found]


def indicators(table: PerformanceTable, *fields: str) -> list[tuple[Value, ...]]:
    """These fields of each indicator."""
    found = [named("performance_indicators", row) for row in rows_of_form(table).indicators]
    return [tuple(row[field] for field in fields) for row in found]
