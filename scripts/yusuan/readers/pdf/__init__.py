"""PDF: ``read_pdf`` makes a ``Document`` of its bytes; light to import, heavy when called."""

from yusuan.readers.pdf.reading import MAXIMUM_GLYPHS, MAXIMUM_PAGES, read_pdf

__all__ = ["MAXIMUM_GLYPHS", "MAXIMUM_PAGES", "read_pdf"]
