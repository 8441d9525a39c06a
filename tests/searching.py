"""How well a search answers: 50 queries with the answers that a reader would want."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.paths import REAL, ROOT

FEW = 5


@dataclass(frozen=True, slots=True)
class Query:
    """``wanted`` are addresses relative to the root of the site; any of them is right."""

    text: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of how many queries the first answers lead to the right page, and to the right place on it."""

    pages_first: int
    pages_few: int
    places_first: int
    places_few: int
    missed: tuple[str, ...]


def read_queries(name: str = "queries") -> tuple[Query, ...]:
    """Those that ranking was tried on, or those ``held_out``."""
    told = tomllib.loads((ROOT / "tests" / "search_queries.toml").read_text(encoding="utf-8"))
    return tuple(Query(each["text"], tuple(map(_from_root, each["wanted"]))) for each in told[name])


def _from_root(address: str) -> str:
    return address[1:] if address.startswith("/") else f"disclosures/{REAL.name}/{address}"


def measure(queries: Sequence[Query], answers: Callable[[str], Sequence[str]]) -> Measured:
    """``answers`` gives the addresses that a search finds for a text, best first."""
    found = [(query, tuple(answers(query.text))) for query in queries]
    pages = [
        _rank(
            tuple(dict.fromkeys(each.partition("#")[0] for each in addresses)),
            {each.partition("#")[0] for each in query.wanted},
        )
        for query, addresses in found
    ]
    places = [_rank(addresses, set(query.wanted)) for query, addresses in found]
    return Measured(
        sum(rank < 1 for rank in pages),
        sum(rank < FEW for rank in pages),
        sum(rank < 1 for rank in places),
        sum(rank < FEW for rank in places),
        tuple(query.text for (query, _), rank in zip(found, places, strict=True) if rank >= FEW),
    )


def _rank(found: Sequence[str], wanted: set[str]) -> int:
    return next((rank for rank, each in enumerate(found) if each in wanted), len(found) + FEW)
