"""Web pages: paragraphs and tables with their spans, as a browser without scripts prints them.

Scripts, style sheets and comments are never text; nothing that the page names is fetched. What a
reader does not see (``display: none``, ``hidden``) is in ``unread``.
"""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from yusuan.errors import YusuanError
from yusuan.evidence.model import Attachment, Document
from yusuan.readers.attachments import linked, named
from yusuan.readers.counting import ledger_of, printed_characters
from yusuan.readers.html_blocks import Blocks
from yusuan.readers.html_decoding import decode_html
from yusuan.readers.html_fields import print_fields
from yusuan.readers.html_flow import NEVER_TEXT, read_flow
from yusuan.readers.html_hiding import Hiding
from yusuan.readers.html_metadata import Metadata, metadata_of
from yusuan.readers.tabbed import with_tabbed_tables

if TYPE_CHECKING:
    from lxml import etree

MAXIMUM_BYTES = 50_000_000
MAXIMUM_DEPTH = 2_000
_OPEN_THESE = "网页只链接到这些文件，请下载后读取：{}"


def read_html(content: bytes) -> Document:
    """The document in ``content``. Raises YusuanError for what is no page, or too large."""
    return read_pages((decode_html(content),), hashlib.sha256(content).hexdigest())


def read_pages(pages: Iterable[str], sha256: str) -> Document:
    """One document of one or more pages of HTML (an archive of a workbook has one a sheet)."""
    blocks = Blocks()
    attachments: list[Attachment] = []
    total = 0
    stated = Metadata()
    for page in pages:
        root = parse_html(page)
        stated = Metadata(*(a or b for a, b in zip(stated, metadata_of(page, root), strict=True)))
        body = root.find("body")
        if body is not None:
            print_fields(body)
            total += _characters(body)
            blocks.add(read_flow(body, Hiding(root)))
            attachments += linked(body)
    found = tuple(with_tabbed_tables(blocks.blocks, blocks.tabbed))
    unread = tuple(blocks.unread)
    links = named(attachments)
    if not found:
        pictures = any(it.reason == "picture" for it in unread)
        names = "、".join(it.name for it in links)
        raise YusuanError(
            "网页中只有图片，没有文字" if pictures else "网页中没有文字",
            hint=_OPEN_THESE.format(names) if names else "请确认下载的是正文页面",
        )
    return Document(
        "html",
        sha256,
        found,
        unread=unread,
        ledger=ledger_of(total, found, unread),
        title=stated.title,
        published=stated.published,
        address=stated.address,
        attachments=links,
    )


def parse_html(text: str) -> "etree._Element":
    """The root element; raises YusuanError where there is none or it is nested too deep."""
    from lxml import etree

    if len(text) > MAXIMUM_BYTES:
        raise YusuanError(f"网页超过上限 {MAXIMUM_BYTES // 1_000_000} MB")
    # Without huge_tree the library drops, without a word, what is nested 256 deep or deeper.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    plain = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(plain, parser) if plain.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        cause = " ".join(str(error).split())[:200]
        raise YusuanError(
            f"网页无法解析（{cause}）", hint="请在浏览器中打开，另存后重试"
        ) from error
    if root is None:
        raise YusuanError("网页中没有文字", hint="请确认下载的是正文页面")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAXIMUM_DEPTH:
            raise YusuanError(f"网页的元素嵌套超过 {MAXIMUM_DEPTH} 层")
    return root


def _characters(body: "etree._Element") -> int:
    """Characters of all text nodes, but those of scripts and style sheets."""
    total = 0
    for element in body.iter():
        if element.tag not in NEVER_TEXT:
            total += printed_characters(element.text or "")
        if element is not body:
            total += printed_characters(element.tail or "")
    return total
