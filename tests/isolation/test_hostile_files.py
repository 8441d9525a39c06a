"""No file whatever ends in a fault of ours, in a hang, or in what its author wants of us."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.isolation.files import BOMBS, damaged, good_files
from yusuan.conversion.reading import read_files
from yusuan.errors import FaultError, YusuanError
from yusuan.evidence.model import Document
from yusuan.isolation import read_isolated, read_many

RUNS = int(os.environ.get("YUSUAN_FUZZ_RUNS", "1500")) // 5


def test_the_good_files_are_read() -> None:
    for (name, _), read in zip(good_files(), read_many(good_files()), strict=True):
        assert isinstance(read, Document), name
        assert read.ledger.balanced


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little(name: str) -> None:
    content = BOMBS[name]()
    began = time.monotonic()
    (read,) = read_many([(name, content)], 1)
    assert time.monotonic() - began < 60
    if isinstance(read, Document):
        assert read.ledger.balanced
    else:
        assert not isinstance(read, FaultError)
        assert str(read).startswith((f"{name}：", f"{name} 第"))
        assert "\n" not in str(read)


def test_nothing_outside_a_document_is_fetched() -> None:
    with pytest.raises(YusuanError, match="DTD"):
        read_isolated("outside.docx", BOMBS["outside.docx"]())


def test_damaged_files_are_read_or_refused_by_name(tmp_path: Path) -> None:
    chance = random.Random("damaged files")
    paths = []
    for number in range(RUNS):
        name, content = chance.choice(good_files())
        paths.append(tmp_path / f"{number}-{name}")
        paths[-1].write_bytes(damaged(content, chance))
    faults = []
    for read in read_files([[path] for path in paths], None):
        (document,) = read.report.documents
        if document.fault or "程序自身的错误" in document.reason:
            faults.append(f"{document.name}: {document.reason}")
    assert faults == []
