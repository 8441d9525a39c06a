"""A PDF, page by page, as a ``Document``."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yusuan.errors import YusuanError
from yusuan.evidence.model import Document, Ledger, Unread
from yusuan.evidence.places import PagePlace
from yusuan.progress import at_page
from yusuan.readers.attachments import attached, named

if TYPE_CHECKING:
    from yusuan.readers.pdf.kinds import Trust
    from yusuan.readers.pdf.page import PageRead
    from yusuan.readers.pdf.recognition import Recogniser

MAXIMUM_PAGES = 2_000
MAXIMUM_GLYPHS = 5_000_000
MAXIMUM_RECOGNISED = 200  # pages; each may take the time of ``isolation.RECOGNITION_LIMITS``
_MIXED_SHARE = 1 / 3  # of the pages of text that show no sign of a damaged mapping
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_pdf(
    content: bytes,
    *,
    maximum_pages: int = MAXIMUM_PAGES,
    maximum_glyphs: int = MAXIMUM_GLYPHS,
    recogniser: "Recogniser | None" = None,
) -> Document:
    """The pages of a PDF: grids as ruled, lines of prose, and what could not be read.

    Pages beyond ``maximum_pages``, or after more than ``maximum_glyphs`` glyphs, are named as
    unread (``too_much``), as is a page that draws more than any table could. Pages that are
    pictures, or garbled, are recognised if a ``recogniser`` is given (see ``recognition``), at
    most ``MAXIMUM_RECOGNISED`` of them; one in which it finds nothing stays what it is.
    Raises YusuanError for a file that is encrypted, damaged or without pages.
    """
    from yusuan.readers.pdf.substitute import substituted

    with substituted(), opened(content) as document:
        reads, too_much = _pages(document, maximum_pages, maximum_glyphs)
        title = str(document.get_metadata_value("Title") or "").strip()
        attachments = named(attached(document))
    unread = [read for read in reads if read.page.kind in ("picture", "garbled")]
    if recogniser is not None and unread:
        with opened(content) as document:
            for read in unread[:MAXIMUM_RECOGNISED]:
                reads[reads.index(read)] = _recognised(document, read, recogniser)
    ledgers = zip(*(read.ledger for read in reads), strict=True)
    return Document(
        "pdf",
        hashlib.sha256(content).hexdigest(),
        tuple(block for read in reads for block in read.blocks),
        tuple(read.page for read in reads),
        (*(unread for read in reads for unread in read.unread), *too_much),
        Ledger(*map(sum, ledgers)) if reads else Ledger(),
        title=title,
        attachments=attachments,
    )


def _pages(
    document: Any, maximum_pages: int, maximum_glyphs: int
) -> "tuple[list[PageRead], list[Unread]]":
    from yusuan.readers.pdf.contents import TooMuchError
    from yusuan.readers.pdf.halves import sheets_of_two

    reads: list[PageRead] = []
    too_much: list[Unread] = []
    glyphs = 0
    for number in range(1, len(document) + 1):
        if number <= maximum_pages and glyphs <= maximum_glyphs:
            try:
                read = _page(document, number, reads[-1] if reads else None)
                glyphs += read.ledger.total
                if read.continues and reads[-1].last and reads[-1].last.tail:
                    before = reads[-2] if len(reads) > 1 else None
                    reads[-1] = _page(document, number - 1, before, goes_on=True)
                reads.append(read)
                continue
            except TooMuchError:
                pass
        too_much.append(Unread("", PagePlace(number), "too_much"))
    for at in sheets_of_two([(read.halved, (read.page.width, read.page.height)) for read in reads]):
        if reads[at].page.across == 1:
            reads[at] = _page(document, reads[at].page.number, None, of_two=True)
    trust = _trust_in(reads)
    if trust != "full":
        for at, read in enumerate(reads):
            if read.page.kind == "text":
                before = reads[at - 1] if at else None
                reads[at] = _page(document, read.page.number, before, trust=trust)
    return reads, too_much


def _trust_in(reads: "Sequence[PageRead]") -> "Trust":
    """How far the text layer of a page that shows no sign of it may be what is printed.

    The same fonts print all pages, and short ones alone say too little about them.
    """
    from yusuan.readers.pdf.kinds import is_mixed

    text = sum(read.page.kind == "text" for read in reads)
    garbled = [read.unread for read in reads if read.page.kind == "garbled"]
    mixed = [unread for unread in garbled if is_mixed("".join(one.text for one in unread))]
    if len(mixed) > _MIXED_SHARE * text:
        return "none"
    return "little" if len(garbled) > text else "full"


def _page(
    document: Any,
    number: int,
    before: "PageRead | None",
    *,
    trust: "Trust" = "full",
    goes_on: bool = False,
    of_two: bool = False,
) -> "PageRead":
    """The page; ``before`` is that before it; for the others see ``page.read_page``."""
    from yusuan.readers.pdf.annotations import put_on_the_page
    from yusuan.readers.pdf.page import read_page

    at_page(number)
    page = page_at(document, number)
    try:
        if put_on_the_page(page):
            page.close()
            page = page_at(document, number)
        last = before.last if before and before.page.number == number - 1 else None
        return read_page(page, number, trust=trust, before=last, goes_on=goes_on, of_two=of_two)
    finally:
        page.close()


def _recognised(document: Any, read: "PageRead", recogniser: "Recogniser") -> "PageRead":
    """The page as recognised; what was unread stays so."""
    from yusuan.readers.pdf.page import recognise_page

    at_page(read.page.number)
    page = page_at(document, read.page.number)
    try:
        more = recognise_page(page, read.page.number, recogniser)
    finally:
        page.close()
    if not more.ledger.total:
        return read
    ledger = Ledger(
        more.ledger.total + read.ledger.unread,
        more.ledger.in_cells,
        more.ledger.in_lines,
        read.ledger.unread,
    )
    page_read = replace(read.page, kind=more.page.kind)
    return more._replace(page=page_read, unread=read.unread, ledger=ledger)


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """pypdfium2's document. Raises YusuanError if it is encrypted, damaged or has no pages."""
    import pypdfium2

    if _is_cut_off(content):
        # PDFium would repair it in silence, without the pages and texts that are missing.
        raise YusuanError("PDF 不完整，缺少结尾", hint="请重新下载原文件")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise YusuanError("PDF 已加密", hint="请提供不设密码的文件") from None
        raise YusuanError("PDF 已损坏或不完整", hint="请重新下载原文件") from None
    try:
        if not len(document):
            raise YusuanError("PDF 没有一页", hint="请核对文件")
        yield document
    finally:
        document.close()


def _is_cut_off(content: bytes) -> bool:
    """A PDF ends after its last object: with the place of its table of objects, then %%EOF."""
    end = content.rfind(b"endobj")
    return b"%PDF" in content[:1024] and content.rfind(b"%%EOF") < max(end, 0)


def page_at(document: Any, number: int) -> Any:
    """Page ``number`` (1-based) of pypdfium2's document. Raises YusuanError if it is damaged."""
    import pypdfium2

    try:
        return document[number - 1]
    except (pypdfium2.PdfiumError, IndexError):
        raise YusuanError(
            f"PDF 第 {number} 页不存在或已损坏，无法打开", hint="请核对页码，或重新下载原文件"
        ) from None
