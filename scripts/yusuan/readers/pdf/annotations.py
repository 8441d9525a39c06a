"""Text that a page shows beside its contents: typed onto it, stamped, filled into a form."""

from typing import Any

import pypdfium2.raw as raw

_PRINTING = frozenset((raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET))
_MOST = 10_000


def put_on_the_page(page: Any) -> bool:
    """Make what annotations of a page of pypdfium2 show a part of its contents.

    True if the page has changed and must be opened anew. Links, notes and what is hidden print no
    text; a field of a form that has no appearance of its own shows nothing.
    """
    count = min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)
    if not any(_subtype(page, number) in _PRINTING for number in range(count)):
        return False
    return bool(raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _subtype(page: Any, number: int) -> int:
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return 0
    try:
        return int(raw.FPDFAnnot_GetSubtype(annotation))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
