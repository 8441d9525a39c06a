"""The frames of pages that are filled in.

Of disclosures, places and organisations one for each depth, with and without a list of contents;
each page of the whole site has its own, in its place. A site builder makes each of a page of
Markdown, with its head, navigation and foot; ``filling`` puts the ``SLOTS`` of each page in their
places. So what a builder makes does not depend on the data, and is kept (``framing``).
"""

from dataclasses import dataclass

from yusuan.pages.rendering import Page, render

FOLDER = "shells"


@dataclass(frozen=True, slots=True)
class Shell:
    """``path``: where a site builder makes it, without suffix: as deep as its pages.

    ``alternate`` is the file of the same page in the other language, ``language`` what it is in if
    that is not Chinese. ``hand_written``: it holds a text of its own, of which a page is the end.
    """

    name: str
    path: str
    contents: bool
    alternate: str = ""
    language: str = ""
    hand_written: bool = False


def shell_at(depth: int, name: str, *, contents: bool) -> Shell:
    """Of pages that lie ``depth`` folders below the site's root."""
    between = (FOLDER, *("of" for _ in range(depth - 1)))
    return Shell(name, "/".join((*between, name)), contents)


def hand_written(name: str) -> Shell:
    """Of a page that is written by hand, in the file ``<name>.md``."""
    return Shell(name, name, contents=False, hand_written=True)


@dataclass(frozen=True, slots=True)
class Slots:
    """Words that stand in a shell where those of a page belong."""

    title: str = "slot-title"
    description: str = "slot-description"
    contents: str = "slot-contents"
    content: str = "slot-content"


SLOTS = Slots()
OF_DISCLOSURE = shell_at(2, "page", contents=False)
OF_DISCLOSURE_WITH_CONTENTS = shell_at(2, "page-with-contents", contents=True)
OF_COLLECTION = shell_at(1, "collection", contents=True)
SHELLS = (OF_DISCLOSURE, OF_DISCLOSURE_WITH_CONTENTS, OF_COLLECTION)


def shell_page(shell: Shell) -> Page:
    """What a site builder makes ``shell`` of."""
    return Page(f"{shell.path}.md", render("shell.md.j2", {"slots": SLOTS, "shell": shell}))


def with_slot(page: Page) -> Page:
    """A page that is written by hand, with the place for its end."""
    return Page(page.path, f"{page.text.rstrip()}\n\n<div>{SLOTS.content}</div>\n")
