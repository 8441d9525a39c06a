"""Pages that are pictures, from the command to the page of the site, by a stub of the recogniser.

The stub stands where the library would, so that the workers find it too.
"""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.page_texts import written_pages
from tests.readers.made_pdf import PageOf, pdf_of
from yusuan import extras
from yusuan.cli import main
from yusuan.pages.filling import read_bodies

pytest.importorskip("numpy")

XS = (40, 120, 260, 360, 460, 560)
YS = (120, 150, 180, 210, 240)
PICTURE = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
TITLES = [
    ("部门支出总表", 220, 50),
    ("某某市水务局", 40, 90),
    ("2024年部门预算", 240, 70),
    ("单位：万元", 480, 90),
]
RIGHT = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", "300.00", "100.00", "200.00"],
    ["201", "一般公共服务支出", "120.00", "20.00", "100.00"],
    ["208", "社会保障和就业支出", "180.00", "80.00", "100.00"],
]
MISREAD = [RIGHT[0], ["", "合计", "300.00", "100.00", "900.00"], *RIGHT[2:]]
STUB = """
from types import SimpleNamespace

PIECES = {pieces!r}

class RapidOCR:
    def __init__(self, params):
        pass

    def __call__(self, pixels, use_det):
        page = pixels.base  # it is given a band of the page, a view into it
        if page is None or page.shape[0] < 2000:
            return SimpleNamespace(boxes=None, txts=None, scores=None)
        top = (pixels.ctypes.data - page.ctypes.data) // page.strides[0]
        seen = [
            (text, x, y - top, w, h)
            for text, x, y, w, h in PIECES
            if top <= y and y + h <= top + pixels.shape[0]
        ]
        boxes = [[(x, y), (x + w, y), (x + w, y + h), (x, y + h)] for _, x, y, w, h in seen]
        return SimpleNamespace(boxes=boxes, txts=[piece[0] for piece in seen])
"""
Run = Callable[..., tuple[int, str, str]]


def pieces(rows: list[list[str]]) -> list[tuple[str, float, float, float, float]]:
    """The texts of the page with their boxes in pixels."""
    pixels = 200 / 72
    found = [(text, x, y, 10 * len(text)) for text, x, y in TITLES]
    for y, row in zip(YS, rows, strict=False):
        found += [
            (text, x + 4, y + 8, min(9 * len(text), 130))
            for x, text in zip(XS, row, strict=False)
            if text
        ]
    return [(text, x * pixels, y * pixels, w * pixels, 14 * pixels) for text, x, y, w in found]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[list[str]]], None]:
    """Install a recogniser that reads these rows on every picture."""

    def install(rows: list[list[str]]) -> None:
        library = tmp_path / "library"
        models = library / "rapidocr" / "models"
        models.mkdir(parents=True, exist_ok=True)
        for task in ("det", "rec"):
            (models / f"a_{task}_model.onnx").touch()
        stub = STUB.format(pieces=pieces(rows))
        (models.parent / "__init__.py").write_text(stub, encoding="utf-8")
        (library / "onnxruntime.py").touch()
        monkeypatch.syspath_prepend(str(library))

    return install


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in a folder with ``scan.pdf``: code, output, errors."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scan.pdf").write_bytes(pdf_of(PageOf().raw(PICTURE).table(XS, YS)))

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(arguments))
        return (code, *capsys.readouterr())

    return command


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_without_the_option_a_picture_is_named_and_how_to_have_it_recognised(run: Run) -> None:
    code, printed, told = run("read", "scan.pdf")
    assert (code, told) == (2, "")
    assert "未读：第 1 页是图像，没有文字层" in printed
    assert "加 --ocr（需先安装：pip install 'yusuan[ocr]'）" in printed
    code, _, told = run("add", "scan.pdf", "--sources", "sources")
    assert code == 2
    assert "加 --ocr" in told


@pytest.mark.parametrize(
    "command",
    [("read", "--ocr"), ("explain", "--ocr"), ("add", "--ocr", "--sources", "sources")],
    ids=lambda command: command[0],
)
def test_without_the_extra_one_line_names_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    code, printed, told = run(*command, "scan.pdf")
    assert (code, printed) == (2, "")
    assert told.count("\n") == 1
    assert "缺少 rapidocr、onnxruntime" in told
    assert "pip install 'yusuan[ocr]'" in told
    assert not (tmp_path / "sources").exists()


def test_what_is_recognised_is_unverified_until_a_sum_confirms_it(
    run: Run, install: Callable[[list[list[str]]], None], tmp_path: Path
) -> None:
    install(RIGHT)
    code, printed, told = run("read", "--ocr", "scan.pdf", "--output", "out")
    assert (code, told) == (0, ""), printed
    assert "识别的页：第 1 页（是图片，其中的文字由识别得到，可能认错）" in printed
    assert "未经核实" not in printed
    lines = rows_of(tmp_path / "out" / "data" / "budget_lines.csv")
    assert {line["published_text"]: line["read_by"] for line in lines}["180.00"] == "ocr"
    assert {line["unverified"] for line in lines} == {"false"}
    assert len(lines) == 9
    (document,) = rows_of(tmp_path / "out" / "data" / "documents.csv")
    assert (document["status"], document["recognised_pages"]) == ("read", "1")


def test_a_figure_misread_is_told_as_recognised_and_accuses_nobody(
    run: Run, install: Callable[[list[list[str]]], None], tmp_path: Path
) -> None:
    install(MISREAD)
    code, printed, _ = run("read", "--ocr", "scan.pdf", "--output", "out")
    assert code == 0
    assert "未经核实：表中 1 个，文字中 0 个，由识别得到，没有合计证实，请对照原件" in printed
    lines = rows_of(tmp_path / "out" / "data" / "budget_lines.csv")
    assert [line["published_text"] for line in lines if line["unverified"] == "true"] == ["900.00"]
    failed = [
        result
        for result in rows_of(tmp_path / "out" / "data" / "checks.csv")
        if result["status"] == "fail"
    ]
    assert [result["check_id"] for result in failed] == [
        *("expenditure-types", "total-of-classes", "codes-to-lowest-level")
    ]
    assert {result["severity"] for result in failed} == {"notice"}
    assert all("第 1 页的文字由识别得到，可能认错" in result["message"] for result in failed)
    (report,) = json.loads((tmp_path / "out" / "report.json").read_text())["reports"]
    assert report["documents"][0]["recognised_pages"] == [1]
    (statement,) = report["statements"]
    assert (statement["figures"], statement["unverified"]) == (9, 1)
    assert statement["tables"][0]["unverified"] == 1


def test_a_repository_says_itself_that_a_document_is_to_be_recognised(
    run: Run,
    install: Callable[[list[list[str]]], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(MISREAD)
    code, printed, told = run("add", "--ocr", "scan.pdf", "--sources", "sources")
    assert (code, told) == (0, ""), printed
    (description,) = (tmp_path / "sources").glob("*/source.toml")
    assert "\nrecognise = true\n" in description.read_text(encoding="utf-8")
    convert = ("convert", "--sources", "sources", "--output", "package", "--processes", "1")
    code, printed, told = run(*convert)
    assert (code, told) == (0, ""), printed
    lines = rows_of(tmp_path / "package" / "data" / "budget_lines.csv")
    assert [line["published_text"] for line in lines if line["unverified"] == "true"] == ["900.00"]
    assert run("pages", "--package", "package", "--output", "pages")[0] == 0
    pages = {
        page.address.rpartition("/")[2]: page
        for page in read_bodies(tmp_path / "pages")
        if page.address.startswith("disclosures/")
    }
    page = pages["expenditure.html"].content
    assert "原件的第 1 页是图像，其中的文字由识别得到，可能认错" in page
    assert page.count("<small>未经核实</small>") == 1
    assert re.search("900.00(?:(?!<t[dhr]).)*<small>未经核实</small>", page)

    described, index = pages["index.html"].description, pages["index.html"].content
    assert "项目支出 900.00 万元（未经核实）" in described
    assert re.search('900.00</span> <span class="?unit"?>万元（未经核实）</span>', index)
    assert index.count("万元（未经核实）") == 1
    compare = written_pages(tmp_path / "pages")["compare.html"]
    assert len(re.findall("900.00(?:(?!<t[dhr]).)*未经核实", compare)) == 1

    before = {path: path.read_bytes() for path in (tmp_path / "package").rglob("*.csv")}
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    code, _, told = run(*convert)
    assert code == 2
    assert f"{description.parent.name}/source.toml" in told
    assert "recognise = true" in told
    assert "pip install 'yusuan[ocr]'" in told
    assert before == {path: path.read_bytes() for path in (tmp_path / "package").rglob("*.csv")}
