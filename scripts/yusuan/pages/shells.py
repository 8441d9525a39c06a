"""The frames of pages that are filled in: one for each depth, with and without a list of contents.

A site builder makes each of a page of Markdown, like any other, with its head, navigation and
foot; ``filling`` puts the ``SLOTS`` of each page in their places.
"""

from dataclasses import dataclass

from yusuan.pages.rendering import Page, render

FOLDER = "shells"


@dataclass(frozen=True, slots=True)
class Shell:
    """``depth``: how many folders below the site's root its pages lie."""

    name: str
    depth: int
    contents: bool

    @property
    def path(self) -> str:
        """Where a site builder makes it, without suffix: as deep as its pages."""
        between = (FOLDER, *("of" for _ in range(self.depth - 1)))
        return "/".join((*between, self.name))


@dataclass(frozen=True, slots=True)
class Slots:
    """Words that stand in a shell where those of a page belong."""

    title: str = "slot-title"
    description: str = "slot-description"
    contents: str = "slot-contents"
    content: str = "slot-content"


SLOTS = Slots()
OF_DISCLOSURE = Shell("page", 2, contents=False)
OF_DISCLOSURE_WITH_CONTENTS = Shell("page-with-contents", 2, contents=True)
OF_COLLECTION = Shell("collection", 1, contents=True)
SHELLS = (OF_DISCLOSURE, OF_DISCLOSURE_WITH_CONTENTS, OF_COLLECTION)


def shell_pages() -> list[Page]:
    """The pages that a site builder makes the shells of."""
    return [
        Page(
            f"{shell.path}.md",
            render("shell.md.j2", {"slots": SLOTS, "contents": shell.contents}),
        )
        for shell in SHELLS
    ]
