"""Input that cannot be read is refused in one line, and the old package stays as it was.

The line is Chinese and names the file and, where there is one, the line and its text. What
a document merely says wrongly (a sum, a name) is published as it is and never refused.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.paths import PACKAGE, SMALL, text_of
from yusuan.cli import main
from yusuan.errors import excerpt
from yusuan.sources import sha256_of

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
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "二进制", id="picture"),
        pytest.param(TEXT.encode("utf-16"), "二进制", id="UTF-16"),
        pytest.param(b"\xff\xfe\xff\xff" * 20, "编码", id="neither UTF-8 nor GB18030"),
        pytest.param("目录".encode() + b"\xff", "编码", id="UTF-8 with a broken end"),
    ],
)
def test_a_file_that_is_no_text(place: Place, content: bytes, word: str) -> None:
    place.write(content)
    place.refused(word, file=place.document)


def test_a_control_character(place: Place) -> None:
    place.refused_at(replaced("行政\t正科级", "行政\x07\t正科级"), "正科级", "控制字符", "U+0007")


def test_a_text_that_is_no_disclosure(place: Place) -> None:
    place.write("今天天气很好。\n")
    place.refused(file=place.document)


def test_the_description_is_missing(place: Place) -> None:
    place.description.unlink()
    place.refused("缺少 source.toml", file=place.folder)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        pytest.param('title = "', "title = ", "TOML", id="broken"),
        pytest.param("title =", "titel =", "titel", id="unknown key"),
        pytest.param("publisher =", "# publisher =", "publisher", id="missing key"),
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


def test_two_folders_of_one_disclosure(place: Place) -> None:
    second = place.sources / f"{SMALL.name}-corrected"
    shutil.copytree(place.folder, second)
    place.refused("同一部门、同一年度、同一种类", SMALL.name, file=second)


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


# Tables cut off


@pytest.mark.parametrize(
    ("lost", "shown", "word"),
    [
        pytest.param(
            "3\t21208\t国有土地使用权出让收入安排的支出\t50.00\t50.00\t\t\t\t\n",
            "4\t2120804",
            "序号应为 3",
            id="in the middle",
        ),
        pytest.param(
            "6\t收入总计\t385.50\t支出总计\t385.50\n", "5\t上年结转", "收入总计", id="at the end"
        ),
    ],
)
def test_a_table_that_lost_a_row(place: Place, lost: str, shown: str, word: str) -> None:
    """The rest of the document goes on, as if nothing were missing."""
    place.refused_at(replaced(lost, ""), shown, word)


def test_a_row_that_lost_its_end(place: Place) -> None:
    text = replaced(
        "5\t213\t农林水支出\t335.50\t135.50\t200.00\t\t\t", "5\t213\t农林水支出\t335.50"
    )
    place.refused_at(text, "5\t213\t农林水支出\t335.50", "4 格", "9 格", "补全")


def test_a_table_of_which_only_the_title_is_left(place: Place) -> None:
    title = "部门预算一般公共预算财政拨款支出表"
    table = section(title, "部门预算一般公共预算财政拨款基本支出表")
    place.refused_at(TEXT.replace(table, f"{title}\n\n"), title, "只有标题")


def test_a_table_of_which_only_half_the_head_is_left(place: Place) -> None:
    title = "部门预算一般公共预算财政拨款支出表"
    table = section(title, "部门预算一般公共预算财政拨款基本支出表")
    half = table[: table.index("\n\t科目编码") + 1]
    place.refused_at(TEXT.replace(table, f"{half}\n"), "序号\t功能分类科目", "表头")


# Tables that are not as declared


@pytest.mark.parametrize(
    ("old", "new", "shown", "word"),
    [
        pytest.param(
            "经营支出\t上缴上级支出",
            "经营支出\t神秘支出",
            "神秘支出",
            "未知的列“神秘支出”",
            id="unknown column",
        ),
        pytest.param(
            "序号\t功能分类科目\t\t合计\t基本支出\t项目支出\n\t科目编码\t科目名称\t\t\t\n栏次\t1\t2\t3\t4\t5\n"
            "1\t\t合计\t310.00\t200.00\t110.00",
            "序号\t功能分类科目\t\t合计\t基本支出\n\t科目编码\t科目名称\t\t\n栏次\t1\t2\t3\t4\n"
            "1\t\t合计\t310.00\t200.00",
            "序号\t功能分类科目",
            "缺少“项目支出”",
            id="missing column",
        ),
        pytest.param(
            "合计\t项目支出\t基本支出\t经营支出",
            "合计\t项目支出\t项目支出\t经营支出",
            "项目支出\t项目支出",
            "重复",
            id="column twice",
        ),
        pytest.param(
            "2\t212\t城乡社区支出\t50.00\t50.00\t\t\t\t\n",
            "2\t212\t城乡社区支出\t50.00\t50.00\t\t\t\t\t\n",
            "城乡社区支出",
            "10 格",
            id="more cells than the head",
        ),
        pytest.param("213\t农林水支出", "2134\t农林水支出", "2134", "科目编码", id="code"),
        pytest.param("\n4\t本年收入合计", "\n四\t本年收入合计", "四\t", "序号", id="number"),
        pytest.param(
            "375.50\t本年支出", "1,263.8O\t本年支出", "1,263.8O", "不是数字", id="letter O"
        ),
        pytest.param("375.50\t本年支出", "12,34\t本年支出", "12,34", "不是数字", id="comma"),
        pytest.param(
            "\t300.00\t一、农林水", "\t约三百\t一、农林水", "约三百", "不是数字", id="words"
        ),
        pytest.param("\n单位：万元\n", "\n", "部门预算收支总表", "没有印出金额单位", id="no unit"),
        pytest.param("单位：万元", "单位：万美元", "万美元", "不认识", id="unknown unit"),
        pytest.param("指标值确定依据", "指标来历", "指标来历", "未知", id="project column"),
        pytest.param(
            "培训次数\t每年培训次数\t每年不少于4次\t不涉及",
            "培训次数\t每年培训次数\t每年不少于4次",
            "培训次数",
            "5 格",
            id="project cells",
        ),
    ],
)
def test_a_table_that_is_not_as_declared(
    place: Place, old: str, new: str, shown: str, word: str
) -> None:
    place.refused_at(replaced(old, new), shown, word)


def test_a_table_without_a_title(place: Place) -> None:
    text = replaced("\n机构设置：\n", "\n机构设置：\n\n人数\t编制\n12\t15\n")
    place.refused_at(text, "人数\t编制", "没有已知的标题")


def test_a_new_table_under_a_title_that_is_not_declared(place: Place) -> None:
    text = replaced("\n机构设置：\n", "\n部门人员情况表\n\n人数\t编制\n12\t15\n\n机构设置：\n")
    place.refused_at(text, "人数\t编制", "没有已知的标题")


def _right_after(table: str) -> str:
    return TEXT.replace(table, table + table)


def _at_the_end(table: str) -> str:
    return f"{TEXT}\n{table}\n以上公开。\n"


def _with_another_figure(table: str) -> str:
    return TEXT.replace(table, table + table.replace("385.50", "386.50"))


@pytest.mark.parametrize("copied", [_right_after, _at_the_end, _with_another_figure])
@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("部门预算支出总表", "部门预算财政拨款收支总表"),
        ("部门机构设置情况", "二、部门预算安排的总体情况"),
        ("部门政府采购预算", "七、国有资产信息"),
        ("2、2024 年节水宣传经费绩效目标表", "六、政府采购预算情况"),
    ],
)
def test_two_versions_of_one_table(
    place: Place, copied: Callable[[str], str], title: str, following: str
) -> None:
    place.write(copied(section(title, following)))
    match = place.refused("两次", "只保留一个", file=place.document)
    assert match["line"]


# What is published as it is


def accepted(place: Place, text: str) -> None:
    place.write(text)
    assert place.convert() == 0


def test_sums_that_disagree_are_no_error(place: Place) -> None:
    accepted(place, replaced("5\t213\t农林水支出\t335.50", "5\t213\t农林水支出\t999.99"))


def test_one_code_under_two_names_is_no_error(place: Place) -> None:
    accepted(place, replaced("6\t21303\t水利\t335.50\t135.50", "6\t21303\t水务\t335.50\t135.50"))


def test_a_table_that_only_the_contents_list_has_is_no_error(place: Place) -> None:
    accepted(place, TEXT.replace(section("部门政府采购预算", "七、国有资产信息"), ""))


def test_a_text_that_ends_with_a_table_is_no_error(place: Place) -> None:
    """Although the contents list has a table that the text lacks."""
    lines = TEXT[: TEXT.rindex("八、名词解释")].split("\n")
    kept = [line for line in lines if not line.startswith(("八、", "九、"))]
    assert any("部门预算项目支出表" in line for line in kept)
    accepted(place, "\n".join(kept))


def test_a_page_number_more_or_less_is_no_error(place: Place) -> None:
    accepted(place, replaced("\n部门预算收入总表\n\n345", "\n- 3 -\n\n部门预算收入总表\n\n345"))
