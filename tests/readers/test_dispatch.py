"""The bytes decide what a file is; what cannot be read is named, with what to do."""

import shutil

import pytest

from tests.readers.making import docx, p, zipped
from tests.readers.showing import SAMPLES, shown
from yusuan.errors import YusuanError
from yusuan.readers.detecting import detect
from yusuan.readers.dispatch import read


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("预算\t1".encode(), "text"),
        (b"\xff\xfe" + "预算".encode("utf-16-le"), "text"),
        (b"%PDF-1.7 ", "pdf"),
        (b"\n\n%PDF-1.4 ", "pdf"),
        (b"{\\rtf1 }", "rtf"),
        (b"  <!DOCTYPE html><p>", "html"),
        ("\ufeff<html>".encode(), "html"),
        (b"\xff\xfe" + "<html>".encode("utf-16-le"), "html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "html"),
        (b"<!-- x --><table><tr>", "html"),
        ("<项目> 1".encode(), "text"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "mhtml"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "excel_xml"),
        (docx(""), "docx"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "xlsx"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "xlsb"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
        (zipped({"OFD.xml": ""}), "ofd"),
        (zipped({"a.pdf": ""}), "zip"),
        (b"PK\x03\x04 cut", "damaged"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\x00\x01\x02", "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
         "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "doc"),
    ],
)  # fmt: skip
def test_what_a_file_is(content: bytes, kind: str) -> None:
    assert detect(content) == kind


def test_samples_are_what_they_are_called() -> None:
    suffixes = ("docx", "xlsx", "xls", "html", "pdf")
    paths = [path for suffix in suffixes for path in sorted(SAMPLES.glob(f"*/*.{suffix}"))]
    if not paths:
        pytest.skip("the samples are not here")
    assert [path.name for path in paths if detect(path.read_bytes()) != path.suffix[1:]] == []


def test_a_suffix_may_lie() -> None:
    assert shown(read("预算.pdf", docx(p("甲")))) == ["b1: 甲"]
    assert shown(read("预算.xls", "<table><tr><td>甲".encode())) == ["[t1]", "甲"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (zipped({"a.pdf": ""}), "压缩包.*解压"),
        (zipped({"OFD.xml": ""}), "OFD"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "加密"),
        (b"\x00\x01\x02", "无法识别文件的格式"),
        (b"\x89PNG\r\n\x1a\n\x00", "这是一张图片"),
        ("甲\x07".encode(), "第 1 行：含有控制字符"),
        (docx(""), "没有可读的文字"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, words: str) -> None:
    with pytest.raises(YusuanError, match=f"^表.doc.*(?:{words})"):
        read("表.doc", content)


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(YusuanError, match=r"RTF 文件，需要 LibreOffice.*另存为 \.docx"):
        read("预算.rtf", b"{\\rtf1 a}")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_other_formats_are_read_through_libreoffice() -> None:
    rtf = (
        r"{\rtf1\ansi Budget\par\trowd\cellx2000\cellx4000\intbl A\cell 1.00\cell\row\pard End\par}"
    )
    document = read("预算.doc", rtf.encode())
    assert shown(document) == ["b1: Budget", "[t1]", "A | 1.00", "b2: End"]
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    table = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="甲">'
        '<Table><Row><Cell><Data ss:Type="String">甲</Data></Cell>'
        '<Cell><Data ss:Type="Number">1.5</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    assert shown(read("预算.xls", table.encode())) == ["[甲!A1]", "甲 | 1.5"]
