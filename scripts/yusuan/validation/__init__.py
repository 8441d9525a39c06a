"""Proving a package on disk: files, declarations, columns, keys, CSV = Parquet, its sources.

A problem is a value, not an exception: ``validate_package`` returns all it finds. Every rule is
read from the declarations (``resources.RESOURCES``) and proven column by column, a row group at a
time; the stock rules of ``frictionless``, which take a row at a time, agree and are run before a
release (``stock``).
"""

from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.declared.descriptor import is_reading
from yusuan.errors import YusuanError
from yusuan.progress import Progress, no_progress
from yusuan.validation.declared import declared_problems
from yusuan.validation.deriving import derived_problems
from yusuan.validation.descriptor import read_descriptor
from yusuan.validation.files import file_problems, folder_problems
from yusuan.validation.model import Json, Problem

if TYPE_CHECKING:
    from yusuan.caching import Cache
    from yusuan.caching.conversions import ConversionCache

__all__ = ["Json", "Problem", "file_problems", "read_descriptor", "validate_package"]


def validate_package(
    package: Path,
    progress: Progress = no_progress,
    *,
    stock: bool = False,
    derive: int | None = 0,
    cache: "ConversionCache | None" = None,
    kept: "Cache | None" = None,
) -> tuple[Problem, ...]:
    """All problems of the package in the folder; raises YusuanError if there is none to read.

    ``derive`` is how many of its disclosures are converted again and compared (None: all); a
    reading, which holds no sources, has none. ``cache`` spares what it holds; what ``kept`` says
    is proven of the very same files is not proven again.
    """
    descriptor = read_descriptor(package)
    problems = [*file_problems(package, descriptor), *folder_problems(package / "sources")]
    if problems:
        return tuple(problems)  # a file that is not the one described cannot be judged further
    with nullcontext() if kept is None else closing(kept):
        problems += _content_problems(package, descriptor, progress, kept)
    if stock:
        from yusuan.validation.stock import stock_problems

        problems += stock_problems(package, descriptor, progress)
    if derive != 0 and not problems and not is_reading(descriptor):
        problems += derived_problems(package, descriptor, progress, derive, cache)
    return tuple(problems)


def _content_problems(
    package: Path, descriptor: Json, progress: Progress, kept: "Cache | None"
) -> Iterator[Problem]:
    from yusuan.validation.proven import Proven
    from yusuan.validation.tables import table_problems

    try:
        yield from declared_problems(package, descriptor)
    except YusuanError as error:  # package.toml
        yield Problem("package.toml", str(error))
    yield from table_problems(package, descriptor, progress, Proven(kept))
