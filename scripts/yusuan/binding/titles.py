"""What a title says of its table, once the words that every title has are taken out of it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from yusuan.binding.model import CaptionedGrid
from yusuan.binding.pieces import BEHIND_TITLE
from yusuan.facts.model import Statement
from yusuan.layouts.loading import Layout, Role
from yusuan.printed.numbers import MARKS
from yusuan.printed.text import key

_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.)]|\([一二三四五六七八九十0-9]{1,3}\)|[①-⑳]|第[一二三四五六七八九十]{1,3}部分|"
    r"[0-9]{1,2}[、.)]|(?:GK)?[0-9]{1,2}(?:[-—.][0-9]{1,2})?(?=[^0-9年月.、])|"
    r"附?表[0-9]{1,3}?(?:[-—][0-9]{1,2}?)?(?=20[0-9][0-9]年?)|[A-Z]{1,2}[0-9]{1,2}(?=20[0-9][0-9]年)|[0-9]{1,2}(?=20[0-9][0-9]年)|"
    r"[【\[](?:部门|单位)?(?:预算|决算|公开)*附?表?[0-9]{1,3}(?:[-—][0-9]+)?表?[】\]]|"
    r"(?:部门|单位)?(?:预算|决算|公开)*附?表[0-9一二三四五六七八九十]{1,3}(?:[-—][0-9]+)?[:、.]?|"
    r"(?:部门|单位)?(?:预算|决算|公开)*附?[0-9]{1,3}(?:[-—][0-9]+)?表[:、.]?)"
    r"|\((?:部门|单位)?(?:预算|决算|公开|附)*表?[0-9一二三四五六七八九十]{1,3}(?:[-—][0-9]+)?表?\)$"
    r"|^[A-H][、.](?=[\u4e00-\u9fff])|^[IVX]{1,4}[、.]?(?=[\u4e00-\u9fff])|^(?:No\.?|Table)[0-9]{1,2}[:.、]?(?=[\u4e00-\u9fff])|^第[0-9一二三四五六七八九十]{1,3}[表张](?=[\u4e00-\u9fff])|^[A-Z]{1,2}[0-9]{2}(?=[\u4e00-\u9fff])|\([A-Z]{1,2}[0-9]{2}\)$"
    r"|(?:(?<=表)|(?<=[目类]\)))" + BEHIND_TITLE + "$"
)
# 征求意见 and the like: the table is the same.
_DRAFT = re.compile(
    r"\((?:[Ss]heet[0-9]{1,2}|草案|送审稿|初稿|公开稿|征求意见稿|批复|汇总|样表|公开表|空表)\)$"
)
_CONTINUED = re.compile(r"\(?续表?(?:[一二三四五六七八九十0-9]*)\)?")
# What hangs on a title: marks of notes, punctuation; and before it, that it is attached.
_BEHIND = re.compile(
    rf"(?:[{MARKS}:：。.;；,，]|\[(?:[0-9]|注[0-9]?)\]|\(?注[0-9一二三四五]?\)?|\((?:附后|见附[表件])\))+$"
)
_BEFORE = re.compile(rf"^[{MARKS}]+(?=[\u4e00-\u9fff])")
_ATTACHED = re.compile(
    r"^附[件表]?(?:[0-9一二三四五六七八九十]{0,3}(?:[-—][0-9]{1,2})?[:、.]|[0-9]{1,2}(?:[-—][0-9]{1,2})?[-—]?(?=[\u4e00-\u9fff]))"
)
_YEAR_IN_WORDS = re.compile(r"^二[〇零○O0]二[〇零一二三四五六七八九]年(?:度)?")
_MAXIMUM_TITLE = 80
_ORGANISATION = re.compile(
    r"^(?:(?!一般公共|国有资本经营|政府性基金)[^绩收支拨]){2,40}(?:局|委|厅|院|会|室|办|中心|部|校|馆|处|所|站|队|社|团|学|府|道|镇|乡|区|县|市|省|庭|台|园|场|司|级|联|协|狱|宫|段|组|(?:机|海)关|人大|集团)"
    r"(?=(?:财务)?收支|收入|支出|财政拨款|一般公共|政府性?基金|国有资本|基本支出|项目|机关运行|三公|专项)"
)
_ROUND_NAME = re.compile(r"^[-—–_·:]+|\(\)|[-—–_·:]+$")  # 某某局-收支总表, 收支总表（某某局）
_HEADS = frozenset({"收入", "支出", "收支", "项目"})
EXACT, WORDS = 1.0, 0.75


def title_texts(captioned: CaptionedGrid) -> tuple[str, ...]:
    """The titles above a grid, the nearest first, as they are compared."""
    return tuple(
        key(title.text)
        for title in reversed(captioned.caption.titles)
        if 0 < len(key(title.text)) <= _MAXIMUM_TITLE
    )


def core(title: str, layout: Layout, organisations: Iterable[str]) -> str:
    """``2025年苏州市审计局部门一般公共预算支出情况表`` -> ``一般公共支出``."""
    title = _YEAR_IN_WORDS.sub("", title)
    title = _BEFORE.sub("", _DRAFT.sub("", title))
    found = _ATTACHED.sub("", _BEHIND.sub("", _CONTINUED.sub("", title)))
    for name in organisations:
        if len(name) > 2 and name in found:
            before, _, after = found.rpartition(name)
            found = _ROUND_NAME.sub("", after if len(after) > 2 else before + after)
    reduced = _reduced(_NUMBER.sub("", _NUMBER.sub("", found)), layout)
    return _ORGANISATION.sub("", reduced)


@lru_cache(maxsize=4096)
def _reduced_by(found: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub("", found)


def _reduced(found: str, layout: Layout) -> str:
    return _reduced_by(found, layout.titles_ignore)


def organisations_of(captioned: CaptionedGrid, statement: Statement) -> tuple[str, ...]:
    """Names that a title may carry beside what it says, longest first."""
    names = {key(statement.organisation_name or "")}
    if captioned.caption.organisation is not None:
        names.add(re.sub(r"^.{0,8}[:：]", "", key(captioned.caption.organisation.text)))
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def title_score(role: Role, full: str, short: str) -> tuple[float, str]:
    """How far a title speaks for a role, and the words that do; 收入 alone is a word of a head."""
    if full in _HEADS or any(word in full for word in role.without):
        return 0.0, ""
    for pattern in role.titles:
        if short and pattern.fullmatch(short):
            return EXACT, short
    for words in role.words:
        if all(word in full or word in short for word in words):
            return WORDS, " ".join(words)
    return 0.0, ""


def role_of_title(title: str, layout: Layout) -> str | None:
    """The role that a title in a contents list names most clearly, None where it names none."""
    full = key(title)
    short = core(full, layout, ())
    scores = sorted(
        ((title_score(role, full, short)[0], name) for name, role in layout.roles.items()),
        reverse=True,
    )
    return scores[0][1] if scores and scores[0][0] > 0 else None
