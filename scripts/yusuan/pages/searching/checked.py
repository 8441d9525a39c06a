"""Results of the checks as records of the search: each disagreement, and each rule with the rest."""

from collections.abc import Iterator

from yusuan.pages.model import Disclosure, Record, Site, text
from yusuan.pages.searching.model import Found
from yusuan.pages.told import findings

_PAGE, _OF = "checks.html", "数据核对"
# What every result that holds, or is not due, says alike.
_ALIKE = ("：相符。", "不适用：")


def checks_of(site: Site, disclosure: Disclosure) -> Iterator[Found]:
    for told in findings(disclosure):
        for row in told.results:
            yield Found(
                kind="finding",
                page=_PAGE,
                of=_OF,
                anchor=f"check-{row['check_no']}",
                title=told.name,
                texts=(text(row, "message"), *_sides(row), text(row, "reason")),
            )
    by_rule: dict[str, list[Record]] = {}
    for row in disclosure.of("checks"):
        by_rule.setdefault(text(row, "check_id"), []).append(row)
    for id_, rows in by_rule.items():
        rule = site.check_rules[id_]
        said = dict.fromkeys(
            piece for row in rows if row["status"] != "fail" for piece in _said(row)
        )
        yield Found(
            kind="finding",
            page=_PAGE,
            of=_OF,
            anchor=f"rule-{id_}",
            title=text(rule, "title"),
            texts=(text(rule, "rule"), text(rule, "rule_basis"), *said, id_),
        )


def _sides(row: Record) -> tuple[str, str]:
    return text(row, "left_expression"), text(row, "right_expression")


def _said(row: Record) -> Iterator[str]:
    message = text(row, "message")
    for words in _ALIKE:
        message = message.removesuffix(words).removeprefix(words)
    yield from filter(None, (message, *_sides(row)))
