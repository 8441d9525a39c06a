"""Evidence of tables only: the same facts as from the document, and nothing of its words."""

from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_site import made_pdf
from tests.paths import CORPUS, REAL, SAMPLES, SMALL
from tests.readers.printing import turned
from tests.samples import document_of
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.errors import YusuanError
from yusuan.evidence.model import Document, Grid, Paragraph
from yusuan.keeping.choosing import is_prose
from yusuan.keeping.proving import check_same, evidence_of
from yusuan.keeping.verifying import kept_in
from yusuan.readers.dispatch import read
from yusuan.readers.kept import read_kept
from yusuan.sources.folders import sha256_of
from yusuan.tables import TABLES
from yusuan.views.documents import DOCUMENTS, Original

MADE = ("real", "small", "pdf", "sideways")
NO_TABLES = ("情况说明", "预算文件", "预算报告", "政府预算")
AT_HAND = sorted(
    path
    for path in (SAMPLES.rglob("*.pdf") if SAMPLES.is_dir() else ())
    if not any(words in path.name for words in NO_TABLES)
)


@cache
def content_of(name: str) -> bytes:
    if name == "pdf":
        return made_pdf()
    if name == "sideways":
        return turned(made_pdf())
    return ((REAL if name == "real" else SMALL) / "source.txt").read_bytes()


@cache
def whole(name: str) -> Disclosure:
    content = content_of(name)
    return _whole(name, content, read(name, content))


def _whole(name: str, content: bytes, document: Document) -> Disclosure:
    original = Original.of(name, sha256_of(content), len(content), document)
    return lay_out([original], Description())


@cache
def evidence(name: str) -> bytes:
    return evidence_of(whole(name).originals[0], None)


@cache
def kept(name: str) -> Disclosure:
    document = read("tables.jsonl", evidence(name))
    return lay_out([Original.of("tables.jsonl", "", 0, document)], Description())


def facts(disclosure: Disclosure, left_out: frozenset[str] = frozenset()) -> list[object]:
    """The rows of ``budget_lines``, but for what is only told by sums over other tables."""
    resource = RESOURCE_BY_NAME["budget_lines"]
    at = resource.field_names.index("resource")
    return [row for row in disclosure.rows["budget_lines"] if row[at] not in left_out]


@pytest.mark.parametrize("name", MADE)
def test_the_figures_are_those_of_the_document(name: str) -> None:
    narrative = frozenset(table.name for table in TABLES if table.narrative)
    assert facts(kept(name)) == facts(whole(name), narrative) != []


@pytest.mark.parametrize("name", MADE)
def test_every_field_of_the_statement_is_that_of_the_document(name: str) -> None:
    assert kept(name).rows["disclosures"] == whole(name).rows["disclosures"]


@pytest.mark.parametrize("name", MADE)
def test_the_document_is_known_by_its_checksum_and_said_not_to_be_at_hand(name: str) -> None:
    [original] = kept(name).originals
    content = content_of(name)
    assert (original.sha256, original.size) == (sha256_of(content), len(content))
    assert not original.at_hand


@pytest.mark.parametrize("name", MADE)
def test_no_prose_goal_note_or_term_is_kept(name: str) -> None:
    rows = kept(name).rows
    words = ("narrative", "glossary", "projects", "performance_indicators", "department_goals")
    assert not any(rows.get(resource) for resource in (*words, "stated_amounts", "source_lines"))
    document = read("tables.jsonl", evidence(name))
    texts = [part.text for part in document.tables_only.left_out] if document.tables_only else []
    for block in document.blocks:
        if isinstance(block, Grid):
            texts.extend(cell.text for cell in block.cells)
        else:
            assert isinstance(block, Paragraph)
            texts.extend(line.text for line in block.lines)
    assert not [text for text in texts if is_prose(text)]


def test_sentences_are_told_from_labels_and_figures() -> None:
    labels = ("一、一般公共服务支出", "1,234,567.00", "机关事业单位基本养老保险缴费支出", "-", "0")
    prose = ("保障机关正常运转。", "购置设备；维修房屋", "加强管理，提高效率，服务群众", "长" * 61)
    assert (any(map(is_prose, labels)), all(map(is_prose, prose))) == (False, True)


def test_a_table_that_holds_a_sentence_is_left_out_and_named() -> None:
    text = content_of("small").decode()
    label = "一、一般公共预算拨款收入"
    assert label in text
    altered = text.replace(label, f"{label}，含上年结转，详见说明。").encode()
    changed = _whole("small", altered, read("small", altered))
    content = evidence_of(changed.originals[0], None)
    check_same(changed, [content], Description())
    only = read_kept(content).tables_only
    assert only is not None
    assert "部门预算收支总表" in [part.text for part in only.left_out]
    again = lay_out([Original.of("tables.jsonl", "", 0, read_kept(content))], Description())
    at = DOCUMENTS.field_names.index("tables_left_out")
    assert "部门预算收支总表（第 " in str(again.document_rows[0][at])


def test_other_facts_than_those_of_the_document_are_refused() -> None:
    altered = evidence("small").replace(b'"375.50"', b'"375.51"', 1)
    assert altered != evidence("small")
    with pytest.raises(YusuanError, match="得不出同样的数据"):
        check_same(whole("small"), [altered], Description())


@pytest.mark.parametrize("path", AT_HAND, ids=lambda path: path.stem)
def test_the_samples_give_the_same_facts_from_their_tables(path: Path) -> None:
    content = path.read_bytes()
    document = document_of(str(path.relative_to(SAMPLES)))
    disclosure = _whole(path.name, content, document)
    printed = evidence_of(disclosure.originals[0], None)
    check_same(disclosure, [printed], Description())
    assert len(printed) < 150_000
    committed = _committed().get(sha256_of(content))
    assert committed in (printed, None), "add --evidence tables gives another file now"


@cache
def _committed() -> dict[str, bytes]:
    """The evidence in the corpus by the checksum of its original."""
    return {kept.document.sha256: kept.document.content for kept in kept_in(CORPUS / "sources")}


# Hostile files


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_and_never_raises_anything_else(
    data: st.DataObject,
) -> None:
    content = evidence("pdf")
    start = data.draw(st.integers(20, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    junk = data.draw(
        st.one_of(
            st.binary(max_size=12),
            st.sampled_from((b"null", b"[1e9,1e9]", b'["x",999999,999999]', b"\n", b"NaN", b"{}")),
        )
    )
    with suppress(YusuanError):
        read("tables.jsonl", content[:start] + junk + content[end:])


@pytest.mark.parametrize(
    "rows",
    [
        ['{"grid":[1000000,1000000],"at":["p1"]}'],
        ['{"grid":[1,2],"at":["L1"]}', '{"cells":["a"],"at":"L1C1"}'],
        ['{"grid":[1,2],"at":["L1"]}', '{"cells":[null,"a"],"at":"L1C1"}'],
        ['{"grid":[1,2],"at":["L1"]}', '{"cells":[["a",1,3],null],"at":"L1C1"}'],
        ['{"grid":[1,2],"at":["L1"]}', '{"cells":["a",{"over":[0,1]}],"at":"L1C1"}'],
        ['{"grid":[1,2],"at":["L1"]}', '{"cells":["a","b"],"at":"p1"}'],
        ['{"grid":[1,2],"at":["L1"]}'],
        ['{"line":"标题","at":"L1","more":true}'],
        ['{"cells":["a"],"at":"L1C1"}'],
        ["[" * 100_000],
    ],
    ids=["too large", "short row", "nothing covers", "beyond the edge", "covered by itself",
         "no place", "no rows", "no end", "no table", "deep"],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_line(rows: list[str]) -> None:
    head = evidence("pdf").split(b"\n")[0]
    grids = sum('"grid"' in row for row in rows)
    head = head.replace(b'"grids":[1,2]', f'"grids":{[*range(1, grids + 1)]}'.encode())
    with pytest.raises(YusuanError):
        read("tables.jsonl", b"\n".join((head, *(row.encode() for row in rows), b"")))
