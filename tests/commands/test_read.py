"""``yusuan read`` and ``explain``: files as they are, with no repository around them."""

import csv
import json
import re
import shutil
import struct
import zlib
from collections.abc import Callable, Collection, Sequence
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Inches

from tests.paths import REAL, SMALL
from yusuan.cli import main
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.views.documents import Original

DOCUMENT, OTHER = "small.txt", "other.txt"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in a folder with two documents: code, output, errors."""
    monkeypatch.chdir(tmp_path)
    text = (SMALL / "source.txt").read_text(encoding="utf-8")
    start, end = text.rindex("\n部门政府采购预算"), text.rindex("\n七、国有资产信息")
    (tmp_path / DOCUMENT).write_text(text[:start] + text[end:], encoding="utf-8")
    shutil.copy(REAL / "source.txt", tmp_path / OTHER)

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return command


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def statuses(output: Path) -> Sequence[str]:
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    return [each["status"] for each in report["reports"]]


def test_it_says_what_a_document_is_and_what_was_found(run: Run) -> None:
    code, printed, told = run("read", DOCUMENT)
    assert (code, told) == (0, "")
    assert f"{DOCUMENT}：文本" in printed
    assert "示例县水务局（345），2024 年，预算" in printed
    assert re.search(r"部门收支总表：第 \d+ 行，\d+ 行，\d+ 个数", printed)
    assert re.search(r"核对：相符 \d+，不一致 \d+，无法核对 \d+，不适用 \d+", printed)
    assert re.search(r"没有归入数据的文字", printed)


def test_it_says_what_cannot_be_compared_and_why(run: Run, tmp_path: Path) -> None:
    text = (tmp_path / DOCUMENT).read_text(encoding="utf-8")
    start = text.index("\n部门预算支出总表\n")
    unread = re.sub(r"(?<=\t合计\t)[0-9.]+", "3①.2O", text[start:], count=1)
    (tmp_path / DOCUMENT).write_text(text[:start] + unread, encoding="utf-8")
    _, printed, _ = run("read", DOCUMENT, "--output", "out")
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    checks = report["reports"][0]["statements"][0]["checks"]
    assert checks["not_comparable"] == len(checks["cannot_be_compared"]) > 0
    assert f"    [{checks['cannot_be_compared'][0]['check_id']}] 无法核对：" in printed


def test_a_line_end_in_a_document_breaks_no_line_of_ours(run: Run, tmp_path: Path) -> None:
    text = (tmp_path / DOCUMENT).read_text(encoding="utf-8")
    broken = text.replace("\n部门预算支出总表\n", "\n部门预算支出总表\u2028\x851\u202e\n")
    (tmp_path / DOCUMENT).write_text(broken.replace("2130201", "213020\u20281"), encoding="utf-8")
    for command in ("read", "explain"):
        code, printed, _ = run(command, DOCUMENT)
        assert code in (0, 1)
        assert printed.replace("\n", "").replace("\u3000", "").isprintable()


def test_it_writes_the_package(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run("read", DOCUMENT, "--output", "out")[0] == 0
    assert sorted(path.name for path in output.iterdir()) == [
        *(".yusuan", "data", "datapackage.json", "report.json", "schemas", "tables.xlsx")
    ]
    assert rows(output / "data" / "budget_lines.csv")
    (document,) = rows(output / "data" / "documents.csv")
    assert (document["status"], document["original_at_hand"]) == ("read", "false")
    (disclosure,) = rows(output / "data" / "disclosures.csv")
    assert disclosure["division_code"] == ""
    assert statuses(output) == ["read"]
    code, printed, told = run("validate", "--package", "out")
    assert (code, told) == (0, "")
    assert "数据包有效" in printed


def test_its_workbook_claims_no_version_and_no_date(run: Run, tmp_path: Path) -> None:
    run("read", DOCUMENT, "--output", "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "tables.xlsx")
    labels = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert labels.keys() & {"版本", "许可"} == set()
    assert labels["引用"] == "不是发布过的版本，没有版本号；引用数字请写明原文件"
    assert not any("1980" in str(text) for text in labels.values())


def test_what_it_writes_is_held_to_its_declarations(run: Run, tmp_path: Path) -> None:
    run("read", DOCUMENT, "--output", "out")
    descriptor = tmp_path / "out" / "datapackage.json"
    for fact in ('"title": "读出的', '"description": "由 yusuan read'):
        text = descriptor.read_text(encoding="utf-8")
        assert fact in text
        descriptor.write_text(text.replace(fact, f"{fact}别的", 1), encoding="utf-8")
        code, _, told = run("validate", "--package", "out")
        assert (code, "无效" in told) == (1, True)
        descriptor.write_text(text, encoding="utf-8")


def test_the_same_files_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("read", DOCUMENT, OTHER, "--output", name)[0] in (0, 1)
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in sorted((tmp_path / name).rglob("*"))
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two


def test_one_bad_file_stops_no_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    bad = ["empty.pdf", "broken.pdf", "picture.txt", "missing.pdf", "."]
    code, printed, _ = run("read", *bad, DOCUMENT, "--output", "out")
    assert code == 1
    for name in bad:
        assert f"{name}：未能读出：" in printed
    assert "示例县水务局" in printed
    assert statuses(tmp_path / "out") == ["failed"] * 5 + ["read"]
    documents = rows(tmp_path / "out" / "data" / "documents.csv")
    assert [each["status"] for each in documents] == ["failed"] * 3 + ["read"]


def _png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + crc

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\xff")), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_large_picture_in_a_document_is_told_and_listed(run: Run, tmp_path: Path) -> None:
    written = docx.Document()
    written.add_paragraph("某某局2025年部门预算")
    written.add_paragraph("一、收入预算100.00万元。")
    written.add_picture(BytesIO(_png()), width=Inches(5), height=Inches(4))
    written.save(str(tmp_path / "a.docx"))
    code, printed, _ = run("read", "a.docx", "--output", "out")
    assert code == 1
    assert "未读：第 2 段有图片，其中的文字没有读" in printed
    assert statuses(tmp_path / "out") == ["partly"]
    [left] = rows(tmp_path / "out" / "data" / "unplaced_cells.csv")
    assert (left["text"], left["place"], left["reason"]) == ("", "b2", "picture")
    assert run("validate", "--package", "out")[0] == 0


def test_strict_writes_nothing_unless_all_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    code, _, told = run("read", "empty.pdf", DOCUMENT, "--output", "out", "--strict")
    assert code == 1
    assert "什么也没有写" in told
    assert not (tmp_path / "out").exists()


def test_where_nothing_is_read_nothing_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。\n", encoding="utf-8")
    code, printed, _ = run("read", "a.txt", "missing.pdf", "--output", "out")
    assert code == 2
    assert "没有读到认得的表" in printed
    assert not (tmp_path / "out").exists()


def test_the_same_file_is_read_once(run: Run, tmp_path: Path) -> None:
    shutil.copy(DOCUMENT, tmp_path / "copy.txt")
    code, printed, _ = run("read", DOCUMENT, "copy.txt", "--output", "out")
    assert code == 1
    assert f"copy.txt：未能读出：与 {DOCUMENT} 完全相同" in printed
    assert len(rows(tmp_path / "out" / "data" / "documents.csv")) == 1


def test_two_documents_of_one_organisation_and_year_are_told_apart(
    run: Run, tmp_path: Path
) -> None:
    text = Path(DOCUMENT).read_text(encoding="utf-8")
    (tmp_path / "corrected.txt").write_text(text + "\n", encoding="utf-8")
    assert run("read", DOCUMENT, "corrected.txt", "--output", "out")[0] == 0
    ids = [each["disclosure_id"] for each in rows(tmp_path / "out" / "data" / "disclosures.csv")]
    assert len(set(ids)) == 2


def test_files_together_are_one_disclosure(run: Run, tmp_path: Path) -> None:
    text = Path(DOCUMENT).read_text(encoding="utf-8")
    cut = text.rindex("\n一、")
    (tmp_path / "tables.txt").write_text(text[:cut], encoding="utf-8")
    (tmp_path / "prose.txt").write_text(text[cut:], encoding="utf-8")
    code, _, _ = run("read", "tables.txt", "prose.txt", "--together", "--output", "out")
    assert code in (0, 1)
    assert len(rows(tmp_path / "out" / "data" / "disclosures.csv")) == 1
    assert len(rows(tmp_path / "out" / "data" / "documents.csv")) == 2


def test_a_folder_of_somebody_else_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_bytes(b"mine")
    code, _, told = run("read", DOCUMENT, "--output", "mine")
    assert code == 2
    assert "不敢写入" in told
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.docx"]


def test_an_output_of_ours_is_made_again(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("read", DOCUMENT, "--output", "out")[0] == 0
    (tmp_path / "out" / "data" / "mine.csv").write_text("mine")
    code, _, told = run("read", DOCUMENT, "--output", "out")
    assert code == 2
    assert "data/mine.csv" in told


@pytest.mark.parametrize("command", ["read", "explain"])
@pytest.mark.parametrize("name", ["nonsense", "../layouts/base", ""])
def test_a_layout_that_does_not_exist(run: Run, command: str, name: str) -> None:
    code, _, told = run(command, DOCUMENT, "--layout", name)
    assert code == 2
    assert "没有这个版式" in told
    assert "base" in told


def test_a_fault_of_ours_stops_no_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(
        originals: Sequence[Original],
        description: Description,
        layout: str | None,
        *,
        taken: Collection[str],
    ) -> Disclosure:
        if originals[0].document is not None and originals[0].path == DOCUMENT:
            raise KeyError("nobody foresaw this")
        return lay_out(originals, description, layout, taken=taken)

    monkeypatch.setattr("yusuan.conversion.reading.lay_out", fail)
    code, printed, told = run("read", DOCUMENT, OTHER, "--output", "out")
    assert code == 3
    assert f"{DOCUMENT}：未能读出：程序自身的错误（KeyError）" in printed
    assert "邢台市工业和信息化局" in printed
    assert "Traceback" not in told
    assert statuses(Path("out"))[0] == "failed"


def test_explain_tells_each_grid(run: Run) -> None:
    code, printed, _ = run("explain", DOCUMENT)
    assert code == 0
    assert re.search(r"^第 1 张表，第 \d+ 行：", printed, re.MULTILINE)
    assert "认作：部门收支总表（budget_summary）" in printed
    assert "⇒" in printed


def test_explain_names_what_cannot_be_read(run: Run) -> None:
    code, printed, _ = run("explain", "missing.pdf")
    assert code == 2
    assert "missing.pdf：未能读出：没有这个文件" in printed


def test_the_worst_findings_are_shown_first(run: Run) -> None:
    """A half document has many findings; that it is half comes before all that follows of it."""
    text = (REAL / "source.txt").read_text(encoding="utf-8")
    Path("half.txt").write_text(text[: len(text) // 2], encoding="utf-8")
    _, printed, _ = run("read", "half.txt")
    shown = re.findall(r"不一致 \[(.+?)\]", printed)
    assert shown[0] == "document-whole"
    assert "处不一致" in printed
