"""A small disclosure in every format, and every way to damage a file that we could think of."""

import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO

from tests.checks import small_disclosure as small
from tests.isolation.files import damaged, zipped
from tests.readers import biff
from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.printing import print_docx, print_html, print_xlsx
from yusuan.evidence.model import Block, Document, Grid, Line
from yusuan.readers.plain import read_plain

Damage = Callable[[bytes, random.Random], bytes]

# Of every kind of table and of prose one: a run of thousands has to end.
TEXT = "\n".join(
    (
        small.CONTENTS,
        small.SUMMARY,
        small.GENERAL,
        small.THREE_PUBLIC,
        small.EXPLANATION.format(
            institutions=small.INSTITUTIONS,
            projects=small.PROJECTS_TEXT,
            procurement=small.PROCUREMENT,
            assets=small.ASSETS,
        ),
    )
)


def print_text(document: Document) -> bytes:
    return "\n".join(document.lines).encode()


def print_mhtml(document: Document) -> bytes:
    head = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
    )
    return head + print_html(document) + b"\r\n--x--\r\n"


def print_xls(document: Document) -> bytes:
    """Lines and the rows of grids below one another on one sheet."""
    records, row = b"", 0
    for block in document.blocks:
        rows = (
            [[cell.text for cell in cells] for cells in block.rows()]
            if isinstance(block, Grid)
            else [[block.text]]
            if isinstance(block, Line)
            else []
        )
        for texts in rows:
            for column, text in enumerate(texts):
                if re.fullmatch(r"\d+\.\d\d", text):
                    records += biff.number(row, column, float(text), 1)
                elif text:
                    records += biff.label(row, column, text[:2000])
            row += 1
    return biff.workbook([("公开", 0, records)], ["0.00"])


def print_pdf(document: Document) -> bytes:
    """Lines below one another, grids ruled, a page for every few of them."""
    pages, page, y = [], PageOf(), 40.0
    for block in document.blocks:
        height = 14.0 * (block.row_count if isinstance(block, Grid) else 1)
        if y + height > 760:
            pages.append(page)
            page, y = PageOf(), 40.0
        if isinstance(block, Grid):
            xs = [40 + 520 * n / block.column_count for n in range(block.column_count + 1)]
            page.table(xs, [y + 14 * n for n in range(block.row_count + 1)])
            for cell in block.cells:
                page.text(xs[cell.column] + 1, y + 14 * cell.row + 10, cell.text, 5)
        elif isinstance(block, Line):
            page.text(40, y + 10, block.text, 9)
        y += height + 6
    return pdf_of(*pages, page)


FORMATS: Mapping[str, Callable[[Document], bytes]] = {
    "txt": print_text,
    "pdf": print_pdf,
    "docx": print_docx,
    "xlsx": print_xlsx,
    "xls": print_xls,
    "html": print_html,
    "mht": print_mhtml,
}
SUFFIXES = (*FORMATS, "doc", "wps", "PDF", "", "tar.gz")


@cache
def whole(suffix: str) -> bytes:
    """The disclosure, undamaged."""
    return FORMATS[suffix](read_plain(TEXT.encode()))


# Damage to the bytes of a file, whatever its format


def bits_flipped(content: bytes, chance: random.Random) -> bytes:
    out = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def spliced(content: bytes, chance: random.Random) -> bytes:
    """A piece of a file of any format in the middle."""
    other = whole(chance.choice(list(FORMATS)))
    start = chance.randrange(len(other))
    at = chance.randrange(len(content))
    return content[:at] + other[start : start + chance.randrange(1, 5000)] + content[at:]


def stretched(content: bytes, chance: random.Random) -> bytes:
    """A piece of itself over and over."""
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randrange(1, 2000)]
    return content[:start] + piece * chance.choice((2, 20, 200)) + content[start:]


def huge_counts(content: bytes, chance: random.Random) -> bytes:
    """Numbers of the file itself (spans, lengths, references) made absurd."""
    found = list(re.finditer(rb"(?<![\d.])\d{1,7}(?![\d.])", content))
    for match in sorted(chance.sample(found, min(4, len(found))), key=lambda m: -m.start()):
        other = chance.choice((b"-1", b"0", b"65537", b"2147483648", b"9" * 30, b"1e400"))
        content = content[: match.start()] + other + content[match.end() :]
    return content


# Damage to what a package holds


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def member_damaged(content: bytes, chance: random.Random) -> bytes:
    members = _members(content)
    name = chance.choice(sorted(members))
    how = chance.choice((bits_flipped, cut_off, spliced, stretched, huge_counts))
    members[name] = how(members[name] or b" ", chance)
    return zipped(members)


def members_mixed(content: bytes, chance: random.Random) -> bytes:
    members = _members(content)
    one, other = (chance.choice(sorted(members)) for _ in range(2))
    if chance.random() < 0.5:
        del members[one]
    else:
        members[one], members[other] = members[other], members[one]
    return zipped(members)


def member_doubled(content: bytes, chance: random.Random) -> bytes:
    """Two members of one name, the second other than the first."""
    members = _members(content)
    twin = chance.choice(sorted(members))
    stream = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as file:
        warnings.simplefilter("ignore")  # zipfile tells of two members of one name
        for name, held in members.items():
            file.writestr(name, held)
            if name == twin:
                again = chance.choice((name, name.upper(), f"../{name}", f"/{name}", f"./{name}"))
                file.writestr(again, bits_flipped(held or b" ", chance))
    return stream.getvalue()


def member_encrypted(content: bytes, chance: random.Random) -> bytes:
    """The flag that a member is encrypted, in both of its heads."""
    out = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        starts = [match.start() for match in re.finditer(re.escape(mark), content)]
        for start in starts[: chance.randint(1, len(starts))]:
            out[start + offset] |= 1
    return bytes(out)


# Damage to what the document says, before it is printed

ODD = (
    "\f", "\v", "\0", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufeff", "\u200b", "\xa0", "\u3000",
    "٣٫٥", "१२", "１２．５", "①", "½", "〇", "−", "--", "1,2,3", "1.2.3", "1e999", "9" * 400, "0." + "0" * 400,
    "\t" * 300, " " * 3000, "\r", "\r\n", "\ud7ff", "\U0001f600", "\U000f0000", "́" * 50, "=1+1", "<", "&#0;", "]]>",
    "](http://x)", "\\", "\"", "'", "|", "合计", "单位：万元", "一、", "（）", "第一部分", "序号", "年", "2024年2025年",
)  # fmt: skip


def odd_characters(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 3, 10, 40))):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(ODD) + text[at:]
    return text


def odd_digits(text: str, chance: random.Random) -> str:
    """The digits of a stretch in another script."""
    start = chance.randrange(len(text))
    piece = text[start : start + 800]
    zero = chance.choice("٠०０𝟎")
    moved = "".join(chr(ord(zero) + int(c)) if c in "0123456789" else c for c in piece)
    return text[:start] + moved + text[start + 800 :]


def white_space(text: str, chance: random.Random) -> str:
    """Blanks of every kind within figures, labels and lines."""
    for _ in range(60):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(" \u3000\xa0\t\n\r\f\u2009") + text[at:]
    return text


def shuffled(text: str, chance: random.Random) -> str:
    """Lines and cells in another order, left out, or many times."""
    lines = text.split("\n")
    for _ in range(chance.choice((1, 5, 50))):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[one], lines[other] = lines[other], lines[one]
            case 1:
                lines[one] = ""
            case 2:
                cells = lines[one].split("\t")
                chance.shuffle(cells)
                lines[one] = "\t".join(cells)
            case _:
                lines[one:one] = [lines[other]] * chance.choice((1, 30))
    return "\n".join(lines)


TEXT_DAMAGES = (odd_characters, odd_digits, white_space, shuffled)


_REFUSED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _printed(suffix: str, text: str, chance: random.Random) -> bytes:
    """``text`` in a format; what a text may not hold goes into cells and lines of the others."""
    if suffix == "txt":
        return text.encode(errors="replace")
    document = read_plain(_REFUSED.sub("", text).encode(errors="replace"))
    odd = _REFUSED.findall(text)
    blocks = list(document.blocks)
    while odd:
        at = chance.randrange(len(blocks))
        blocks[at] = _with(blocks[at], odd.pop(), chance)
    return FORMATS[suffix](replace(document, blocks=tuple(blocks)))


def _with(block: Block, odd: str, chance: random.Random) -> Block:
    if isinstance(block, Line):
        return replace(block, text=f"{block.text}{odd}1", pieces=())
    if not isinstance(block, Grid):
        return block
    cells = list(block.cells)
    at = chance.randrange(len(cells))
    part = cells[at].parts[0]
    cells[at] = replace(cells[at], parts=(part._replace(text=f"{odd}{part.text}"),))
    return replace(block, cells=tuple(cells))


# Files made to hurt


def _nested(suffix: str, chance: random.Random) -> bytes:
    depth = chance.choice((3, 30, 300, 3000))
    content = whole(suffix)
    if suffix in ("html", "mht"):
        tag = chance.choice((b"<table><tr><td>", b"<div>", b"<ul><li>", b"<b>", b"<table>"))
        return content.replace(b"<table>", tag * depth + b"<table>", 1)
    if suffix == "docx":
        members = _members(content)
        inner = members["word/document.xml"].decode()
        opened, closed = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
        members["word/document.xml"] = inner.replace(
            "<w:body>", f"<w:body>{opened * depth}{closed * depth}", 1
        ).encode()
        return zipped(members)
    if suffix == "pdf":
        return content.replace(b"/Kids [", b"/Kids [" + b"[" * depth + b"1 0 R " + b"]" * depth, 1)
    return content.replace(b"\t", b"\t" * min(depth, 60)) if suffix == "txt" else content


def _encrypted(suffix: str, chance: random.Random) -> bytes:
    content = whole(suffix)
    if suffix in ("docx", "xlsx"):
        return member_encrypted(content, chance)
    if suffix == "pdf":
        key = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%s> /U <%s> >> /Root"
        locks = [bytes(chance.randbytes(32)).hex().encode() for _ in range(2)]
        return content.replace(b"/Root", key % tuple(locks), 1)
    if suffix == "xls":  # FILEPASS behind the first record
        lock = struct.pack("<HHHHH", 0x002F, 6, 1, 1, 1) + chance.randbytes(48)
        return content[:20] + lock + content[20:]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(chance.randrange(2, 4000))


_BYTES: tuple[Damage, ...] = (bits_flipped, cut_off, spliced, stretched, huge_counts, damaged)
_PACKAGE: tuple[Damage, ...] = (member_damaged, members_mixed, member_doubled, member_encrypted)


def damaged_file(number: int) -> tuple[str, bytes, str]:
    """Name and bytes of file ``number``, and what was done to it; the same for every run."""
    chance = random.Random(f"damaged file {number}")
    suffix = list(FORMATS)[number % len(FORMATS)]
    kind = chance.randrange(10)
    if kind < 4:
        ways = (*_BYTES, *(_PACKAGE * 2 if suffix in ("docx", "xlsx") else ()))
        way = chance.choice(ways)
        content, done = way(whole(suffix), chance), way.__name__
    elif kind < 8:
        change = chance.choice(TEXT_DAMAGES)
        content, done = _printed(suffix, change(TEXT, chance), chance), change.__name__
    elif kind == 8:
        content, done = _nested(suffix, chance), "nested"
    else:
        content, done = _encrypted(suffix, chance), "encrypted"
    shown = suffix if chance.random() < 0.8 else chance.choice(SUFFIXES)
    return f"{number}.{shown}".removesuffix("."), content, done
