"""Packages that tests begin with, made of what was converted before: once for the code as it is.

For those that ask nothing of the conversion itself.
"""

from functools import cache
from pathlib import Path

from tests.paths import DOCUMENTS, ROOT
from yusuan.caching import Cache
from yusuan.caching.code import page_code_checksum
from yusuan.caching.conversions import ConversionCache
from yusuan.package.writing import convert_folder

_KEPT = ROOT / "build" / "tests" / "kept"
_PROVEN = ROOT / "build" / "tests" / "proven"


def make_package(sources: Path, package: Path) -> None:
    """``convert_folder``, sparing what any test of the session converted already."""
    convert_folder(sources, package, cache=kept_cache())


@cache
def kept_cache() -> ConversionCache:
    """What any test of the session converted."""
    return ConversionCache(_KEPT)


def small_package(package: Path) -> Path:
    """The package of the committed document, in ``package``."""
    make_package(DOCUMENTS, package)
    return package


@cache
def proven_cache() -> Cache:
    """What any test of the session proved of a package."""
    return Cache(_PROVEN, page_code_checksum)
