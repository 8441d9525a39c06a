"""The disclosure's own definitions (名词解释)."""

import re
from collections.abc import Iterator

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.model import Row, SectionParagraph
from yusuan.printed.numbering import NUMERAL
from yusuan.printed.text import without_markup

_MARKED = re.compile(
    r"(?:-\s+)?(?:([0-9]{1,3})\s*[、.．]|[（(]([0-9]{1,3})[)）])?\s*\*\*(.+?)\*\*\s*[：:](.+)"
)
_LONGEST_TERM = 80
_LONGEST_UNNUMBERED = 40
# 基本支出：指…, 基本支出是指…, 基本支出——指…; words such as 指标 define nothing.
_MEANS = r"(?=[是即]?指(?![标导挥定数南令派向]))"
_BETWEEN = rf"(?:\s*[：:]|\s*(?:[—–-]{{1,2}}|[，,。])?\s*{_MEANS})"
_TERM = rf"([^：:。，；,—]{{2,{_LONGEST_TERM}}}?){_BETWEEN}"
_PLAIN = re.compile(
    r"(?:-\s+)?(?:([0-9]{1,3})\s*[、.．]|[（(]([一二三四五六七八九十0-9]{1,3})[)）]|[①-⑳]\s*"
    rf"|({NUMERAL})、)\s*{_TERM}(.+)"
)
# Without a number: where none of the list has one, or the term is an item of the classification.
_UNNUMBERED = re.compile(rf"\s*(?!其中|例如|注|包括|如下)([“\"《]?){_TERM}(.+)")
# A term on a line of its own, its definition below: （一）财政拨款收入 / 指…
_ALONE = re.compile(
    rf"\s*(?:[0-9]{{1,3}}\s*[、.．]|[（(][一二三四五六七八九十0-9]{{1,3}}[)）]|{NUMERAL}、|[①-⑳])"
    rf"\s*([^：:。；，]{{2,{_LONGEST_TERM}}}?)\s*[：:]?\s*"
)
_DEFINES = re.compile(rf"\s*{_MEANS}")
_ITEM = re.compile(r".*[（(][类款项][)）]")

GLOSSARY = Resource(
    name="glossary",
    title="名词解释",
    description="公开文件自己的名词解释。",
    description_en="The disclosure's own definitions of terms.",
    fields=(
        v.DISCLOSURE_ID,
        Field(
            name="term_no",
            kind="integer",
            title="名词序号",
            description="名词在“名词解释”中的次序，从 1 数起。",
            description_en="Order of the term, from 1.",
            required=True,
        ),
        Field(
            name="term",
            title="名词",
            description="被解释的名词，照原样印出。",
            description_en="The term as printed.",
            required=True,
        ),
        Field(
            name="definition",
            title="解释",
            description="解释的文字，照原样印出。",
            description_en="The definition as printed.",
            required=True,
        ),
        *v.PLACES,
    ),
    primary_key=("disclosure_id", "term_no"),
    foreign_keys=v.TO_SOURCE,
)


def glossary_rows(disclosure_id: str, prose: tuple[SectionParagraph, ...]) -> Iterator[Row]:
    """One row per defined term; a paragraph that defines none goes on with the one before."""
    entries: list[tuple[str, str, SectionParagraph, SectionParagraph]] = []
    numbered = False
    alone: SectionParagraph | None = None
    for part in prose:
        if part.section_id != "glossary":
            continue
        text = part.paragraph.text
        if part.heading:
            alone = part
            continue
        above, alone = alone, None
        if above and _DEFINES.match(text) and (match := _ALONE.fullmatch(above.paragraph.text)):
            entries.append((without_markup(match[1]).strip(), text.strip(), above, part))
            numbered = True
            continue
        if match := _MARKED.match(text):
            term, definition = match[3], match[4]
            numbered = True
        elif match := _PLAIN.match(without_markup(text)):
            term, definition = match[4], match[5]
            numbered = True
        elif (match := _UNNUMBERED.match(without_markup(text))) and (
            _ITEM.fullmatch(match[2]) or (not numbered and len(match[2]) <= _LONGEST_UNNUMBERED)
        ):
            term, definition = f"{match[1]}{match[2]}", match[3]
        elif entries:
            term, definition, start, _ = entries.pop()
            definition = f"{definition}\n{without_markup(text).strip()}"
            entries.append((term, definition, start, part))
            continue
        else:
            continue
        entries.append(
            (
                without_markup(term).strip(),
                without_markup(definition).strip(),
                part,
                part,
            )
        )
    for number, (term, definition, start, end) in enumerate(entries, start=1):
        yield GLOSSARY.row(
            {
                "disclosure_id": disclosure_id,
                "term_no": number,
                "term": term,
                "definition": definition,
                "document_id": start.document_id,
                "place": str(start.paragraph.place),
                "place_end": str(end.paragraph.place_end),
            }
        )
