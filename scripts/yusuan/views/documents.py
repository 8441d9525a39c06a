"""``documents``: what was read, whatever became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource, described
from yusuan.errors import excerpt
from yusuan.evidence.model import Document
from yusuan.evidence.places import say_all, say_briefly
from yusuan.model import Row, document_id

STATUSES = ("read", "partly", "failed")


def _count(name: str, title: str, description: str, description_en: str) -> Field:
    field = Field(name=name, title=title, description=description, description_en=description_en)
    return field.with_(kind="integer")


DOCUMENTS = Resource(
    name="documents",
    title="原件",
    description="每份原件（公开的文件）一行：格式、校验值、读取的结果。",
    description_en="One row per document as published: its format, its checksum, how far it "
    "could be read.",
    fields=(
        v.DOCUMENT_ID.with_(
            description="原件 SHA-256 的前 12 位。",
            description_en="The first 12 digits of the SHA-256 of the document.",
        ),
        described(
            "disclosure_ids",
            "所载的公开",
            "原件所载的公开文件编号，以空格分隔；没有读出的为空。",
            "The disclosures that it holds, separated by blanks; null where none was read.",
        ),
        described(
            "path",
            "路径",
            "原件（或其读取记录）在数据包中的路径。",
            "Path of the document, or of its evidence, in the package.",
            required=True,
        ),
        described(
            "sha256",
            "校验值",
            "原件的 SHA-256。",
            "SHA-256 of the document.",
            required=True,
            pattern=r"[0-9a-f]{64}",
        ),
        described(
            "format",
            "格式",
            "text 文本，pdf、docx、xlsx、xls、html；以内容为准，不看后缀。",
            "What its bytes are, whatever its suffix says.",
            enum=("text", "pdf", "docx", "xlsx", "xls", "html"),
        ),
        _count("bytes", "字节数", "原件的字节数。", "Size in bytes.").with_(required=True),
        _count(
            "page_count",
            "页数",
            "PDF 的页数、工作簿的工作表数；不分页的为空。",
            "Pages of a PDF, sheets of a workbook; null without pages.",
        ),
        described("encoding", "编码", "文本的字符编码；其他格式为空。", "Encoding of a text."),
        _count(
            "line_count",
            "行数",
            "文本的行数，含空行；其他格式为空。",
            "Lines of a text, blank ones included.",
        ),
        described(
            "title",
            "标题",
            "原件自己写明的标题（文件属性）；没有的为空。",
            "The title that the file's own metadata state, unverified.",
        ),
        described(
            "status",
            "结果",
            "read 为全部读出，partly 为有页面或表格没有读出，failed 为没有读出。",
            "Read, read in part, or not read.",
            required=True,
            enum=STATUSES,
        ),
        described(
            "reason",
            "缘由",
            "没有（全部）读出的缘由；全部读出的为空。",
            "Why it could not be read, or not all of it; null where all was.",
        ),
        described(
            "recognised_pages",
            "识别的页",
            "是图像、其文字由识别得到的各页的页码，以空格分隔；没有的为空。",
            "Numbers of the pages whose text was recognised in a picture, separated by blanks.",
        ),
        Field(
            name="original_at_hand",
            kind="boolean",
            title="是否附有原件",
            description="数据包附有原件为 true；只有读取记录和校验值为 false。",
            description_en="Whether the package holds the document itself, or its evidence only.",
            required=True,
        ),
        described(
            "tables_left_out",
            "没有收录的表",
            "只收录表格时没有收录的表（绩效表、含有文字的表），按标题和所在的页；没有的为空。",
            "Of a document of which only tables are kept: those that are not (performance tables, "
            "tables with sentences), by title and page; null where there is none.",
        ),
        Field(
            name="page_pictures",
            kind="boolean",
            title="是否附页面图像",
            description="网站为印有数字的各页附上图像的为 true。",
            description_en="Whether the site shows pictures of the pages that figures stand on.",
            required=True,
        ),
    ),
    primary_key=("document_id",),
)


@dataclass(frozen=True, slots=True)
class Original:
    """A document of a disclosure: what it is, and what was read of it or why nothing was.

    ``path`` is where the package keeps it; ``size`` is in bytes; ``pictures`` asks the site for
    pictures of its pages.
    """

    path: str
    sha256: str
    size: int
    document: Document | None
    failure: str | None = None
    title: str | None = None
    at_hand: bool = True
    pictures: bool = False

    @property
    def id(self) -> str:
        return document_id(self.sha256)

    @classmethod
    def of(cls, path: str, sha256: str, size: int, document: Document) -> "Original":
        """A document that was read; if from evidence of its tables only, it is not at hand."""
        only = document.tables_only
        if only is not None:
            return cls(path, document.sha256, only.size, document, at_hand=False)
        return cls(path, sha256, size, document)


def document_row(original: Original, disclosure_ids: Sequence[str]) -> Row:
    """The row of a document, read or not; ``disclosure_ids`` those that it holds."""
    document = original.document
    reason = original.failure if document is None else set_aside(document)
    return DOCUMENTS.row(
        {
            "document_id": original.id,
            "disclosure_ids": " ".join(disclosure_ids) or None,
            "path": original.path,
            "sha256": original.sha256,
            "format": None if document is None else document.format,
            "bytes": original.size,
            "page_count": None if document is None else len(document.pages) or None,
            "encoding": None if document is None else document.encoding or None,
            "line_count": None if document is None else len(document.lines) or None,
            "title": original.title or (document.title if document is not None else None) or None,
            "status": "failed" if document is None else "partly" if reason else "read",
            "reason": reason or None,
            "recognised_pages": _numbers(document),
            "original_at_hand": original.at_hand,
            "tables_left_out": _left_out(document),
            "page_pictures": original.pictures,
        }
    )


def _left_out(document: Document | None) -> str | None:
    if document is None or document.tables_only is None:
        return None
    left_out = document.tables_only.left_out
    said = (f"{part.text or '没有标题的表'}（{say_briefly(part.place)}）" for part in left_out)
    return "；".join(said) or None


def _numbers(document: Document | None) -> str | None:
    recognised = () if document is None else document.recognised_pages
    return " ".join(map(str, recognised)) or None


def set_aside(document: Document) -> str:
    """What of a document could not be read, in words; empty where all was."""
    said = []
    for kind, words in (("picture", "是图像，没有文字层"), ("garbled", "的文字层不是印出的文字")):
        pages = [page.number for page in document.pages if page.kind == kind]
        if pages:
            said.append(f"第 {'、'.join(map(str, pages))} 页{words}")
    if document.format != "pdf":  # its pages are named above
        pictures = [unread.place for unread in document.unread if unread.reason == "picture"]
        if pictures:
            said.append(f"{say_all(pictures)}有图片，其中的文字没有读")
    held = [f"“{excerpt(it.name)}”" for it in document.attachments if it.held]
    if held:
        said.append(f"其中附有文件{'、'.join(held)}，没有读，请另存后读取")
    if any(unread.reason == "too_much" for unread in document.unread):
        said.append("有的页面文字过多，没有读")
    return "；".join(said)
