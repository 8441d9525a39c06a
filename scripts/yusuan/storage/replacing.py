"""Replacing a folder as a whole or not at all, whatever happens meanwhile.

The new content is made in a folder beside the old one, then the two change places in one
step of the operating system (Linux ``RENAME_EXCHANGE``, macOS ``RENAME_SWAP``). Where a file
system cannot do that, the old folder steps aside first; a run killed between those two
renames is mended by the next call (``recover``).
"""

import contextlib
import ctypes
import os
import platform
import shutil
import stat
from collections.abc import Callable, Iterable
from filecmp import cmp
from pathlib import Path

from yusuan.errors import YusuanError, reason_of

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def replace_folder(target: Path, write: Callable[[Path], None], generated: Iterable[str]) -> bool:
    """Have ``write`` fill a new folder and put it in the place of ``target``.

    ``generated`` names what ``write`` makes; anything else in ``target`` is kept. Returns
    False, and touches nothing, if the new content has the very bytes of the old.
    Raises YusuanError if the folder cannot be written; ``target`` is then as it was.
    """
    target = target.resolve()
    names = frozenset(generated)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_dir():
            raise YusuanError("输出位置已有同名文件，不是文件夹", file=target)
        recover(target)
        staging = target.parent / f".{target.name}.new-{os.getpid()}"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            write(staging)
            if target.exists() and _same(staging, target, names):
                return False
            if target.exists():
                _keep_others(target, staging, names)
                _exchange(staging, target)
            else:
                staging.rename(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        # Of ours nobody knows the folder that was being filled.
        ours = error.filename is None or Path(error.filename).name.startswith(f".{target.name}.")
        file = target if ours else error.filename
        raise YusuanError(f"无法写入（{reason_of(error)}）", file=file) from None
    return True


class Staging:
    """The new content of ``target``, being written in ``folder`` (see ``replace_folder``).

    A file that is as it was is the old one by another name: it is neither written again nor freed
    with the old folder. Both folders are only ever replaced as a whole.
    """

    def __init__(self, folder: Path, target: Path) -> None:
        self.folder, self.old = folder, target.resolve()
        self._made: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        """A file with ``content`` at ``path`` below the folder."""
        new, old = self._folder(path), self.old / path
        if _holds(old, content) and _linked(old, new):
            return
        new.write_bytes(content)

    def copy(self, path: str, source: Path) -> None:
        """The same with the content of ``source``."""
        new, old = self._folder(path), self.old / path
        if _is_plain(old) and cmp(old, source, shallow=False) and _linked(old, new):
            return
        shutil.copyfile(source, new)

    def keep(self, path: str) -> bool:
        """Whether the old file at ``path``, if it is one, could be taken over."""
        old = self.old / path
        return _is_plain(old) and _linked(old, self._folder(path))

    def link(self, path: str, source: Path) -> None:
        """``source`` itself, which stands in a folder that is replaced as a whole, too."""
        new = self._folder(path)
        if not _linked(source, new):
            shutil.copyfile(source, new)

    def _folder(self, path: str) -> Path:
        """Where a file at ``path`` is written: its folder is there, no other file is."""
        new, above = self.folder / path, path.rpartition("/")[0]
        if above not in self._made:
            new.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(above)
        new.unlink(missing_ok=True)
        return new


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _holds(path: Path, content: bytes) -> bool:
    try:
        found = path.lstat()
        return (
            stat.S_ISREG(found.st_mode)
            and found.st_size == len(content)
            and path.read_bytes() == content
        )
    except OSError:
        return False


def _linked(source: Path, new: Path) -> bool:
    try:
        os.link(source, new, follow_symlinks=False)
    except OSError:  # another disk, or a system without such names
        return False
    return True


def check_ours(target: Path, marker: str) -> None:
    """Raises YusuanError if a folder with content lacks the hidden file that marks it as ours."""
    if target.is_dir() and any(target.iterdir()) and not (target / marker).is_file():
        raise YusuanError(
            "文件夹里有别的文件，不敢替换", file=target, hint="请移走它，或指定空的文件夹"
        )


def recover(target: Path) -> None:
    """Mend what a killed run may have left: a package that stepped aside, stray new folders."""
    aside = target.parent / f".{target.name}.old"
    if aside.exists():
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)
    for stray in target.parent.glob(f".{target.name}.new-*"):
        if not _running(stray.name.rpartition("-")[2]):
            shutil.rmtree(stray, ignore_errors=True)


def _running(process: str) -> bool:
    if not process.isdigit():
        return False
    if platform.system() == "Windows":  # signal 0 would end the process there
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _same(new: Path, old: Path, names: frozenset[str]) -> bool:
    files = _files(new, names)
    return files == _files(old, names) and all(
        _is_same_file(f"{new}/{path}", f"{old}/{path}") for path in files
    )


def _is_same_file(one: str, other: str) -> bool:
    """Whether both hold the same bytes: two names of one file do, however long it is."""
    return Path(one).samefile(other) or cmp(one, other, shallow=False)


def _files(folder: Path, names: frozenset[str]) -> list[str]:
    """The files of ``folder`` by path, of its entries those called ``names``."""
    found: list[str] = []
    start = len(str(folder)) + 1
    for place, folders, files in os.walk(folder):
        if len(place) < start:
            folders[:] = [name for name in folders if name in names]
            files = [name for name in files if name in names]
        found += (f"{place}/{name}"[start:] for name in files)
    return sorted(found)


def _keep_others(old: Path, new: Path, names: frozenset[str]) -> None:
    for entry in old.iterdir():
        if entry.name in names:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, new / entry.name, symlinks=True, copy_function=_link)
        else:
            _link(str(entry), str(new / entry.name))


def _link(source: str, destination: str) -> None:
    with contextlib.suppress(OSError):
        os.link(source, destination, follow_symlinks=False)
        return
    shutil.copy2(source, destination, follow_symlinks=False)


def _exchange(new: Path, old: Path) -> None:
    if _exchange_in_one_step(new, old):
        return
    aside = old.parent / f".{old.name}.old"
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange_in_one_step(a: Path, b: Path) -> bool:
    """Whether the two folders changed places; False where the system has no such step."""
    system = platform.system()  # not sys.platform, by which type checkers skip branches
    names = os.fsencode(a), os.fsencode(b)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if system == "Linux":
            done = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
        elif system == "Darwin":
            done = library.renamex_np(*names, _RENAME_SWAP)
        else:
            return False
    except (AttributeError, OSError, TypeError):
        return False
    return bool(done == 0)
