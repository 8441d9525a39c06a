"""Performance tables of any shape: what a project or a department is to reach, and for how much."""

from yusuan.binding.performance.model import Indicator, PerformanceTable, Project
from yusuan.binding.performance.reading import is_performance, read_performance

__all__ = ["Indicator", "PerformanceTable", "Project", "is_performance", "read_performance"]
