"""Tiny PDFs written by hand: text, rules and pictures at given places, one trap each.

Coordinates are those of a reader's page: points from the top left corner. Chinese text uses a
font without an embedded file (the reader needs the characters, not their shapes).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 600.0, 800.0
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 "
    b"/W [1 [500] 13 17 500 18 27 500 814 939 500] "
    b"/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 "
    b"/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 "
    b"/StemV 80 >> >>] >>"
)
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin begincmap /CMapName /X def 1 begincodespacerange "
    b"<0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <20142014> endbfchar endcmap end"
)
# One sign, two characters wide, that the text layer calls two: ——
_DASHES = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Dashes /Encoding /Identity-H /ToUnicode 5 0 R "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Dashes /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 2000 /FontDescriptor "
    b"<< /Type /FontDescriptor /FontName /Dashes /Flags 4 /FontBBox [0 -200 2000 900] "
    b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>] >>"
)


@dataclass
class PageOf:
    """One page; ``text`` and the others return the page, so that they can be chained."""

    width: float = WIDTH
    height: float = HEIGHT
    entries: str = ""  # further entries of the page's dictionary: /Rotate 90
    operators: list[str] = field(default_factory=list)
    annotations: list[tuple[str, str]] = field(default_factory=list)  # entries, what they show

    def text(self, x: float, baseline: float, text: str, size: float = 10) -> "PageOf":
        return self.text_matrix(f"{size} 0 0 {size} {x} {self.height - baseline}", text)

    def text_matrix(self, matrix: str, text: str, mode: int = 0) -> "PageOf":
        code = text.encode("utf-16-be").hex()
        self.operators.append(f"BT /F1 1 Tf {mode} Tr {matrix} Tm <{code}> Tj ET")
        return self

    def dashes(self, x: float, baseline: float) -> "PageOf":
        """—— as one sign."""
        return self.raw(f"BT /F2 10 Tf {x} {self.height - baseline} Td <0001> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "PageOf":
        self.operators.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float, gray: float = 0) -> "PageOf":
        rectangle = f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re"
        self.operators.append(f"q {gray} g {rectangle} f Q")
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float]) -> "PageOf":
        """Every rule of a table with these edges."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def annotation(self, subtype: str, x: float, baseline: float, text: str) -> "PageOf":
        """Text that an annotation shows, in letters of 10 points."""
        y, width = self.height - baseline, 10 * len(text)
        entries = f"/Subtype /{subtype} /F 4 /Rect [{x} {y - 2} {x + width} {y + 10}]"
        shown = f"BT /F1 10 Tf 0 2 Td <{text.encode('utf-16-be').hex()}> Tj ET"
        self.annotations.append((f"{entries} /BBox [0 0 {width} 12]", shown))
        return self

    def raw(self, operators: str) -> "PageOf":
        self.operators.append(operators)
        return self


def pdf_of(*pages: PageOf, title: str = "") -> bytes:
    """The bytes of a PDF with these pages."""
    mapped = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_TO_UNICODE), _TO_UNICODE)
    objects: list[bytes] = [b"", b"", _FONT, _DASHES, mapped]
    kids = []
    for page in pages:
        stream = "\n".join(page.operators).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        contents = len(objects)
        annotations = []
        for entries, shown in page.annotations:
            entries, _, box = entries.partition("/BBox")
            form = f"<< /Type /XObject /Subtype /Form /BBox {box} /Length {len(shown)} "
            form += "/Resources << /Font << /F1 3 0 R >> >> >>"
            objects.append(f"{form}\nstream\n{shown}\nendstream".encode())
            annotations.append(f"<< /Type /Annot {entries} /AP << /N {len(objects)} 0 R >> >>")
        kids.append(len(objects) + 1)
        objects.append(
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] "
                f"/Contents {contents} 0 R {page.entries} /Annots [{' '.join(annotations)}] "
                "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
            ).encode()
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({title}) >>".encode())
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)
