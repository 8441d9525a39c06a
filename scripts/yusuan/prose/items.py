"""The classification item that prose names: …（类）…（款）…（项）, 行政运行（2010801）, and its code."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from yusuan.printed.text import key

LEVELS = "类款项"
# What stands behind a name is looked for first, then the name before it: a long line of blanks
# would else be tried from each of them.
_LEVEL = re.compile(r"[”\"’]?\s?[（(]\s?(?P<code>[0-9]{2,3})?\s?(?P<level>[类款项])\s?[)）]")
_DIGITS = re.compile(r"(?<![0-9.,])[0-9]{2,3}\Z")  # 201（类）08（款）01（项）
_BEHIND_LEVELS = re.compile(r"[\u4e00-\u9fff]{2,30}?(?=[0-9“”，。；：、,;:\s（(]|$)")
# 政府办公厅（室）及相关机构事务: a bracket of one or two signs within a name.
_IN_BRACKETS = r"(?<=[\u4e00-\u9fff])[（(](?![类款项一二三四五六七八九十])[\u4e00-\u9fff]{1,2}[)）](?=[\u4e00-\u9fff])"
_LEVEL_NAME = re.compile(rf"(?:[^（）()\[\]，。；：、,;:“”\"‘’《》\n]|{_IN_BRACKETS}){{2,40}}\Z")
_LONGEST_NAME = 40
_NUMBER = re.compile(
    r"^[\s\-*]*(?:[0-9０-９]{1,2}\s*[.．、]|[①-⑳])?\s*(?:其中|包括)?\s*"
    r"(?:[0-9]{3}(?:[0-9]{2}){0,2})?\s*[“\"]?"
)
# What stands between two levels of one path; anything else begins a new one.
_BETWEEN = re.compile(r"[”\"’“\s]*")


# A name with its code behind it in brackets, or before it (2011301-行政运行); codes of functions
# begin with 2, economic ones of departments with 3, of the government with 5.
_CODE = r"2[0-9]{2}(?:[0-9]{2}){0,2}|[35][0-9]{2}(?:[0-9]{2})?"
# What follows a quantity, not a code: 转移性支出28451万元.
_UNIT = "[万亿千百元余多亩吨户台辆件套年]|平方|公[里顷斤]|人次|个(?!人)"
_CODED = re.compile(
    rf"[（(](?P<code>{_CODE})[)）]"
    rf"|(?<![0-9.,])(?P<before>2[0-9]{{4}}(?:[0-9]{{2}})?)\s?[-—－]?\s?"
    rf"(?!{_UNIT})"
    r"(?P<behind>[\u4e00-\u9fff][^（）()\[\]，。；：,;:\n0-9０-９*]{1,39}?)(?=[0-9０-９*（(“”，。；：\s]|$)"
)
_CODED_NAME = re.compile(r"[^（）()\[\]，。；：、,;:“”\"\n0-9]{2,40}\Z")
# 教育支出（205）普通教育（02）高等教育（05）: a code in its parts, each behind the name of its level.
_PART = r"(?:[^（）()\[\]，。；：,;:\n0-9]|[（(][^（）()0-9，。；：,;:\n]{1,10}[)）]){2,40}?"
_IN_PARTS = re.compile(
    rf"[（(](?P<class>2[0-9]{{2}})[)）]\s?(?P<section_name>{_PART})[（(](?P<section>[0-9]{{2}})[)）]"
    rf"(?:\s?(?P<item_name>{_PART})[（(](?P<item>[0-9]{{2}})[)）])?"
)
# “一般公共服务支出”科目: a name without its level.
_QUOTED = re.compile(r"“(?P<name>[^“”，。（(]{2,30})”\s?科目")


_AMOUNTS_TO = re.compile(r"(?<=..)(?:共计|合计|(?<=[费出行业务])为)$")  # 2010801行政运行共计5万元


class ItemPath(NamedTuple):
    """Names by level (类, 款, 项), None where the text leaves one out; ``end`` behind the last.

    A name whose level the text does not tell stands first, ``level_known`` is then False;
    ``printed_code`` is the code where the text prints it.
    """

    names: tuple[str | None, str | None, str | None]
    end: int
    level_known: bool = True
    printed_code: str | None = None

    @property
    def text(self) -> str:
        """``一般公共服务支出 → 财政事务 → 行政运行``."""
        return " → ".join(name for name in self.names if name)


def find_items(text: str) -> list[ItemPath]:
    """The items that ``text`` names, in order."""
    quoted = [
        ItemPath((match["name"], None, None), match.end(), level_known=False)
        for match in _QUOTED.finditer(text)
    ]
    return sorted([*_paths(text), *_coded(text), *quoted], key=lambda path: path.end)


def _coded(text: str) -> Iterator[ItemPath]:
    floor = 0
    yield from _in_parts(text)
    text = _IN_PARTS.sub(lambda match: " " * len(match[0]), text)
    for match in _CODED.finditer(text):
        name = match["behind"]
        if match["code"]:
            found = _name_before(_CODED_NAME, text, floor, match.start())
            if found is None:
                continue
            name = found[0]
        floor = match.end()
        yield ItemPath(
            (_AMOUNTS_TO.sub("", _NUMBER.sub("", name).strip(" .．、")), None, None),
            match.end(),
            level_known=False,
            printed_code=match["code"] or match["before"],
        )


def _in_parts(text: str) -> Iterator[ItemPath]:
    for match in _IN_PARTS.finditer(text):
        first = _name_before(_CODED_NAME, text, 0, match.start())
        if first is not None:
            yield ItemPath(
                (
                    _NUMBER.sub("", first[0]).strip(" .．、"),
                    match["section_name"],
                    match["item_name"],
                ),
                match.end(),
                printed_code="".join(
                    part for part in match.group("class", "section", "item") if part
                ),
            )


def _name_before(name: re.Pattern[str], text: str, floor: int, end: int) -> re.Match[str] | None:
    return name.search(text, max(floor, end - _LONGEST_NAME), end)


def _paths(text: str) -> Iterator[ItemPath]:
    names: list[str | None] = [None, None, None]
    digits: list[str | None] = [None, None, None]
    deepest, end = -1, -1
    for match in _LEVEL.finditer(text):
        floor = max(end, 0)
        bare = _name_before(_DIGITS, text, floor, match.start())
        name = bare or _name_before(_LEVEL_NAME, text, floor, match.start())
        if name is None:
            continue
        level = LEVELS.index(match["level"])
        goes_on = level > deepest >= 0 and _BETWEEN.fullmatch(text, end, name.start())
        if not goes_on:
            if deepest >= 0:
                yield _path(text, names, digits, end)
            names, digits = [None, None, None], [None, None, None]
        names[level] = None if bare else _NUMBER.sub("", name[0]).strip()
        digits[level] = bare[0] if bare else match["code"]
        deepest, end = level, match.end()
    if deepest >= 0:
        yield _path(text, names, digits, end)


def _path(
    text: str, names: Sequence[str | None], digits: Sequence[str | None], end: int
) -> ItemPath:
    """A path with the code that its levels print: 人大事务（01款）, 201（类）01（款）."""
    last = max(i for i in range(3) if names[i] or digits[i])
    parts = digits[: last + 1]
    code = "".join(part or "" for part in parts)
    whole = all(parts) and len(code) == 3 + 2 * last
    name = names[last]
    if name is None:  # the name stands behind the code
        behind = _BEHIND_LEVELS.match(text, end)
        if not whole or behind is None:
            return ItemPath((digits[0], digits[1], digits[2]), end)
        return ItemPath((behind[0], None, None), end, level_known=False, printed_code=code)
    return ItemPath((names[0], names[1], names[2]), end, printed_code=code if whole else None)


class FunctionNames:
    """The function codes that a document's own tables print, to be found by their names."""

    def __init__(self, printed: Iterable[tuple[str, str]]) -> None:
        self._names: dict[str, set[str]] = {}
        self._codes: dict[str, set[str]] = {}
        for code, name in printed:
            compared = key(name)
            self._names.setdefault(code, set()).add(compared)
            self._codes.setdefault(compared, set()).add(code)

    def code(self, path: ItemPath) -> str | None:
        """The one code of the path's last level whose upper levels bear the path's names, or None.

        Words before the first level's name («主要用于教育支出») are no part of it.
        """
        if path.printed_code is not None:
            return path.printed_code if path.printed_code[0] == "2" else None
        deepest = max(i for i, name in enumerate(path.names) if name)
        last = path.names[deepest]
        assert last is not None
        digits = 3 + 2 * deepest
        codes = {
            code
            for name in self._alike(key(last))
            for code in self._codes[name]
            if len(code) == digits or not path.level_known
        }
        for level, upper in enumerate(path.names[:deepest]):
            if upper is not None:
                prefix = 3 + 2 * level
                codes = {code for code in codes if self._bears(code[:prefix], key(upper))}
        return codes.pop() if len(codes) == 1 else None

    def _alike(self, compared: str) -> list[str]:
        for alike in (compared, f"{compared}支出"):
            if alike in self._codes:
                return [alike]
        ending = [name for name in self._codes if compared.endswith(name)]
        longest = max(map(len, ending), default=0)
        return [name for name in ending if len(name) == longest]

    def _bears(self, code: str, compared: str) -> bool:
        names = self._names.get(code)
        return names is None or any(
            compared.endswith((name, name.removesuffix("支出"))) for name in names
        )
