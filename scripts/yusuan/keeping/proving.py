"""Whether the tables that were kept of documents give the same facts as the documents."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from yusuan.binding.statements import Reading
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.errors import YusuanError
from yusuan.evidence.places import Place, say_briefly
from yusuan.facts.model import StatementKind
from yusuan.facts.tables import FactTable
from yusuan.keeping.choosing import keep_tables
from yusuan.keeping.writing import print_tables
from yusuan.readers.kept import read_kept
from yusuan.views.documents import Original


def evidence_of(original: Original, kind: StatementKind | None) -> bytes:
    """The evidence of tables of a document; ``kind`` is what somebody wrote down of it.

    Raises YusuanError for a document that could not be read or has no table of figures.
    """
    if original.document is None:
        raise YusuanError(original.failure or "读不出这个文件", file=original.path)
    kept = keep_tables(original.document, original.size, kind)
    if not kept.grids:
        raise YusuanError("没有可以收录的表格", file=original.path, hint="请只写出载有表格的文件")
    return print_tables(kept)


def check_same(disclosure: Disclosure, evidence: Sequence[bytes], described: Description) -> None:
    """Raise YusuanError, saying where, if the evidence of its documents gives other facts."""
    originals = [
        Original.of(original.path, original.sha256, original.size, read_kept(content))
        for original, content in zip(disclosure.originals, evidence, strict=True)
    ]
    aside = {
        (original.id, part.place)
        for original in originals
        if original.document is not None and original.document.tables_only is not None
        for part in original.document.tables_only.left_out
    }
    kept = {each.disclosure_id: each.reading for each in lay_out(originals, described).statements}
    for each in disclosure.statements:
        difference = _difference(each.reading, kept.get(each.disclosure_id), aside)
        if difference is not None:
            raise YusuanError(
                f"只凭表格的读取记录得不出同样的数据：{difference}",
                file=disclosure.originals[0].path,
                hint="请连同原件一起添加",
            )


def _difference(
    whole: Reading, kept: Reading | None, aside: Collection[tuple[str, Place]]
) -> str | None:
    """Where the facts of a statement differ; tables that were not kept are passed over."""
    tables = {
        (table.document_id, table.place): _fact(table)
        for table in whole.tables
        if (table.document_id, table.place) not in aside
    }
    if kept is None:
        return None if not tables else "没有同样的机构、年度、种类和范围"
    if (kept.statement, kept.layout) != (whole.statement, whole.layout):
        return "机构、年度、种类、范围或版式不同"
    again = {(table.document_id, table.place): _fact(table) for table in kept.tables}
    for key in {**tables, **again}:
        if tables.get(key) != again.get(key):
            return say_briefly(key[1])
    return None


def _fact(table: FactTable) -> FactTable:
    """The table without its notes, which are not kept, and without where they end."""
    return replace(table, notes=(), place_end=table.place)
