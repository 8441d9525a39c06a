"""Word (DOCX): paragraphs and tables with their spans, straight from the XML.

Read: the body, text boxes, content controls, footnotes, endnotes, headers and footers (as
furniture), and the numbers that Word counts itself. Revisions are read as accepted. Text that a
reader of the printed document does not see (deleted, hidden, comments, beneath a vertically
merged cell) is in ``unread``. Codes of fields are no text.
"""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yusuan.evidence.model import Block, Document, Furniture, Line, Unread
from yusuan.readers.attachments import embedded, named
from yusuan.readers.counting import ledger_of, printed_characters
from yusuan.readers.docx_numbering import Numbering
from yusuan.readers.docx_story import Story, is_page_number, plain_lines, texts
from yusuan.readers.docx_styles import Styles
from yusuan.readers.packages import Package, attribute, local_name
from yusuan.readers.tabbed import with_tabbed_tables

if TYPE_CHECKING:
    from lxml import etree

_MAIN = "word/document.xml"
_NOTES = ("footnotes", "endnotes")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(content: bytes) -> Document:
    """The document in ``content``. Raises YusuanError for what is damaged or too large."""
    package = Package(content)
    main = package.main_part(_MAIN)
    relations = package.relations(main)

    def part(kind: str) -> "etree._Element | None":
        for relation in relations.values():
            if relation.kind == kind and relation.target in package:
                return package.xml(relation.target)
        return None

    root = package.xml(main)
    story = Story(Styles(part("styles")), Numbering(part("numbering")))
    _choose_alternatives(root)
    total = _characters(root)
    story.read(root)
    for kind in _NOTES:
        notes = part(kind)
        if notes is not None:
            _choose_alternatives(notes)
            for note in notes:
                if attribute(note, "type") not in _SEPARATORS:
                    total += _characters(note)
                    story.read(note)
    furniture: list[Furniture] = []
    for target in _running(root, {id_: it.target for id_, it in relations.items()}):
        if target in package:
            element = package.xml(target)
            _choose_alternatives(element)
            total += _characters(element)
            furniture.extend(_furniture(element, story))
    comments = part("comments")
    if comments is not None:
        total += _characters(comments)
        for text in texts(comments):
            story.set_aside(text)
    blocks: tuple[Block, ...] = (*with_tabbed_tables(story.blocks, story.tabbed), *furniture)
    unread: tuple[Unread, ...] = tuple(story.unread)
    return Document(
        "docx",
        hashlib.sha256(content).hexdigest(),
        blocks,
        unread=unread,
        ledger=ledger_of(total + story.counted_characters, blocks, unread),
        title=package.title(),
        attachments=named(embedded(root, package, main)),
    )


def _choose_alternatives(root: "etree._Element") -> None:
    """Keep one branch of ``mc:AlternateContent``: they print the same text in several ways."""
    for element in list(root.iter("{*}AlternateContent")):
        branches = [it for it in element if local_name(it) in ("Choice", "Fallback")]
        chosen = next((it for it in branches if any(texts(it))), None)
        for branch in branches:
            if branch is not chosen:
                element.remove(branch)


def _characters(root: "etree._Element") -> int:
    return sum(map(printed_characters, texts(root)))


def _running(root: "etree._Element", targets: dict[str, str]) -> Iterator[str]:
    """Parts of the headers and footers that the sections name, each once, in their order."""
    seen: set[str] = set()
    for reference in root.iter("{*}headerReference", "{*}footerReference"):
        target = targets.get(attribute(reference, "id") or "")
        if target is not None and target not in seen:
            seen.add(target)
            yield target


def _furniture(root: "etree._Element", story: Story) -> Iterator[Furniture]:
    lines = tuple(Line(text, story.next_place(), ended=True) for text in plain_lines(root))
    if lines:
        yield Furniture("page_number" if is_page_number(root) else "running_head", lines)
