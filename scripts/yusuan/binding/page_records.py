"""What a website says of its page (政府信息公开目录: 索引号, 发布机构, 发布日期): no facts of a statement.

Its labels are data (``layouts/forms/pages.toml``).
"""

from collections.abc import Iterator
from datetime import date

from yusuan.binding.model import CaptionedGrid
from yusuan.evidence.model import Document, Furniture, Grid
from yusuan.layouts.page_labels import page_labels
from yusuan.printed.numbers import has_decimals
from yusuan.printed.text import normalised, printed_date

_FEWEST_LABELS = 3


def is_page_record(captioned: CaptionedGrid) -> bool:
    """Whether each row of a grid is labels of a page, each before what it says, and no amounts."""
    labels, seen = page_labels(), 0
    for row in captioned.grid.rows():
        texts = [cell.text for cell in row if cell.kind == "printed"]
        if not texts:
            continue
        told = sum(map(labels.label, texts)) + sum(map(labels.label_of_title, texts))
        first = labels.label(texts[0]) or labels.label_of_title(texts[0])
        if not first or told * 2 < len(texts) or any(map(has_decimals, texts)):
            return False
        seen += told
    return seen >= _FEWEST_LABELS


def published_on(document: Document) -> date | None:
    """The day on which the page says that it was published, in its metadata too; None where it says
    none, or several.
    """
    said = [
        "-".join(found.groups())
        for text in _texts(document)
        for found in page_labels().published.finditer(text)
    ]
    said += document.published.split(" ")[:1]  # 2024-02-21 10:15
    days = set(map(printed_date, said)) - {None}
    return days.pop() if len(days) == 1 else None


def _texts(document: Document) -> Iterator[str]:
    """Lines as printed, rows of tables with their cells side by side."""
    for block in document.blocks:
        if isinstance(block, Grid):
            for row in block.rows():
                yield normalised(" ".join(cell.text for cell in row))
        elif isinstance(block, Furniture):
            yield from (normalised(line.text) for line in block.lines)
        else:
            yield normalised(block.text)
