"""Other people's documents as they are read, for the tests that begin with one.

Reading all of them takes half a minute, and the tests of several files ask: what a process has read
is kept under the checksum of the document and of the code, beside what else tests keep.
"""

import hashlib
import os
import pickle
from functools import cache

from tests.paths import ROOT, SAMPLES
from yusuan.caching.code import code_checksum
from yusuan.evidence.model import Document
from yusuan.readers.dispatch import read

_READ = ROOT / "build" / "tests" / "read"
FORMATS = (".pdf", ".docx", ".html", ".xls", ".xlsx")
NAMES = sorted(
    str(path.relative_to(SAMPLES))
    for path in (SAMPLES.rglob("*") if SAMPLES.is_dir() else ())
    if path.suffix in FORMATS
)


@cache
def document_of(name: str) -> Document:
    """The sample ``name`` as it is read."""
    content = (SAMPLES / name).read_bytes()
    made_of = f"{_code()} {hashlib.sha256(content).hexdigest()}"
    kept = _READ / hashlib.sha256(made_of.encode()).hexdigest()
    if kept.is_file():
        document: Document = pickle.loads(kept.read_bytes())
        return document
    document = read(name, content)
    _READ.mkdir(parents=True, exist_ok=True)
    new = kept.with_name(f"{kept.name}.{os.getpid()}")
    new.write_bytes(pickle.dumps(document))
    new.replace(kept)
    return document


@cache
def _code() -> str:
    return code_checksum()
