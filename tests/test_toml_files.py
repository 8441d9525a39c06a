"""Every TOML file that people write is read by one reader, which never fails but in one line."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import PACKAGE
from yusuan.errors import YusuanError
from yusuan.sources.metadata import read_metadata
from yusuan.storage.toml_files import CHECKED, MAXIMUM_BYTES, as_toml, read_toml

GOOD = (PACKAGE / "package.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Anything:
    a: int | None = None

    __pydantic_config__ = CHECKED


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("version =", "versoin =", "有不认识的项 versoin。"),
        ('version = "0', 'version = "v0', "version 的写法不合规范；原文「v0.1.0」；如 1.2.0。"),
        ('version = "0', 'version = "٠', "version 的写法不合规范；原文「٠.1.0」；如 1.2.0。"),
        ("2026-11-23T", "2026-13-23T", "created 的写法不合规范；原文「2026-13-23T00:00:00Z」"),
        (
            'path = "https',
            'path = "javascript',
            "licenses 第 1 项的 path 的写法不合规范；原文「java",
        ),
        ("[[licenses]]", "[licenses]", "licenses 应为列表。"),
        (
            'roles = ["',
            'roles = [1, "',
            "contributors 第 1 项的 roles 第 1 项 应为文字；原文「1」。",
        ),
        ('title = "yusuan', 'name = "yusuan', "有不认识的项 contributors 第 1 项的 name。"),
        ('title = "中', 'title = " " #', "title 不能空着；原文「 」。"),
        ('title = "中', "title = 5 #", "title 应为文字；原文「5」。"),
        (
            'title = "中',
            'title = "\\u0000中',
            "title 含有看不见的控制字符；原文「〔U+0000〕中国政府部门预算公开数据集」；请删去它。",
        ),
        ('title = "中', 'title = "中\\u202e', "title 含有看不见的控制字符；原文「中〔U+202E〕国"),
        ("2026-11-23T", "9999-11-23T", "created 的年份应在 1949 至 2199 之间；原文「9999-11-23T"),
    ],
)
def test_a_wrong_value_is_named_with_its_key(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    path = tmp_path / "package.toml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(YusuanError) as caught:
        read_metadata(path)
    assert str(caught.value).startswith(f"{path}：{expected}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = " + "[" * 9999, " 第 1 行：嵌套太深"),
        ("a = 1\n" + ".".join("a" * 50_000) + " = 1", " 第 2 行：嵌套太深"),
        ("[" + ".".join("a" * 50_000) + "]", " 第 1 行：嵌套太深"),
        ("a = " + "{a = " * 9999, " 第 1 行：嵌套太深"),
        ("a = [\n" * 1 + "[\n" * 50_000, "：嵌套太深"),
        ("a = " + "1" * 5000, "：不是合规的 TOML"),
        ("a =", "：不是合规的 TOML"),
        ('a = """' + '"" ' * 50_000, "：不是合规的 TOML"),
        ("a" * MAXIMUM_BYTES + " = 1", "：文件太大"),
        ("a = '\ud800'", "：不是 UTF-8 编码"),
    ],
    ids=lambda value: value[:12],
)
def test_a_deep_or_huge_file_is_a_message_at_once(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(text.encode(errors="surrogatepass"))
    with pytest.raises(YusuanError) as caught:
        read_toml(path, Anything)
    assert str(caught.value).startswith(f"{path}{expected}")


def test_dots_and_brackets_in_texts_and_comments_are_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_text("# " + "[." * 99 + "\na = 1 # " + '{"' * 99 + "\n", encoding="utf-8")
    assert read_toml(path, Anything) == Anything(1)


def test_a_mark_of_byte_order_is_no_part_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "source.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    assert read_toml(path, Anything) == Anything(1)


@pytest.mark.parametrize("text", ['"', "\\", "😀𠀀", "\n\t\x00\x7f", "\ud800", "合计", "\u2028"])
def test_any_text_can_be_written(text: str) -> None:
    sound = text.replace("\ud800", "\ufffd")
    assert tomllib.loads(f"a = {as_toml(text)}") == {"a": sound}
