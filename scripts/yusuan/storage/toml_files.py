"""One reader for every TOML file that people write: typed, limited, and with its own words.

A file is declared as a dataclass; pydantic checks it. ``config`` of each is ``CHECKED``; a field
may say how it is written with ``written``. Patterns are searched in linear time.
"""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from yusuan.errors import YusuanError
from yusuan.evidence.places import LinePlace
from yusuan.storage.files import read_regular

CHECKED = ConfigDict(extra="forbid")
MAXIMUM_BYTES = 1 << 18
# Deeper than this nothing of ours is; tomllib needs a second for 60 KB of dots, and the square.
_MAXIMUM_DEPTH = 16
_TEXTS_AND_COMMENTS = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\Z)'
    r"|'''.*?(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*(?:"|$)'
    r"|'[^'\n]*(?:'|$)"
    r"|#[^\n]*",
    re.DOTALL | re.MULTILINE,
)
_Kind = TypeVar("_Kind")


def written(pattern: str, hint: str) -> Any:
    """For ``Annotated[Text, …]``: a text of this pattern; ``hint`` is for the message."""
    return Field(pattern=rf"^(?:{pattern})$", description=hint)


# What nobody sees: controls but for line ends and tabs, and signs that turn text round.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_FIRST_YEAR, _LAST_YEAR = 1949, 2199  # the clock is not asked: the same file is read alike always


def _visible(text: str) -> str:
    if found := _UNSEEN.search(text):
        raise PydanticCustomError(_CONTROL, "U+{code}", {"code": f"{ord(found[0]):04X}"})
    return text


def _real_time(text: str) -> str:
    _plausible(datetime.fromisoformat(text))
    return text


def _plausible(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise PydanticCustomError(_FAR_YEAR, "year")
    return day


_CONTROL, _FAR_YEAR = "control_character", "far_year"
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_visible)
]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Day = Annotated[date, Strict(), AfterValidator(_plausible)]
Address = Annotated[Text, written(r"https?://[^\s<>\"'\\]+", "应以 http:// 或 https:// 开头")]
Sha256 = Annotated[Text, written("[0-9a-f]{64}", "应为 64 位小写的十六进制数字")]
_PART = "(?:0|[1-9][0-9]{0,8})"
Version = Annotated[Text, written(rf"{_PART}\.{_PART}\.{_PART}", "如 1.2.0")]
DayAsText = Annotated[
    Text, written("[0-9]{4}-[0-9]{2}-[0-9]{2}", "如 2026-01-31"), AfterValidator(_real_time)
]
Time = Annotated[
    Text,
    written(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", "如 2026-01-31T00:00:00Z"),
    AfterValidator(_real_time),
]


def read_toml(path: Path, kind: type[_Kind], absent: str = "") -> _Kind:
    """The file as ``kind``.

    Raises YusuanError naming file and key for anything else; for a file that is not there
    one whose hint is ``absent``.
    """
    try:
        content = read_regular(path, MAXIMUM_BYTES)
    except FileNotFoundError:
        raise YusuanError(f"缺少 {path.name}", file=path.parent, hint=absent) from None
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise YusuanError("不是 UTF-8 编码", file=path, hint="请另存为 UTF-8") from None
    _check_depth(text, path)
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise YusuanError("嵌套太深", file=path) from None
    except ValueError as error:
        raise YusuanError(f"不是合规的 TOML（{error}）", file=path) from None
    try:
        found: _Kind = _adapter(kind).validate_python(values)
    except ValidationError as error:
        raise _said(min(error.errors(), key=_is_known), kind, path) from None
    return found


def as_toml(value: str) -> str:
    """A TOML basic string of any text; half of a surrogate pair, which TOML lacks, is U+FFFD."""
    sound = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    escaped = sound.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


def _check_depth(text: str, path: Path) -> None:
    bare = _TEXTS_AND_COMMENTS.sub('""', text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if max(line.count("."), line.count("["), line.count("{")) > _MAXIMUM_DEPTH:
            raise YusuanError("嵌套太深", file=path, place=LinePlace(number))


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _is_known(error: ErrorDetails) -> bool:
    """A key that nobody knows comes first: it is the likely cause of one that is missing."""
    return error["type"] != _UNKNOWN_KEY


def _said(error: ErrorDetails, kind: Any, path: Path) -> YusuanError:
    """The first thing that is wrong, in our words."""
    where = error["loc"]
    name = _name(where)
    if error["type"] == _UNKNOWN_KEY:
        return YusuanError(f"有不认识的项 {name}", file=path)
    hint = _hint(kind, where)
    if error["type"] == "missing":
        return YusuanError(f"缺少 {name}", file=path, hint=hint or f"请填写 {where[-1]} = …")
    what = _WRONG.get(error["type"], "的写法不合规范")
    given = error["input"]
    shown = str(given) if isinstance(given, str | int | float | date) else None
    if error["type"] == _CONTROL:
        shown, hint = _UNSEEN.sub(_named, str(shown)), "请删去它"
    return YusuanError(f"{name} {what}", file=path, text=shown or None, hint=hint)


def _named(found: re.Match[str]) -> str:
    return f"〔U+{ord(found[0]):04X}〕"


_UNKNOWN_KEY = "unexpected_keyword_argument"
_WRONG = {
    _CONTROL: "含有看不见的控制字符",
    _FAR_YEAR: f"的年份应在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间",
    "string_type": "应为文字",
    "string_too_short": "不能空着",
    "date_type": "应为日期，如 2023-02-01",
    "int_type": "应为整数",
    "bool_type": "应为 true 或 false",
    "tuple_type": "应为列表",
    "too_short": "不能空着",
    "greater_than_equal": "的数值太小",
    "less_than_equal": "的数值太大",
    "dataclass_type": "应为一组项",
}


def _name(where: tuple[int | str, ...]) -> str:
    """``licenses``, its second entry and ``path`` in it: licenses 第 2 项的 path."""
    name = ""
    for part in where:
        if isinstance(part, int):
            name += f" 第 {part + 1} 项"
        else:
            name += f"的 {part}" if name else part
    return name


def _hint(kind: Any, where: tuple[int | str, ...]) -> str:
    """What the field says of how it is written."""
    schema = _adapter(kind).json_schema()
    place: Any = schema
    for part in where:
        place = _resolved(place, schema)
        place = place.get("items", {}) if isinstance(part, int) else _property(place, part)
    place = _resolved(place, schema)
    return str(place.get("description", ""))


def _property(place: Any, name: str) -> Any:
    return place.get("properties", {}).get(name, {})


def _resolved(place: Any, schema: Any) -> Any:
    for choice in place.get("anyOf", ()):
        if choice.get("type") != "null":
            place = choice
            break
    reference = place.get("$ref", "")
    return schema["$defs"][reference.rpartition("/")[2]] if reference else place
