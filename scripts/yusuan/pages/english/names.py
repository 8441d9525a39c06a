"""The English names of rules and of classification codes, each beside the Chinese."""

from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.declared.english import check_in_english, in_english
from yusuan.pages.model import Site, text
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head

_OURS = (
    "These translations are ours, none is official. A code is named as the documents of the years "
    "print it; a name without a translation stays Chinese."
)


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names; ``counted`` is what its rows are."""

    id: str
    counted: str
    about: str
    table: TableView


def lists_of(site: Site) -> Iterator[Names]:
    yield Names(
        "checks-in-english",
        "rules",
        "What each rule demands is told in Chinese on the page of a disclosure's checks.",
        TableView("Checks", simple_head("Rule", "English", "Chinese"), tuple(_checks(site))),
    )
    for kind, caption in (
        ("function", "Functional classification: names"),
        ("economic", "Economic classification (departmental): names"),
    ):
        head = simple_head("Code", "English", "Chinese")
        table = TableView(caption, head, tuple(_codes(site, kind)))
        yield Names(f"{kind}-names", "names", _OURS, table)


def _checks(site: Site) -> Iterator[TableRow]:
    for id_, rule in site.check_rules.items():
        title = text(rule, "title")
        yield TableRow((Cell(id_, "name"), Cell(check_in_english(title) or ""), Cell(title)))


def _codes(site: Site, kind: str) -> Iterator[TableRow]:
    named = {
        (text(row, "code_id").rpartition("-")[2], text(row, "printed_name"))
        for row in site.code_names
        if row["classification"] == kind
    }
    for code, name in sorted(named):
        link = f"classifications.html#{kind}-{code}"
        yield TableRow((Cell(code, "code", link=link), Cell(in_english(name) or ""), Cell(name)))
