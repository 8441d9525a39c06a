"""Whatever a document does to its reader ends in one message that names it; the next is read."""

import sys
from dataclasses import replace

import pytest

from tests.isolation.readers import MODULE
from yusuan.errors import FaultError, YusuanError
from yusuan.evidence.model import Cell, Document, Grid, Line, Page, Part
from yusuan.evidence.places import BlockPlace, Box, LinePlace, PagePlace, SheetPlace, TablePlace
from yusuan.isolation import DEFAULT_LIMITS, RECOGNITION_LIMITS, read_isolated, read_many
from yusuan.isolation.transfer import TransferError, packed, unpacked

TIGHT = replace(
    DEFAULT_LIMITS,
    seconds=3,
    cpu_seconds=1,
    memory=300 << 20,
    content=1000,
    result=1 << 20,
    pages=50,
)


def message(content: str) -> str:
    with pytest.raises(YusuanError) as caught:
        read_isolated("a.pdf", content.encode(), TIGHT, reader=MODULE)
    return str(caught.value)


def test_a_document_comes_back_as_it_was_read() -> None:
    document = read_isolated("a.txt", "你好".encode(), reader=MODULE)
    assert isinstance(document, Document)
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["a.txt: 你好"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("segfault", "a.pdf：解析时崩溃（SIGSEGV），在第 7 页；文件可能已损坏"),
        ("exit", "a.pdf：解析时崩溃（代码 5），在第 1 页；文件可能已损坏"),
        ("sleep", "a.pdf：读了 3 秒仍未读完，已停止，在第 1 页；"),
        ("deep", "a.pdf：内容嵌套太深，在第 1 页；"),
        ("huge", "a.pdf：读出的内容太多（上限 1 MB）；"),
        ("pages", "a.pdf：页数太多（59 页，上限 50 页）；"),
        ("x" * 1001, "a.pdf：文件太大（1 MB，上限 1 MB）；"),
        ("refuse", "a.pdf：不认识的文件；原文「原样」；请换一个。"),
        ("raise", "a.pdf：程序自身的错误（KeyError），在第 1 页；请把这一行"),
        ("foreign", "a.pdf：解析的结果不可用；"),
    ],
)
def test_what_breaks_a_reader_is_one_message(content: str, expected: str) -> None:
    found = message(content)
    assert found.startswith(expected)
    assert "\n" not in found


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of processor time there")
def test_an_endless_loop_meets_the_limit_of_processor_time() -> None:
    limits = replace(TIGHT, seconds=60)
    with pytest.raises(YusuanError, match="处理器时间超过 1 秒，已停止，在第 1 页"):
        read_isolated("a.pdf", b"loop", limits, reader=MODULE)


def test_a_document_to_be_recognised_has_its_seconds_for_each_page() -> None:
    limits = replace(TIGHT, seconds=1.5)
    with pytest.raises(YusuanError, match=r"读了 1\.5 秒仍未读完，已停止，在第 2 页"):
        read_isolated("a.pdf", b"slow pages", limits, reader=MODULE)
    patient = replace(limits, each_page=True)
    assert read_isolated("a.pdf", b"slow pages", patient, reader=MODULE).blocks
    with pytest.raises(YusuanError, match=r"读了 1\.5 秒仍未读完，已停止，在第 1 页"):
        read_isolated("a.pdf", b"sleep", patient, reader=MODULE)
    assert RECOGNITION_LIMITS.each_page
    assert not DEFAULT_LIMITS.each_page


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory there")
def test_a_bomb_meets_the_limit_of_memory() -> None:
    assert message("allocate").startswith("a.pdf：所需内存超过 300 MB，已停止，在第 3 页；")
    assert "请拆分成几个文件再读" in message("allocate")


def test_a_fault_of_ours_keeps_where_it_happened() -> None:
    with pytest.raises(FaultError) as caught:
        read_isolated("a.pdf", b"raise", TIGHT, reader=MODULE)
    assert "nobody foresaw this" in caught.value.traceback


def test_a_library_that_prints_disturbs_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    document = read_isolated("a.txt", b"print", TIGHT, reader=MODULE)
    assert document.blocks
    assert capfd.readouterr() == ("", "")


def test_one_bad_document_never_stops_another() -> None:
    contents = ["1", "segfault", "2", "raise", "sleep", "3", "refuse", "exit", "4", "5"]
    items = [(f"{n}.txt", content.encode()) for n, content in enumerate(contents)]
    read = list(read_many(items, 2, TIGHT, reader=MODULE))
    shown = [
        "".join(block.text for block in each.blocks if isinstance(block, Line))
        if isinstance(each, Document)
        else str(each.file)
        for each in read
    ]
    assert shown == [
        *("0.txt: 1", "1.txt", "2.txt: 2", "3.txt", "4.txt"),
        *("5.txt: 3", "6.txt", "7.txt", "8.txt: 4", "9.txt: 5"),
    ]


def test_one_who_stops_early_waits_for_nothing() -> None:
    items = iter([("a", b"1"), ("b", b"sleep"), ("c", b"sleep"), ("d", b"sleep"), ("e", b"2")])
    reading = read_many(items, 2, reader=MODULE)
    assert isinstance(next(reading), Document)
    reading.close()
    assert len(list(items)) >= 1, "what was not needed was not taken"


def test_a_reader_that_cannot_be_started_is_a_message() -> None:
    with pytest.raises(YusuanError, match="无法启动"):
        read_isolated("a.txt", b"", reader="tests.isolation.missing:read")


def test_every_type_of_evidence_survives_the_way() -> None:
    place = PagePlace(3, Box(1.25, 2.5, 3, 4))
    cells = (
        Cell(0, 0, (Part("合计", place), Part("1.00", PagePlace(4))), column_span=2),
        Cell(0, 1, (Part("", place),), kind="covered", anchor=(0, 0), marks=frozenset({"ocr"})),
    )
    document = Document(
        "pdf",
        "0" * 64,
        (
            Grid(1, 2, cells, (place,), column_edges=(1.0, 2.5)),
            Line("甲", SheetPlace("表 1", 2, 3, 1), (Part("甲", TablePlace(1, 2, 3)),)),
            Line("乙", BlockPlace(5)),
            Line("丙", LinePlace(6, 1)),
        ),
        (Page(3, 595.2, 841.9, 90),),
    )
    assert unpacked(packed(document)) == document


@pytest.mark.parametrize(
    "content",
    [
        b"cos\nsystem\n(S'true'\ntR.",  # a pickle that would run a command
        b"not a pickle",
        b"",
    ],
)
def test_the_parent_loads_nothing_but_evidence(content: bytes) -> None:
    with pytest.raises(TransferError):
        unpacked(content)
