"""The page that draws any figure of a disclosure; without a script it is a list of all of them."""

from collections.abc import Iterator
from typing import NamedTuple

from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.figure.alike import row_of
from yusuan.pages.figure.citing import rules, shared_texts, table_title
from yusuan.pages.figure.parts import FOLDER, part_counts
from yusuan.pages.figures import grouped
from yusuan.pages.model import Disclosure, Site, text
from yusuan.pages.origins import origin
from yusuan.pages.places import FIGURE_PAGE, figure_fragment, figure_place


class Listed(NamedTuple):
    """A figure in the list; ``anchor`` is the fragment of its address."""

    anchor: str
    row: str
    label: str
    source: str
    place: str


def _listed(disclosure: Disclosure, resource: str) -> Iterator[Listed]:
    for line_id, figure in disclosure.figures.items():
        if row_of(line_id)[0] != resource:
            continue
        shown, found = figure_place(disclosure, line_id), origin(figure["place"])
        labels = " · ".join(filter(None, (text(figure, "row_label"), text(figure, "column_label"))))
        value = f"{grouped(text(figure, 'published_text'))} {text(figure, 'published_unit')}"
        yield Listed(
            figure_fragment(line_id),
            shown.address if shown else "",
            f"{labels}：{value.strip()}",
            found.anchor if found else "",
            found.label if found else "",
        )


def _context(site: Site, disclosure: Disclosure) -> Context:
    counts = part_counts(disclosure)
    return {
        "settings": {
            "folder": FOLDER,
            "id": disclosure.id,
            "parts": counts,
            "texts": shared_texts(site, disclosure),
            "rules": rules(site),
        },
        "tables": [
            (name, table_title(site, disclosure, name), _listed(disclosure, name))
            for name in counts
        ],
    }


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.figures)


FIGURE_PAGE_OF_DISCLOSURE = DisclosurePage(
    name=FIGURE_PAGE,
    title="数字",
    template="figure.html.j2",
    context=_context,
    applies=_applies,
    listed=False,
    contents=False,
)
