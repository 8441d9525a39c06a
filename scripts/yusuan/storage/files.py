"""Files that others may have made: only regular ones are read, and none that is too large."""

import os
import stat
from pathlib import Path, PurePosixPath

from yusuan.errors import YusuanError, reason_of

# Neither waits for the other end of a pipe nor follows a link; 0 where a system has no such flag.
_CAUTIOUS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def read_regular(path: Path, maximum: int, *, follow: bool = False) -> bytes:
    """The bytes of a regular file, at most ``maximum`` of them.

    A symbolic link is refused unless ``follow``, which is for files that a user named; pipes
    and devices always are. Raises FileNotFoundError, else YusuanError naming ``path``.
    """
    try:
        if not follow and path.is_symlink():
            raise irregular(path)
        descriptor = os.open(path, os.O_RDONLY | _CAUTIOUS | (0 if follow else _NO_LINK))
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise irregular(path)
            # Not at once as much as may be: that much would be set aside first.
            content = file.read(min(found.st_size, maximum) + 1)
            if found.st_size < len(content) <= maximum:  # it grows
                content += file.read(maximum + 1 - len(content))
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise YusuanError("是文件夹，不是文件", file=path) from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise YusuanError(f"读不出文件（{reason}）", file=path) from None
    if len(content) > maximum:
        raise YusuanError(
            f"文件太大，上限 {maximum:,} 字节", file=path, hint="请确认是不是要读的文件"
        )
    return content


def is_regular(path: Path) -> bool:
    """Whether ``path`` itself is a regular file, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def files_in(top: Path, folder: str) -> list[str]:
    """Paths below ``top`` of all that is no folder in one of its folders, in order.

    A link is such a thing wherever it leads, be it the folder itself.
    """
    if (top / folder).is_symlink() or is_regular(top / folder):
        return [folder]
    found = (
        Path(place) / name
        for place, folders, files in os.walk(top / folder)
        for name in (*files, *(each for each in folders if (Path(place) / each).is_symlink()))
    )
    return sorted(path.relative_to(top).as_posix() for path in found)


def irregular(path: Path) -> YusuanError:
    """What is said of a link, a pipe or a device where a file is meant."""
    return YusuanError(
        "不是普通文件（是符号链接、管道或设备），不读取",
        file=path,
        hint="请换成文件本身",
    )


def is_within(path: str) -> bool:
    """Whether a path that somebody else may have written stays below the folder that it is of."""
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and parts[0] != "/" and "\\" not in path
