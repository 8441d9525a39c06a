"""The ids of organisations and disclosures: the only place where they are put together."""

import re

from yusuan.facts.model import Statement

UNNAMED = "unnamed"
_LONGEST_NAME = 60


def organisation_id(division_code: str | None, statement: Statement) -> str:
    """``130500-501``; a name without a code stands in pinyin, what nobody tells is left out."""
    code = _plain(statement.organisation_code or "") or latin(statement.organisation_name or "")
    return "-".join(part for part in (division_code, code or UNNAMED) if part)


def disclosure_id(organisation: str, statement: Statement) -> str:
    """``130500-501-2023-budget``, with ``-unit`` and ``-r2`` where they apply.

    Parts that the document does not tell are left out; the id matches ``[a-z0-9_-]+``.
    """
    parts = [organisation]
    if statement.fiscal_year is not None:
        parts.append(str(statement.fiscal_year))
    if statement.kind is not None:
        parts.append(statement.kind)
    if statement.scope == "unit":
        parts.append("unit")
    if statement.revision > 1:
        parts.append(f"r{statement.revision}")
    return "-".join(parts)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def latin(name: str) -> str:
    """``name`` in Latin letters without tones, syllables run together."""
    if not name:
        return ""
    from pypinyin import lazy_pinyin

    return _plain("".join(lazy_pinyin(name)))[:_LONGEST_NAME]
