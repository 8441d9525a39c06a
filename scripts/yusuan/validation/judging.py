"""Whose fault it is when something that reads a package breaks: the package's, or ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.validation.model import Problem

_HINT = "请运行 yusuan validate 查看全部，再重新运行 yusuan convert"


def invalid(package: Path, problems: tuple[Problem, ...]) -> YusuanError:
    """The error that names the first of the problems of a package."""
    more = f"；另有 {len(problems) - 1} 处" if len(problems) > 1 else ""
    return YusuanError(f"数据包无效：{problems[0]}{more}", file=package, hint=_HINT)


@contextmanager
def judged(package: Path) -> Iterator[None]:
    """Turn what an edited package makes of its readers into an error that names its problem.

    A sound package costs nothing; what breaks on one stays a fault of ours.
    """
    try:
        yield
    except (YusuanError, OSError):
        raise
    except Exception:
        from yusuan.validation import validate_package

        problems = validate_package(package, derive=0)
        if problems:
            raise invalid(package, problems) from None
        raise
