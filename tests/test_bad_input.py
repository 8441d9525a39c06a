"""Input that cannot be read is refused in one line, and the old package stays as it was.

The line is Chinese and names the file and, where there is one, the line and its text. What a
document says wrongly, or has lost, is published as it is and never refused, but noticed: a rule
fails, or what was not understood is listed with its place.
"""

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.paths import PACKAGE, SMALL, convert_text, converted, read_csv, rows_of, text_of
from yusuan.cli import main
from yusuan.conversion.disclosure import Disclosure
from yusuan.errors import excerpt
from yusuan.sources.folders import sha256_of
from yusuan.validation.files import folder_problems

TEXT = text_of(SMALL)
_MESSAGE = re.compile(
    r"错误：(?P<where>.+?)(?: 第 (?P<line>\d+) 行(?:第 \d+ 格)?)?：(?P<rest>.+。)\n"
)


class Place:
    """A folder of sources with one good disclosure, and the package last made of it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.sources = folder / "sources"
        self.output = folder / "package"
        self.folder = self.sources / SMALL.name
        self.document = self.folder / "source.txt"
        self.description = self.folder / "source.toml"
        self._capsys = capsys

    def write(self, content: bytes | str) -> None:
        """Make ``content`` the document, its checksum put right."""
        content = content.encode() if isinstance(content, str) else content
        self.document.write_bytes(content)
        text = self.description.read_text(encoding="utf-8")
        text = re.sub(r'sha256 = ".*"', f'sha256 = "{sha256_of(content)}"', text)
        self.description.write_text(text, encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """What the last package holds, byte for byte."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def convert(self, sources: Path | None = None, output: Path | None = None) -> int:
        arguments = ("--sources", sources or self.sources, "--output", output or self.output)
        return main(["convert", *map(str, arguments)])

    def refused(
        self, *words: str, file: Path, sources: Path | None = None, output: Path | None = None
    ) -> re.Match[str]:
        """Convert, and check that this is refused as everything must be; the parts of the line."""
        before = self.files()
        self._capsys.readouterr()
        assert self.convert(sources, output) == 2
        printed, complaint = self._capsys.readouterr()
        assert printed == ""
        match = _MESSAGE.fullmatch(complaint)
        assert match, complaint
        assert match["where"] == str(file)
        for word in words:
            assert word in match["rest"]
        assert self.files() == before
        assert not list(self.output.parent.glob(".package*"))
        return match

    def refused_at(self, text: str, shown: str, *words: str) -> None:
        """Refused because of the line of ``text`` that contains ``shown``."""
        self.write(text)
        match = self.refused(*words, file=self.document)
        assert match["line"], match[0]
        line = text.split("\n")[int(match["line"]) - 1]
        assert shown in line
        quoted = re.search(r"原文「(.*?)」", match["rest"])
        assert quoted, match[0]
        assert quoted[1].rstrip("…") in excerpt(line)


@pytest.fixture(scope="session")
def good_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    shutil.copytree(SMALL, folder / "sources" / SMALL.name)
    shutil.copy(PACKAGE / "package.toml", folder)
    arguments = ("--sources", folder / "sources", "--output", folder / "package")
    assert main(["convert", *map(str, arguments)]) == 0
    return folder


@pytest.fixture
def place(good_place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    folder = tmp_path / "place"
    shutil.copytree(good_place, folder)
    return Place(folder, capsys)


def replaced(old: str, new: str) -> str:
    """The small document with its first ``old`` made ``new``."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def section(begin: str, end: str) -> str:
    """The text from the last line ``begin`` up to the line ``end`` after it."""
    start = TEXT.rindex(f"\n{begin}\n") + 1
    return TEXT[start : TEXT.index(f"\n{end}\n", start) + 1]


# Files and folders


def test_no_such_folder(place: Place, tmp_path: Path) -> None:
    place.refused("没有这个文件夹", file=tmp_path / "missing", sources=tmp_path / "missing")


def test_an_empty_folder(place: Place, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    place.refused("没有公开文件", "yusuan add", file=empty, sources=empty)


def test_a_folder_without_a_document(place: Place) -> None:
    place.document.unlink()
    place.refused("缺少原文", "source.txt", file=place.folder)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        pytest.param(b"", "空的", id="empty"),
        pytest.param(b" \r\n\r\n\t\n", "空的", id="white space"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "图片", id="picture"),
        pytest.param(b"\x81\xff\xff\xff" * 20, "编码", id="neither UTF-8 nor GB18030"),
        pytest.param("目录".encode() + b"\xff", "编码", id="UTF-8 with a broken end"),
    ],
)
def test_a_file_that_is_no_text(place: Place, content: bytes, word: str) -> None:
    place.write(content)
    place.refused(word, file=place.document)


def test_a_control_character(place: Place) -> None:
    place.refused_at(replaced("行政\t正科级", "行政\x07\t正科级"), "正科级", "控制字符", "U+0007")


def test_a_text_in_utf_16_is_read(place: Place) -> None:
    place.write(TEXT.encode("utf-16"))
    assert place.convert() == 0
    assert len(read_csv(place.output / "data" / "expenditure.csv")) == 8


def test_a_text_that_is_no_disclosure(place: Place) -> None:
    """Its folder is named after a disclosure, which the text is not."""
    place.write("今天天气很好。\n")
    place.refused("文件夹名与内容不符", file=place.folder)


def test_the_description_is_missing(place: Place) -> None:
    place.description.unlink()
    place.refused("缺少 source.toml", file=place.folder)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        pytest.param('title = "', "title = ", "TOML", id="broken"),
        pytest.param("title =", "titel =", "titel", id="unknown key"),
        pytest.param("[[documents]]", "[[document]]", "document", id="no documents"),
        pytest.param('"130999"', '"1309"', "1309", id="division code"),
        pytest.param('"budget"', '"plan"', "plan", id="kind"),
        pytest.param("2024-02-05", '"二月"', "二月", id="date"),
        pytest.param('sha256 = "e4', 'sha256 = "00', "校验值", id="checksum"),
    ],
)
def test_a_wrong_description(place: Place, old: str, new: str, word: str) -> None:
    text = place.description.read_text(encoding="utf-8")
    assert old in text
    place.description.write_text(text.replace(old, new), encoding="utf-8")
    place.refused(word, file=place.description)


def test_a_document_changed_after_its_checksum_was_noted(place: Place) -> None:
    place.document.write_bytes(place.document.read_bytes() + b"\n")
    place.refused("校验值", "source.txt", file=place.description)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        pytest.param('name = "', "name = ", "TOML", id="broken"),
        pytest.param("version =", "versoin =", "versoin", id="unknown key"),
        pytest.param('version = "', 'version = "v', "version", id="version"),
    ],
)
def test_wrong_facts_of_the_package(place: Place, old: str, new: str, word: str) -> None:
    path = place.sources.parent / "package.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    place.refused(word, file=path)


def test_a_folder_named_otherwise_than_its_text_says(place: Place) -> None:
    wrong = place.sources / "130999-345-2025-budget"
    place.folder.rename(wrong)
    place.refused("文件夹名", SMALL.name, file=wrong)


def test_two_folders_of_one_disclosure(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """The first is published; the second stops it not, and is said to be the same."""
    second = place.sources / f"{SMALL.name}-corrected"
    shutil.copytree(place.folder, second)
    assert place.convert() == 1
    complaint = capsys.readouterr().err
    assert f"{second}：与 {SMALL.name} 是同一份公开文件" in complaint
    assert len(read_csv(place.output / "data" / "disclosures.csv")) == 1


def test_an_output_that_is_a_file(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    place.refused(file=file, output=file)
    assert file.read_bytes() == b"mine"


def test_an_output_below_a_file(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    place.refused("无法写入", file=file, output=file / "package")
    assert file.read_bytes() == b"mine"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user"
)
def test_an_output_that_may_not_be_written(place: Place, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    place.refused("无法写入", file=closed, output=closed / "package")


# What a document has lost, or says twice, is published and noticed


class Noticed(NamedTuple):
    """What a damaged text yields that the undamaged one does not."""

    failing: frozenset[str]  # rules with more failures than before
    leftovers: frozenset[str]  # texts of cells that were not understood


def noticed(text: str) -> Noticed:
    def failures(disclosure: Disclosure) -> Counter[str]:
        checks = rows_of(disclosure, "checks")
        return Counter(str(row["check_id"]) for row in checks if row["status"] == "fail")

    def leftovers(disclosure: Disclosure) -> Counter[str]:
        return Counter(str(row["text"]) for row in rows_of(disclosure, "unplaced_cells"))

    before, after = converted(SMALL), convert_text(text)
    return Noticed(
        frozenset(failures(after) - failures(before)),
        frozenset(leftovers(after) - leftovers(before)),
    )


def without(title: str, following: str, kept: str) -> str:
    """The small document with only ``kept`` of a table left."""
    return TEXT.replace(section(title, following), kept)


GENERAL = "部门预算一般公共预算财政拨款支出表"
AFTER_GENERAL = "部门预算一般公共预算财政拨款基本支出表"
SECTION_ROW = "3\t21208\t国有土地使用权出让收入安排的支出\t50.00\t50.00\t\t\t\t\n"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param(replaced(SECTION_ROW, ""), "codes-through-levels", id="a row in the middle"),
        pytest.param(
            replaced("6\t收入总计\t385.50\t支出总计\t385.50\n", ""),
            "text-overview",
            id="the last row",
        ),
        pytest.param(
            replaced(
                "5\t213\t农林水支出\t335.50\t135.50\t200.00\t\t\t", "5\t213\t农林水支出\t335.50"
            ),
            "expenditure-types",
            id="the end of a row",
        ),
        pytest.param(
            without(GENERAL, AFTER_GENERAL, f"{GENERAL}\n\n"),
            "contents-present",
            id="all of a table but its title",
        ),
        pytest.param(
            without(
                GENERAL,
                AFTER_GENERAL,
                section(GENERAL, AFTER_GENERAL).partition("\n\t科目编码")[0] + "\n\n",
            ),
            "fiscal-totals-vs-summary",
            id="all of a table but half its head",
        ),
        pytest.param(TEXT[: len(TEXT) * 2 // 3], "contents-present", id="the last third"),
        pytest.param(
            replaced("375.50\t本年支出", "1,263.8O\t本年支出"),
            "table-figures-read",
            id="a letter O",
        ),
        pytest.param(
            replaced("375.50\t本年支出", "12,34\t本年支出"), "table-figures-read", id="comma"
        ),
        pytest.param(
            replaced("\t300.00\t一、农林水", "\t约三百\t一、农林水"),
            "table-figures-read",
            id="words",
        ),
        pytest.param(replaced("\n单位：万元\n", "\n"), "table-figures-read", id="no unit"),
        pytest.param(
            replaced("单位：万元", "单位：万美元"),
            "table-figures-read",
            id="an unknown unit",
        ),
        pytest.param(
            replaced("5\t213\t农林水支出\t335.50", "5\t213\t农林水支出\t999.99"),
            "revenue-total",
            id="a sum that disagrees",
        ),
        pytest.param(
            replaced("6\t21303\t水利\t335.50\t135.50", "6\t21303\t水务\t335.50\t135.50"),
            "one-code-one-name",
            id="a code of two names",
        ),
    ],
)
def test_a_rule_fails_where_something_is_lost_or_wrong(text: str, rule: str) -> None:
    assert rule in noticed(text).failing


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        pytest.param("375.50\t本年支出", "1,263.8O\t本年支出", "1,263.8O", id="a letter O"),
        pytest.param("375.50\t本年支出", "12,34\t本年支出", "12,34", id="a comma astray"),
        pytest.param("\t300.00\t一、农林水", "\t约三百\t一、农林水", "约三百", id="words"),
        pytest.param("213\t农林水支出", "2134\t农林水支出", "2134", id="a code of four digits"),
        pytest.param("单位：万元", "单位：万美元", "300.00", id="an unknown unit"),
        pytest.param("\n单位：万元\n", "\n", "300.00", id="no unit"),
        pytest.param("指标值确定依据", "指标来历", "指标来历", id="an unknown column of goals"),
        pytest.param(
            "\n机构设置：\n",
            "\n机构设置：\n\n人数\t编制\n12\t15\n",
            "编制",
            id="a table without a title",
        ),
        pytest.param(
            "\n机构设置：\n",
            "\n部门房屋情况表\n\n间数\t面积\n12\t15\n\n机构设置：\n",
            "面积",
            id="a table of an unknown kind",
        ),
    ],
)
def test_what_is_not_understood_is_listed(old: str, new: str, left: str) -> None:
    assert left in noticed(replaced(old, new)).leftovers


def _right_after(table: str) -> str:
    return TEXT.replace(table, table + table)


def _at_the_end(table: str) -> str:
    return f"{TEXT}\n{table}\n以上公开。\n"


def _with_another_figure(table: str) -> str:
    return TEXT.replace(table, table + table.replace("12.00", "13.00").replace("385.50", "386.50"))


@pytest.mark.parametrize("copied", [_right_after, _at_the_end, _with_another_figure])
@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("部门预算支出总表", "部门预算财政拨款收支总表"),
        ("部门政府采购预算", "七、国有资产信息"),
    ],
)
def test_two_tables_of_one_kind(copied: Callable[[str], str], title: str, following: str) -> None:
    """Both are published, and the rule says that nobody can know which of them counts."""
    assert "table-once" in noticed(copied(section(title, following))).failing


# What is no fault


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            replaced("\n部门预算收入总表\n\n345", "\n- 3 -\n\n部门预算收入总表\n\n345"),
            id="a page number more",
        ),
        pytest.param(TEXT.replace("\n", "\r\n"), id="ends of lines of Windows"),
        pytest.param("\ufeff" + TEXT, id="a byte order mark"),
    ],
)
def test_nothing_is_noticed_where_nothing_is_wrong(text: str) -> None:
    assert noticed(text) == Noticed(frozenset(), frozenset())


def test_a_folder_among_the_sources_that_says_nothing_of_itself_is_told_of(tmp_path: Path) -> None:
    for name in ("a", "b", ".git"):
        (tmp_path / "sources" / name).mkdir(parents=True)
    (tmp_path / "sources" / "a" / "source.toml").touch()
    assert [problem.path for problem in folder_problems(tmp_path / "sources")] == ["sources/b"]
