"""All prose by section and paragraph."""

from collections.abc import Iterator

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.model import Row, SectionParagraph
from yusuan.printed.text import without_markup

SECTION_NO = Field(
    name="section_no",
    kind="integer",
    title="章节号",
    description="情况说明的章节号（一为 1）；第一章之前的文字为 0。",
    description_en="Number of the section of the explanation; 0 before the first.",
    required=True,
)
PARAGRAPH_NO = Field(
    name="paragraph_no",
    kind="integer",
    title="段落号",
    description="段落在该章节中的次序，从 1 数起。",
    description_en="Order of the paragraph in its section, from 1.",
    required=True,
)

NARRATIVE = Resource(
    name="narrative",
    title="情况说明",
    description="情况说明的全部文字，按章节和段落；分页切断的段落已接回。",
    description_en="All prose of the explanation; paragraphs cut by a page break are rejoined.",
    fields=(
        v.DISCLOSURE_ID,
        SECTION_NO,
        PARAGRAPH_NO,
        Field(
            name="section_title",
            title="章节标题",
            description="章节标题，不含章节号；第一章之前为空。",
            description_en="Title of the section without its number; null before the first.",
        ),
        Field(
            name="subsection",
            title="小标题",
            description="段落所在的小标题，照原样印出。",
            description_en="The nearest heading below the section's title, as printed.",
        ),
        Field(
            name="paragraph_type",
            title="段落类型",
            description="heading 为标题，paragraph 为正文。",
            description_en="A heading or a paragraph.",
            required=True,
            enum=("heading", "paragraph"),
        ),
        Field(
            name="text",
            title="文字",
            description="文字，照原样印出，不含列表符号“- ”和加粗符号“**”。",
            description_en="The text as printed, without list dashes and bold marks.",
            required=True,
        ),
        *v.PLACES,
        v.READ_BY,
    ),
    primary_key=("disclosure_id", "section_no", "paragraph_no"),
    foreign_keys=v.TO_SOURCE,
)


def numbered_prose(prose: tuple[SectionParagraph, ...]) -> Iterator[tuple[int, SectionParagraph]]:
    """Each piece of prose with its number in its section, from 1."""
    counts: dict[int, int] = {}
    for part in prose:
        counts[part.section] = counts.get(part.section, 0) + 1
        yield counts[part.section], part


def narrative_rows(disclosure_id: str, prose: tuple[SectionParagraph, ...]) -> Iterator[Row]:
    """One row per heading and paragraph."""
    for number, part in numbered_prose(prose):
        yield NARRATIVE.row(
            {
                "disclosure_id": disclosure_id,
                "section_no": part.section,
                "paragraph_no": number,
                "section_title": part.section_title or None,
                "subsection": None if part.heading else part.subsection,
                "paragraph_type": "heading" if part.heading else "paragraph",
                "text": without_markup(part.paragraph.text).strip(),
                "document_id": part.document_id,
                "place": str(part.paragraph.place),
                "place_end": str(part.paragraph.place_end),
                "read_by": part.read_by,
            }
        )
