"""The Atom feed: what RFC 4287 demands, in what order, whatever a title holds."""

import dataclasses
import re
from datetime import date

import pytest
from lxml import etree

from yusuan.pages.feed import feed, newest
from yusuan.pages.model import Disclosure, Site

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = '某局</title><script>alert(1)</script>&amp; ]]> "引号"\x0b\ud800'


def with_(disclosure: Disclosure, id_: str, added: date | None, **facts: object) -> Disclosure:
    told = {**disclosure.facts, "added": added, **facts}
    return dataclasses.replace(disclosure, id=id_, facts=told)  # type: ignore[arg-type]


def of(site: Site, *disclosures: Disclosure, homepage: str = "") -> Site:
    descriptor = {**site.descriptor, **({"homepage": homepage} if homepage else {})}
    return dataclasses.replace(site, disclosures=disclosures, descriptor=descriptor)


def parsed(site: Site) -> etree._Element:
    return etree.fromstring(feed(site).encode())


@pytest.fixture
def three(site: Site, disclosure: Disclosure) -> Site:
    return of(
        site,
        with_(disclosure, "a", date(2026, 1, 2)),
        with_(disclosure, "b", date(2026, 3, 4), revision=2),
        with_(disclosure, "c", None),
    )


def one(element: etree._Element, name: str) -> str:
    """The text of the only child of that name."""
    [found] = element.findall(ATOM + name)
    assert found.text
    return str(found.text)


@pytest.mark.parametrize("homepage", ["", "https://example.org/open"])
def test_it_has_what_the_standard_demands(three: Site, homepage: str) -> None:
    root = parsed(of(three, *three.disclosures, homepage=homepage))
    assert root.tag == f"{ATOM}feed"
    assert one(root, "title")
    assert one(root, "id").startswith("urn:uuid:")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one(element, "updated"))
        alternates = [
            link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"
        ]
        assert len(alternates) == 1
        assert str(alternates[0].get("href")).startswith(homepage)
    own = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert [link.get("href") for link in own] == ([f"{homepage}/feed.xml"] if homepage else [])


def test_the_latest_come_first_and_those_without_a_day_are_left_out(three: Site) -> None:
    root = parsed(three)
    entries = root.findall(f"{ATOM}entry")
    assert [one(entry, "updated")[:10] for entry in entries] == ["2026-03-04", "2026-01-02"]
    assert one(root, "updated") == one(entries[0], "updated")
    assert one(entries[0], "title").endswith("（更正后重新公开，第 2 版）")
    assert "更正" not in one(entries[1], "title")
    assert [each.id for each in newest(three.disclosures)] == ["b", "a"]


def test_an_entry_keeps_its_id_whatever_the_homepage(three: Site) -> None:
    moved = of(three, *three.disclosures, homepage="https://example.org")
    ids = [[one(e, "id") for e in parsed(each).findall(f"{ATOM}entry")] for each in (three, moved)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_the_same_package_gives_the_same_bytes(three: Site) -> None:
    assert feed(three) == feed(three)


def test_a_hostile_title_is_text(site: Site, disclosure: Disclosure) -> None:
    named = with_(disclosure, "a", date(2026, 1, 2), department_name=HOSTILE, division_name=None)
    [entry] = parsed(of(site, named)).findall(f"{ATOM}entry")
    title = one(entry, "title")
    assert title.startswith("某局</title><script>alert(1)</script>&amp; ]]> ")
    assert "\x0b" not in title
    assert len(entry) == 5


def test_without_a_day_there_is_an_empty_feed(site: Site, disclosure: Disclosure) -> None:
    root = parsed(of(site, with_(disclosure, "a", None)))
    assert root.findall(f"{ATOM}entry") == []
    assert one(root, "updated")[:10] == site.descriptor["created"][:10]
