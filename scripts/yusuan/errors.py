"""The one exception that readers of messages ever see.

A message is one line in Chinese: file, place, what is wrong, the text itself, what to do.
"""

import errno
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yusuan.evidence.places import Place, say

MAXIMUM_EXCERPT_CHARACTERS = 80
TRACEBACK_VARIABLE = "YUSUAN_TRACEBACK"  # set: a fault of ours prints where it happened
_VISIBLE = {"\n": "⏎", "\t": "⇥", "\u3000": "\u3000"}

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EROFS: "这里只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘的限额用完了",
    errno.ENAMETOOLONG: "名称太长",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EFBIG: "文件太大，超过系统允许的大小",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EMFILE: "同时打开的文件太多",
    errno.EADDRINUSE: "端口已被占用",
}


def reason_of(error: OSError) -> str:
    """Why the system refuses, in Chinese where that is one of the usual causes."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def visible(text: str) -> str:
    """``text`` with its control, bidirectional and line-breaking characters shown as signs."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _VISIBLE.get(c, "�") for c in text)


def excerpt(text: str) -> str:
    """``text`` on one line, cut to a readable length, control characters made visible."""
    flat = visible(text.strip("\r\n"))
    if len(flat) <= MAXIMUM_EXCERPT_CHARACTERS:
        return flat
    return flat[:MAXIMUM_EXCERPT_CHARACTERS] + "…"


class YusuanError(Exception):
    """Input that cannot be read, or a wrong call: exit code 2, no traceback."""

    def __init__(
        self,
        message: str,
        *,
        file: Path | str | None = None,
        place: Place | None = None,
        text: str | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.place = place
        self.text = text
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Handed from process to process as it is, whatever its class is made from."""
        return _restored, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        where = "" if self.file is None else f"{self.file}"
        if self.place is not None:
            where += f" {say(self.place)}" if where else say(self.place)
        parts = [f"{where}：{self.message}" if where else self.message]
        if self.text is not None:
            parts.append(f"原文「{excerpt(self.text)}」")
        if self.hint:
            parts.append(self.hint)
        return "；".join(part.rstrip("。；") for part in parts) + "。"


def _restored(
    kind: type[YusuanError], args: tuple[object, ...], state: dict[str, object]
) -> YusuanError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class PlaceError(YusuanError):
    """An error inside a document, raised below the level that knows the file's name."""

    def __init__(self, place: Place, message: str, text: str | None = None, hint: str = "") -> None:
        super().__init__(message, place=place, text=text, hint=hint)


class FaultError(YusuanError):
    """A fault of this program, foreseen by nobody: exit code 3.

    ``traceback`` is for whoever mends it; users see one line.
    """

    def __init__(self, kind: str, trace: str, *, file: Path | str | None = None, at: str = ""):
        super().__init__(
            f"程序自身的错误（{kind}）{at}",
            file=file,
            hint=f"请把这一行连同命令和文件报告给本项目；设 {TRACEBACK_VARIABLE}=1 再运行，"
            "可看到出错的位置",
        )
        self.traceback = trace


@contextmanager
def as_fault(file: Path | str) -> Iterator[None]:
    """Turn what nobody foresaw into a ``FaultError`` naming ``file``: it stops no other file."""
    try:
        yield
    except YusuanError:
        raise
    except Exception as error:
        raise FaultError(type(error).__name__, traceback.format_exc(), file=file) from error
