"""Pictures of the pages of a PDF that figures are printed on, each figure's box a link over it.

Only for documents that ask for them in ``source.toml`` and stand in the package themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from yusuan.errors import YusuanError
from yusuan.evidence.places import Box, PagePlace, place_of
from yusuan.pages.model import Disclosure, Record, Site, text
from yusuan.pages.origins import box_anchor
from yusuan.pages.places import figure_address

_DIGITS = 1


class MarkedBox(NamedTuple):
    """A figure's box in points on its page, and the page of the figure that it leads to."""

    anchor: str
    box: Box
    link: str
    label: str


@dataclass(frozen=True, slots=True)
class PagePicture:
    """``path`` is relative to the folder of the disclosure; sizes are in points.

    ``document`` is the path of the PDF in the package.
    """

    document: str
    page: int
    path: str
    width: float
    height: float
    boxes: tuple[MarkedBox, ...]


def pictured(disclosure: Disclosure) -> tuple[Record, ...]:
    """The documents of a disclosure whose pages are shown as pictures."""
    return tuple(
        row
        for row in disclosure.documents
        if row["format"] == "pdf" and row["original_at_hand"] and row["page_pictures"]
    )


def page_pictures(package: Path, disclosure: Disclosure) -> Iterator[PagePicture]:
    """One for each page of those documents that figures are printed on, in order."""
    from yusuan.readers.pdf.picture import page_size

    for document in pictured(disclosure):
        content = (package / text(document, "path")).read_bytes()
        found: dict[int, list[MarkedBox]] = {}
        for row in disclosure.of("published_cells"):
            if row["budget_line_id"] is None or row["document_id"] != document["document_id"]:
                continue
            place = place_of(text(row, "place"))
            if isinstance(place, PagePlace) and place.box is not None:
                line = disclosure.figures[text(row, "budget_line_id")]
                link = figure_address(text(line, "budget_line_id"))
                said = f"{text(line, 'column_label')} {text(line, 'published_text')}".strip()
                found.setdefault(place.page, []).append(
                    MarkedBox(box_anchor(place), place.box, link, said)
                )
        for page in sorted(found):
            try:
                width, height = page_size(content, page)
            except YusuanError:
                continue  # the page is named without a picture
            yield PagePicture(
                text(document, "path"),
                page,
                f"pages/{document['document_id']}-{page}.png",
                round(width, _DIGITS),
                round(height, _DIGITS),
                tuple(found[page]),
            )


def picture_files(site: Site, disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    """The pictures, at most 60 KB each, by their paths below the folder of the disclosure."""
    from yusuan.readers.pdf.picture import render_page

    for shown in page_pictures(site.package, disclosure):
        content = (site.package / shown.document).read_bytes()
        yield shown.path, render_page(content, shown.page)
