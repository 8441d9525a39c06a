"""Web archives (MHTML), as Word, Excel and browsers save them, often named ``.doc`` or ``.xls``."""

import email
import email.policy
import hashlib
from collections.abc import Iterator
from email.message import EmailMessage

from yusuan.errors import YusuanError
from yusuan.evidence.model import Document
from yusuan.readers.html import read_pages
from yusuan.readers.html_decoding import decode_html

MAXIMUM_PARTS = 1_000


def read_mhtml(content: bytes) -> Document:
    """The document of all pages of an archive. Raises YusuanError where there is none."""
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.default)
    pages = list(_pages(message))
    if not pages:
        raise YusuanError(
            "网页存档中没有网页", hint="请用 Office 打开，另存为 .docx 或 .xlsx 后重试"
        )
    return read_pages(pages, hashlib.sha256(content).hexdigest())


def _pages(message: EmailMessage) -> Iterator[str]:
    for number, part in enumerate(message.walk()):
        if number >= MAXIMUM_PARTS:
            raise YusuanError(f"网页存档的部分超过上限 {MAXIMUM_PARTS}")
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and b"<frameset" not in content[:20_000].lower():
                yield decode_html(content, part.get_content_charset() or "")
