"""Small files of every format, and what can be done to them."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache

_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = ("项目", "金额")
ROWS = (("一、一般公共服务支出", "120.50"), ("二、农林水支出", "34.00"), ("合计", "154.50"))
TITLE = "示例县水务局2024年部门收支总表"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


def docx(body: str, declaration: str = "") -> bytes:
    document = f'{declaration}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": _TYPES, "word/document.xml": document})


def xlsx(sheet: str) -> bytes:
    book = '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>'
    target = f'Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"'
    relation = f'<Relationship Id="r1" {target}/>'
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}">{book}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}">{sheet}</worksheet>',
        }
    )


def pdf(content: bytes, kids: bytes = b"3 0 R", count: int = 1) -> bytes:
    """One page; ``content`` is its stream, compressed here."""
    packed = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
            b"/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
        ),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + end % (len(objects) + 1, len(out))


@cache
def good_files() -> Sequence[tuple[str, bytes]]:
    """A table of three rows as each format holds it."""
    rows = [(TITLE, "单位：万元"), HEAD, *ROWS]
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    sheet = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{c}{n}" t="inlineStr"><is><t>{t}</t></is></c>'
            for c, t in zip("AB", row, strict=True)
        )
        + "</row>"
        for n, row in enumerate(rows, start=1)
    )
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    lines = b"".join(
        b"BT /F1 12 Tf 60 %d Td (%d.50) Tj ET 50 %d m 300 %d l S " % (y, y, y - 5, y - 5)
        for y in range(700, 500, -20)
    )
    rules = b"50 495 m 50 720 l S 300 495 m 300 720 l S 50 715 m 300 715 l S"
    return (
        ("a.docx", docx(body)),
        ("a.xlsx", xlsx(f"<sheetData>{sheet}</sheetData>")),
        ("a.html", f"<html><body><h1>{TITLE}</h1><table>{table}</table></body></html>".encode()),
        ("a.txt", "\n".join("\t".join(row) for row in rows).encode()),
        ("a.pdf", pdf(lines + rules)),
    )


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file cut, overwritten, shuffled; or, in a zip, a value of one of its parts changed."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _damaged_part(content, chance)
    out = bytearray(content)
    at = chance.randrange(len(out))
    match chance.randrange(5):
        case 0:
            del out[at:]
        case 1:
            for _ in range(chance.randint(1, 20)):
                out[chance.randrange(len(out))] = chance.randrange(256)
        case 2:
            del out[at : at + chance.randrange(1, 200)]
        case 3:
            out[at:at] = out[: chance.randrange(1, 400)]
        case _:
            out[at : at + 40] = chance.randbytes(40)
    return bytes(out)


_VALUES = ("-1", "99999999", "", "A1:XFD1048576", "x", "0", "ZZZZ9", "1e9", "٣", "\u202e")


def _damaged_part(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    victim = chance.choice(sorted(members))
    text = members[victim].decode()
    values = list(re.finditer(r'(?<=")[^"<>]{0,20}(?=")|(?<=>)[^<>]+(?=<)', text))
    for match in sorted(chance.sample(values, min(3, len(values))), key=lambda m: -m.start()):
        text = text[: match.start()] + chance.choice(_VALUES) + text[match.end() :]
    return zipped({**members, victim: text})


def _entities() -> bytes:
    inner = {"a": "y", "b": "&a;", "c": "&b;"}
    declared = "".join(f'<!ENTITY {name} "{text * 1000}">' for name, text in inner.items())
    return docx(_ENTITY, f"<!DOCTYPE d [{declared}]>")


_ENTITY = "<w:p><w:r><w:t>1&c;2</w:t></w:r></w:p>"
_WIDE = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
)
_FAR = (
    '<sheetData><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
)
_DEEP = 20_000
# Files that would cost a careless reader all its memory, time or stack, or fetch another.
BOMBS: Mapping[str, Callable[[], bytes]] = {
    "bytes.docx": lambda: docx("<w:p/>" + " " * 300_000_000),
    "deep.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * _DEEP + "</w:tc></w:tr></w:tbl>" * _DEEP),
    "wide.docx": lambda: docx(_WIDE),
    "entities.docx": _entities,
    "outside.docx": lambda: docx(
        _ENTITY, '<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/hostname">]>'
    ),
    "far.xlsx": lambda: xlsx(_FAR),
    "deep.html": ("<table><tr><td>" * _DEEP + "合计").encode,
    "wide.html": lambda: b"<table><tr><td colspan=99999999 rowspan=99999999>1</td></tr></table>",
    "long.html": lambda: b"<table>" + b"<tr><td rowspan=60000>1</td><td>2</td></tr>" * 3000,
    "blanks.txt": lambda: "汉".encode() + b" " * 2_000_000 + "字".encode(),
    "loop.pdf": lambda: pdf(b"", b"2 0 R 3 0 R", 99_999_999),
    "pages.pdf": lambda: pdf(b"", b"3 0 R " * 20_000, 20_000),
    "paths.pdf": lambda: pdf(b"0 0 m 10 10 l S\n" * 10_000_000),
    "empty.pdf": lambda: b"",
    "cut.pdf": lambda: pdf(b"0 0 m 10 10 l S\n")[:200],
}
