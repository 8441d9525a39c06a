"""Compiled templates, kept beside the compiled modules: Python trusts that folder as well."""

import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

_FOLDER = Path(__file__).parent / "__pycache__"


class _Beside(FileSystemBytecodeCache):
    """Keeps nothing where the folder cannot be written."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            _FOLDER.mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def compiled_templates() -> BytecodeCache | None:
    """For an ``Environment``; None where Python is told to keep no compiled code.

    An entry is that of a template's text, this Python and this Jinja.
    """
    if sys.dont_write_bytecode:
        return None
    return _Beside(str(_FOLDER), f"jinja2-{version('jinja2')}-%s.cache")
