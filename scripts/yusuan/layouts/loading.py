"""Layout files -> checked, merged, compiled layouts.

A file says what is true of its place only and names what it inherits. Lists of terms, titles and
columns are those of the parent plus its own; a pattern of a child goes before its parent's.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from yusuan.errors import YusuanError

Shape = Literal["rows", "sided", "items", "text", "performance", "none", "crossed"]
Classification = Literal["function", "economic", "government_economic"]
_FOLDER = Path(__file__).parent
_NEVER = "(?!)"
MAXIMUM_LABEL = 80  # a longer text is no label
_MAXIMUM_KNOWN = 20_000
_MAXIMUM_BYTES = 200_000
_SIGNED = re.compile(r"([+-]?)\s*([a-z_0-9]+)")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RoleText(_Strict):
    """A table role as a file states it; see ``base.toml`` for what each entry means."""

    shape: Shape | None = None
    inherits: str | tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    heads: tuple[tuple[str, ...], ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    classification: Classification | None = None
    neutral: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    sums: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    others: str | None = None


class LayoutText(_Strict):
    """A layout file."""

    name: str
    title: str
    inherits: str | None = None
    marks: tuple[str, ...] = ()
    terms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    titles_ignore: tuple[str, ...] = ()
    foreign_titles: tuple[str, ...] = ()
    foreign_rows: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    roles: dict[str, RoleText] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnPattern:
    """``path``: terms of a head path, outermost first; the last is the column's own label."""

    field: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SumRule:
    """``total`` is the sum of the ``parts`` (field, sign) that are printed."""

    total: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Role:
    """How one table role is recognised and read."""

    name: str
    shape: Shape
    titles: tuple[re.Pattern[str], ...]
    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    heads: tuple[frozenset[str], ...]
    needs: tuple[frozenset[str], ...]
    classification: Classification | None
    neutral: frozenset[str]
    patterns: tuple[ColumnPattern, ...]
    sums: tuple[SumRule, ...]
    items: frozenset[str] = frozenset()
    others: str | None = None


@dataclass(frozen=True)
class Layout:
    """A family of layouts, everything it inherits included."""

    name: str
    title: str
    marks: tuple[re.Pattern[str], ...]
    terms: Mapping[str, re.Pattern[str]]
    titles_ignore: re.Pattern[str]
    foreign_titles: tuple[re.Pattern[str], ...]
    foreign_rows: re.Pattern[str]
    roles: Mapping[str, Role]
    _known: dict[str, str | None] = field(default_factory=dict, repr=False)

    def term(self, label: str) -> str | None:
        """The term that a compared label (``labels.compared``) stands for, None if unknown."""
        if len(label) > MAXIMUM_LABEL:
            return None
        if label not in self._known:
            if len(self._known) >= _MAXIMUM_KNOWN:
                self._known.clear()
            self._known[label] = next(
                (name for name, pattern in self.terms.items() if pattern.fullmatch(label)), None
            )
        return self._known[label]


@cache
def load_layout(name: str) -> Layout:
    """The layout called ``name``. Raises YusuanError for a file that is wrong."""
    return compile_layout(_merged(_read(_FOLDER / f"{name}.toml")))


@cache
def all_marks() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """The marks of every layout that ships, ``base`` first, then by name.

    To choose one takes no more of the others; to compile all takes longer than to read a document.
    """
    names = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    names.sort(key=lambda name: name != "base")
    return {name: _marks(_read(_FOLDER / f"{name}.toml")) for name in names}


def all_layouts() -> tuple[Layout, ...]:
    """Every layout that ships, in the order of ``all_marks``."""
    return tuple(map(load_layout, all_marks()))


def parse_layout(text: str, file: Path) -> Layout:
    """A layout out of the text of a file, merged with what it inherits."""
    return compile_layout(_merged(_parsed(text, file)))


@cache
def _read(path: Path) -> LayoutText:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise YusuanError("没有这个版式", file=path, hint="版式文件在 yusuan/layouts/ 中") from None
    return _parsed(text, path)


def _parsed(text: str, file: Path) -> LayoutText:
    if len(text) > _MAXIMUM_BYTES:
        raise YusuanError("版式文件太大", file=file)
    try:
        return LayoutText.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise YusuanError("版式文件不是有效的 TOML", file=file, hint=str(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise YusuanError("版式文件不合规范", file=file, text=where, hint=first["msg"]) from None


def _merged(child: LayoutText, seen: tuple[str, ...] = ()) -> LayoutText:
    if child.inherits is None:
        return child
    if child.inherits in seen:
        raise YusuanError(f"版式“{child.name}”互相继承")
    parent = _merged(_read(_FOLDER / f"{child.inherits}.toml"), (*seen, child.inherits))
    terms = {
        name: (*child.terms.get(name, ()), *parent.terms.get(name, ()))
        for name in (*parent.terms, *child.terms)
    }
    roles = {
        name: _merged_role(child.roles.get(name), parent.roles.get(name))
        for name in (*parent.roles, *child.roles)
    }
    return child.model_copy(
        update={
            "inherits": None,
            "terms": terms,
            "titles_ignore": (*child.titles_ignore, *parent.titles_ignore),
            "foreign_titles": (*child.foreign_titles, *parent.foreign_titles),
            "foreign_rows": (*child.foreign_rows, *parent.foreign_rows),
            "neutral": (*child.neutral, *parent.neutral),
            "roles": roles,
        }
    )


def _merged_role(child: RoleText | None, parent: RoleText | None) -> RoleText:
    if child is None or parent is None:
        found = child or parent
        assert found is not None
        return found
    return RoleText(
        shape=child.shape or parent.shape,
        inherits=child.inherits or parent.inherits,
        titles=(*child.titles, *parent.titles),
        words=(*child.words, *parent.words),
        without=(*child.without, *parent.without),
        heads=(*child.heads, *parent.heads),
        needs=child.needs or parent.needs,
        classification=child.classification or parent.classification,
        neutral=(*child.neutral, *parent.neutral),
        columns={
            name: (*child.columns.get(name, ()), *parent.columns.get(name, ()))
            for name in (*child.columns, *parent.columns)
        },
        sums=(*child.sums, *parent.sums),
        items=(*child.items, *parent.items),
        others=child.others or parent.others,
    )


def compile_layout(text: LayoutText) -> Layout:
    """Compile a merged file. Raises YusuanError for a pattern or a term that does not hold."""
    roles: dict[str, RoleText] = {}
    for name in text.roles:
        roles[name] = _inherited_role(text, name, ())
    return Layout(
        name=text.name,
        title=text.title,
        marks=_marks(text),
        terms={
            name: _pattern(text, "|".join(f"(?:{label})" for label in labels) or _NEVER)
            for name, labels in text.terms.items()
        },
        titles_ignore=_pattern(text, "|".join(f"(?:{words})" for words in text.titles_ignore)),
        foreign_titles=tuple(_pattern(text, words) for words in text.foreign_titles),
        foreign_rows=_pattern(text, "|".join(text.foreign_rows) or _NEVER),
        roles={
            name: _compiled_role(text, name, role)
            for name, role in roles.items()
            if not name.startswith("_")
        },
    )


def _inherited_role(text: LayoutText, name: str, seen: tuple[str, ...]) -> RoleText:
    role = text.roles[name]
    for parent in (role.inherits,) if isinstance(role.inherits, str) else role.inherits:
        if parent in seen or parent not in text.roles:
            raise YusuanError(f"版式“{text.name}”的“{name}”继承了不存在的“{parent}”")
        role = _merged_role(role, _inherited_role(text, parent, (*seen, name)))
    return role


def _compiled_role(text: LayoutText, name: str, role: RoleText) -> Role:
    patterns = tuple(
        ColumnPattern(field_name, tuple(path.split("/")))
        for field_name, paths in role.columns.items()
        for path in paths
    )
    used = {*role.items, *(term for pattern in patterns for term in pattern.path)}
    unknown = used - text.terms.keys()
    if unknown:
        raise YusuanError(f"版式“{text.name}”的“{name}”用了没有的词“{'、'.join(sorted(unknown))}”")
    if role.shape is None:
        raise YusuanError(f"版式“{text.name}”的“{name}”没有写明 shape")
    return Role(
        name=name,
        shape=role.shape,
        titles=tuple(_pattern(text, title) for title in role.titles),
        words=tuple(tuple(words.split()) for words in role.words),
        without=role.without,
        heads=tuple(frozenset(head) for head in role.heads),
        needs=tuple(frozenset(need) for need in role.needs),
        classification=role.classification,
        neutral=frozenset((*role.neutral, *text.neutral)),
        patterns=patterns,
        sums=tuple(_sum_rule(rule) for rule in role.sums),
        items=frozenset(role.items),
        others=role.others,
    )


def _marks(text: LayoutText) -> tuple[re.Pattern[str], ...]:
    """They are not inherited."""
    return tuple(_pattern(text, mark) for mark in text.marks)


def _sum_rule(text: str) -> SumRule:
    total, _, parts = text.partition("=")
    signed = _SIGNED.findall(parts)
    return SumRule(total.strip(), tuple((name, -1 if sign == "-" else 1) for sign, name in signed))


def _pattern(text: LayoutText, pattern: str) -> re.Pattern[str]:
    try:
        return _compiled(pattern)
    except re.error as error:
        raise YusuanError(f"版式“{text.name}”的“{pattern}”不是正则表达式：{error}") from None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Layouts inherit most of their patterns; ``re`` forgets them when there are many."""
    return re.compile(pattern)
