"""What differs between two versions of the package, and what their version numbers owe to it."""

from pathlib import Path

from yusuan.differences.comparing import compare_packages
from yusuan.differences.model import Difference
from yusuan.differences.reading import open_package
from yusuan.differences.rises import (
    Rise,
    chosen_rise,
    is_enough,
    lowest_version,
    reasons,
    required_rise,
)

__all__ = [
    "Difference",
    "Rise",
    "chosen_rise",
    "compare",
    "is_enough",
    "lowest_version",
    "reasons",
    "required_rise",
]


def compare(old: str | Path, new: str | Path, repository: Path = Path()) -> Difference:
    """Compare two packages, each a folder, a zip archive or a git revision of ``repository``.

    Raises YusuanError for one that is missing, damaged or not what it says it is.
    """
    with open_package(old, repository) as before, open_package(new, repository) as after:
        return compare_packages(before, after)
