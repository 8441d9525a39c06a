"""CSL-JSON, version 1.0.2: a list with one item, as reference managers exchange it."""

import json
from collections.abc import Sequence
from typing import Any

from yusuan.citation.model import Cited, date_parts, flat


def csl(cited: Cited) -> str:
    """JSON text."""
    within = cited.container
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "dataset",
        "title": flat(cited.title),
        "author": _names(cited.creators),
        "container-title": flat(within.title) if within else None,
        "container-author": _names(within.creators) if within else None,
        "original-author": _names((cited.document_creator,)) if cited.document_creator else None,
        "issued": _date(cited.issued),
        "version": cited.edition,
        "publisher": flat(cited.publisher) if cited.publisher else None,
        "number": cited.id if within else None,
        "language": "zh-CN",
        "note": flat(cited.note) if cited.note else None,
        "DOI": cited.doi,
        "URL": cited.address,
        "accessed": _date(cited.accessed) if cited.accessed else None,
    }
    known = {name: value for name, value in item.items() if value is not None}
    return json.dumps([known], ensure_ascii=False, indent=2)


def _names(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"literal": flat(name)} for name in names]


def _date(day: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [list(date_parts(day))]}
