"""Readers, one module an input format, all yielding the same ``model.Document``.

To add a format (PDF, Word, HTML): write ``read_<format>(content) -> Document`` that hands
its lines to ``layout.arrange``, and name its suffix in ``READERS``.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from yusuan.errors import PlaceError, YusuanError
from yusuan.model import Document
from yusuan.readers.text import read_text

READERS: Mapping[str, Callable[[bytes], Document]] = {".txt": read_text}


def read_document(name: Path | str, content: bytes) -> Document:
    """The document in ``content``, read as the suffix of ``name`` says.

    Raises YusuanError, with ``name`` in it, for what cannot be read.
    """
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise YusuanError(
            f"不支持 {Path(name).suffix or '无后缀的'} 文件",
            file=name,
            hint=f"支持的格式：{'、'.join(READERS)}",
        )
    try:
        return reader(content)
    except PlaceError as error:
        raise error.in_file(name) from None
    except YusuanError as error:
        raise YusuanError(error.message, file=name, text=error.text, hint=error.hint) from None
