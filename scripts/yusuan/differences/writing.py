"""A difference as text for people, as the CHANGELOG's entry and as JSON.

The JSON has these keys, always all of them; an unstated fact is null:

- ``old``, ``new``: ``location``, ``version``, ``created``;
- ``identical``, ``enough``: booleans; ``required_rise``, ``chosen_rise``: ``none``, ``patch``,
  ``minor`` or ``major``; ``lowest_version``: the first version that would be enough;
- ``reasons``: ``rise``, ``kind`` and ``where`` of each (``rises.reasons``);
- ``metadata``: ``attribute``, ``old``, ``new``, ``rise`` of each changed fact of the package;
- ``disclosures``: ``added`` and ``removed``, each with ``id`` and ``title``;
- ``resources``: ``added`` and ``removed``, names;
- ``tables``: of each that differs ``name``, ``title``, ``primary_key`` (empty if it is another); ``fields`` (``added``,
  ``removed``, names); ``changes`` (as in ``metadata``, and ``field``, null for the whole table);
  ``rows_compared``, false where the primary key is another; ``rows`` with ``added`` and
  ``removed`` (field -> text, every field), ``changed`` (``key``: field -> text; ``cells``:
  ``field``, ``old``, ``new`` and ``kind``, ``value`` or ``notation``), and
  ``of_disclosures_added`` and ``of_disclosures_removed``, numbers of rows; ``rewritten``,
  resources whose file says the same in other bytes.

Values of cells are texts as printed in the CSV, an empty cell is an empty text.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from yusuan.differences.model import Change, Difference, TableDifference
from yusuan.differences.rendering import render
from yusuan.differences.rises import (
    Rise,
    chosen_rise,
    is_enough,
    lowest_version,
    reasons,
    required_rise,
    rise_of,
)
from yusuan.differences.wording import REASON_TITLES, RISE_TITLES
from yusuan.errors import visible

SHORT = 10  # entries of a list that the text shows unless all are asked for
CHANGELOG_EXAMPLES = 3


def as_text(difference: Difference, everything: bool = False) -> str:
    """Chinese, grouped; a list is cut to ``SHORT`` entries and the rest counted."""
    return render(
        "difference.txt.j2", _facts(difference) | {"limit": None if everything else SHORT}
    )


def as_changelog(difference: Difference) -> str:
    """The entry of ``CHANGELOG.md`` for the new version: English Markdown, lines wrapped."""
    return render("changelog.md.j2", _facts(difference) | {"limit": CHANGELOG_EXAMPLES})


def too_small(difference: Difference) -> str:
    """One line for a release that must not be made under its version (Chinese)."""
    old, new = difference.old.version, difference.new.version
    required = required_rise(difference)
    if not required:
        return f"版本号倒退：{old} → {new}，两个数据包没有不同。"
    needed = lowest_version(old, required)
    why = next(reason for reason in reasons(difference) if reason.rise == required)
    return (
        f"版本号不够：{old} → {new}，须升{RISE_TITLES[required]}，至少为 {needed}，"
        f"因为{REASON_TITLES[why.kind]} {visible(why.where)}。"
    )


def _facts(difference: Difference) -> dict[str, Any]:
    required = required_rise(difference)
    return {
        "difference": difference,
        "required": required,
        "chosen": chosen_rise(difference.old.version, difference.new.version),
        "enough": is_enough(difference),
        "lowest": lowest_version(difference.old.version, required),
        "decisive": [r for r in reasons(difference) if r.rise == required != Rise.NONE],
    }


def as_json(difference: Difference) -> str:
    """Everything, values in full; the structure is described at the head of this module."""
    required = required_rise(difference)
    described = {
        "old": asdict(difference.old),
        "new": asdict(difference.new),
        "identical": difference.is_empty,
        "required_rise": required.name.lower(),
        "chosen_rise": chosen_rise(difference.old.version, difference.new.version).name.lower(),
        "enough": is_enough(difference),
        "lowest_version": lowest_version(difference.old.version, required),
        "reasons": [
            {"rise": reason.rise.name.lower(), "kind": reason.kind, "where": reason.where}
            for reason in reasons(difference)
        ],
        "metadata": [_change(change) for change in difference.metadata],
        "disclosures": {
            "added": [asdict(each) for each in difference.disclosures_added],
            "removed": [asdict(each) for each in difference.disclosures_removed],
        },
        "resources": {
            "added": difference.resources_added,
            "removed": difference.resources_removed,
        },
        "tables": [_table(table) for table in difference.tables],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _change(change: Change, fields_added: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "attribute": change.attribute,
        "old": change.old,
        "new": change.new,
        "rise": rise_of(change, fields_added).name.lower(),
    }


def _table(table: TableDifference) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "primary_key": table.key,
        "fields": {"added": table.fields_added, "removed": table.fields_removed},
        "changes": [
            {"field": change.field, **_change(change, table.fields_added)}
            for change in table.changes
        ],
        "rows_compared": table.rows_compared,
        "rows": {
            "added": [row.values for row in table.rows_added],
            "removed": [row.values for row in table.rows_removed],
            "changed": [
                {
                    "key": _named(table.key, row.key),
                    "cells": [
                        {
                            "field": cell.field,
                            "old": cell.old,
                            "new": cell.new,
                            "kind": "notation" if cell.notation else "value",
                        }
                        for cell in row.cells
                    ],
                }
                for row in table.rows_changed
            ],
            "of_disclosures_added": table.rows_of_disclosures_added,
            "of_disclosures_removed": table.rows_of_disclosures_removed,
        },
        "rewritten": table.rewritten,
    }


def _named(fields: Iterable[str], values: Iterable[str]) -> Mapping[str, str]:
    return dict(zip(fields, values, strict=True))
