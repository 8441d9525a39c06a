"""A page of the site: finished HTML, to be filled into a shell.

A site builder makes a shell of each kind (``shells``), with everything that stands around a page;
what differs from page to page is here, and is parsed by nobody again (``filling``).
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from yusuan.pages.lean import lean
from yusuan.pages.rendering import render
from yusuan.pages.shells import Shell
from yusuan.pages.text import as_html, plain_title

# Level, id and text, as `_heading.html.j2` writes them; texts of documents are escaped and cannot
# look so.
HEADING = re.compile(
    r'<h([1-6]) id="([^"]+)">(.*?)<a class="headerlink"[^>]*>[^<]*</a></h\1>', re.DOTALL
)
_TAG = re.compile("<[^>]+>")
# The list of contents has headings of this level, and below them those of the next.
_LISTED = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page that has an address; ``text`` is without markup."""

    level: int
    id: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Body:
    """``address`` is below the site's root; ``contents`` is the list of headings, as HTML.

    ``packed`` pages are not written whole: a script draws them (``filling``).
    """

    address: str
    shell: str
    title: str
    description: str
    contents: str
    content: str
    packed: bool = False

    @property
    def written(self) -> str:
        """One line that says what it is, then the content."""
        head = [self.packed, self.shell, self.title, self.description, self.contents]
        return f"{json.dumps(head, ensure_ascii=False)}\n{self.content}"


def read_body(address: str, written: str) -> Body:
    """What ``Body.written`` wrote."""
    head, _, content = written.partition("\n")
    packed, shell, title, description, contents = json.loads(head)
    return Body(address, shell, title, description, contents, content, packed)


def lean_body(body: Body) -> Body:
    """The page as it goes to the site: it is made so once, and kept so (``drawn``)."""
    return replace(body, contents=lean(body.contents), content=lean(body.content))


def body_of(
    address: str,
    shell: Shell,
    content: str,
    description: str,
    *,
    after: str = "",
    title: str | None = None,
) -> Body:
    """The page with this content; its title is its first heading and ``after``, if none is given."""
    content = as_html(content)
    first, *headings = headings_of(content)
    return Body(
        address,
        shell.name,
        plain_title(first.text + after if title is None else title),
        plain_title(description),
        render("contents.html.j2", {"headings": _nested(headings)}),
        content,
    )


def headings_of(content: str) -> list[Heading]:
    """The headings of a page in their order, its own first."""
    return [
        Heading(int(level), id_, Markup(" ".join(_TAG.sub("", text).split())))
        for level, id_, text in HEADING.findall(content)
    ]


def _nested(headings: Iterable[Heading]) -> list[tuple[Heading, list[Heading]]]:
    """Each heading of the first level with those below it; one without any above it is of the first."""
    nested: list[tuple[Heading, list[Heading]]] = []
    for each in headings:
        if each.level <= _LISTED or not nested:
            nested.append((each, []))
        elif each.level == _LISTED + 1:
            nested[-1][1].append(each)
    return nested
