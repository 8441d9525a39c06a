"""Damaged and hostile files: one message or a whole document, never a traceback, never a hang."""

import random
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from tests.readers import biff
from tests.readers.making import docx, p, tbl, tc, zipped
from yusuan.errors import YusuanError
from yusuan.readers.dispatch import read

DAMAGED_FILES = 250
SECONDS = 5.0  # for one; the slowest takes a tenth of it
SCRAPS = (b"<", b"&", b"\0", b"</w:tc>", b"<table>" * 50, b'"', b"\xff\xff", b"<w:tbl>" * 20,
          b"&lol;", b"<td rowspan=9999 colspan=999>", b"\t" * 99, b"\r", b"\x0c", "〇".encode(),
          b'<!DOCTYPE a [<!ENTITY b "c">]>', b"]]>", b"<w:p><w:r><w:t>")  # fmt: skip


def _word() -> bytes:
    table = tbl(tc("科目", '<w:gridSpan w:val="2"/>') + tc("1.00"),
                tc("甲", '<w:vMerge w:val="restart"/>') + tc("乙") + tc(tbl(tc("内")))) * 3  # fmt: skip
    return docx(p("一、总表") + table + p("注"), styles="<w:style/>", numbering="", footnotes="")


def _workbook() -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name in "甲乙":
            sheet = book.add_worksheet(name)
            sheet.merge_range("A1:C1", "收支总表", book.add_format({"border": 1}))
            for row in range(1, 20):
                sheet.write_row(row, 0, ["科目", row, row / 7])
            sheet.write_comment("B2", "批注")
    return buffer.getvalue()


def _old_workbook() -> bytes:
    cells = b"".join(
        biff.label(row, 0, "科目") + biff.number(row, 1, row / 7, 1) + biff.formula(row, 2, 1.0)
        for row in range(20)
    )
    return biff.workbook([("甲", 0, cells + biff.merged(0, 1, 0, 1)), ("乙", 1, cells)], ["0.00"])


def _page() -> bytes:
    row = "<tr><td rowspan=2>科目<td colspan=2>1.00<td style='display:none'>x</tr><tr><td>2<td>3"
    place = "<div style='position:absolute;left:9px;top:9px'>甲</div>"
    body = f"<p>总表<br>甲</p><table>{row * 5}</table>{place * 3}<script>1</script>"
    return f"<!DOCTYPE html><meta charset=utf-8><title>题</title>{body}".encode()


def _text() -> bytes:
    return ("一、总表\n科目\t金额\n" + "教育\t1.00\n" * 20 + "注：\f无\r\n").encode()


def _archive() -> bytes:
    return (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n" + _page() + b"\r\n--x--\r\n"
    )


def _damaged(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(content)) for _ in range(2))
    match chance.randrange(6):
        case 0:
            return content[:end]
        case 1:
            changed = bytearray(content)
            for _ in range(chance.choice((1, 3, 30))):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            return bytes(changed)
        case 2:
            return content[:start] + content[end:]
        case 3:
            return content[:start] + content[start:end] * chance.choice((2, 30)) + content[end:]
        case 4:
            return content[:start] + chance.choice(SCRAPS) + content[start:]
        case _:
            return content[:start] + content[end:] + content[start:end]


def _damaged_members(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    one, other = chance.choice(list(members)), chance.choice(list(members))
    match chance.randrange(4):
        case 0:
            members[one], members[other] = members[other], members[one]
        case 1:
            del members[one]
        case _:
            members[one] = _damaged(members[one] or b" ", chance)
    return zipped(members)


@pytest.mark.parametrize(
    "make",
    [_text, _page, _archive, _word, _workbook, _old_workbook],
    ids=["text", "html", "mhtml", "docx", "xlsx", "xls"],
)
def test_damage_ends_in_one_message_or_a_whole_document(make: Callable[[], bytes]) -> None:
    content = make()
    assert read("whole", content).ledger.balanced
    chance = random.Random(20260101)
    messages: list[str] = []
    for number in range(DAMAGED_FILES):
        zip_damage = content.startswith(b"PK") and number % 4
        damaged = (_damaged_members if zip_damage else _damaged)(content, chance)
        started = time.process_time()
        try:
            document = read("文件.xls", damaged)
        except YusuanError as error:
            messages.append(str(error))
        else:
            assert document.ledger.balanced
        assert time.process_time() - started < SECONDS
    assert len(messages) < DAMAGED_FILES
    assert [it for it in messages if not it.startswith("文件.xls") or "\n" in it] == []
