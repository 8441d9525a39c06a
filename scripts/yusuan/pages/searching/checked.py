"""Results of the checks: as records of the search, each disagreement, and each rule with the rest;
and one by one, as the pages of figures tell them.
"""

from collections.abc import Iterator

from yusuan.checks.model import STATUS_TITLES
from yusuan.checks.telling import said_of
from yusuan.pages.marks import figure_ids
from yusuan.pages.model import Disclosure, Record, Site, integer, text
from yusuan.pages.searching.model import Found, Result
from yusuan.pages.told import about, findings
from yusuan.printed.quoting import nested

_PAGE, _OF = "checks.html", "数据核对"
# What every result that holds, cannot be compared or is not due says alike.
_ALIKE = (f"：{STATUS_TITLES['pass']}。", *(f"{title}：" for title in STATUS_TITLES.values()))


# Where the page of checks tells a result; the others stand in the table of their rule.
_ANCHORS = {"fail": "check-{0}", "not_comparable": "unread-{0}"}


def checks_part(id_: str) -> str:
    """What the part of the search is called that has what came out of the checks of a disclosure."""
    return f"{id_}-checks"


def rule_texts(site: Site) -> tuple[str, ...]:
    """What the records of rules say alike in every disclosure."""
    rules = site.check_rules.values()
    said = (text(rule, name) for rule in rules for name in ("rule", "rule_basis"))
    return tuple(dict.fromkeys(filter(None, said)))


def checks_of(site: Site, disclosure: Disclosure) -> Iterator[Found]:
    for told in findings(disclosure):
        for row in told.results:
            yield Found(
                kind="finding",
                page=_PAGE,
                of=_OF,
                anchor=f"check-{row['check_no']}",
                title=told.name,
                texts=(nested(text(row, "message")), *_sides(row), text(row, "reason")),
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


def results_of(site: Site, disclosure: Disclosure) -> Iterator[Result]:
    """Of every check that a figure takes part in."""
    names = {number: each.name for each in findings(disclosure) for number in each.numbers}
    for row in disclosure.of("checks"):
        if not figure_ids(row):
            continue
        number, rule, status = integer(row, "check_no"), text(row, "check_id"), text(row, "status")
        yield Result(
            number,
            said_of(row),
            names.get(number) or text(site.check_rules[rule], "title"),
            about(status, text(row, "message")),
            *_sides(row),
            _ANCHORS.get(status, "rule-{1}").format(number, rule),
        )


def _sides(row: Record) -> tuple[str, str]:
    return nested(text(row, "left_expression")), nested(text(row, "right_expression"))


def _said(row: Record) -> Iterator[str]:
    message = nested(text(row, "message"))
    for words in _ALIKE:
        message = message.removesuffix(words).removeprefix(words)
    yield from filter(None, (message, *_sides(row)))
