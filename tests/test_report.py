"""Every page says that it is unofficial, and leads to where an error in it can be reported."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from tests.page_texts import every_page
from tests.paths import HAND_WRITTEN, SITE_FILES
from tests.test_pages import as_browser, shown
from yusuan.pages.model import Disclosure, Site, read_site
from yusuan.pages.report import FORM, report_of

ROOT = Path(__file__).resolve().parent.parent
ID = "130500-501-2023-budget"
REPOSITORY = "https://example.org/some/repository"
NOTICE = "本站为整理本，非官方发布"
ENGLISH_NOTICE = "not an official publication"
FORM_FIELDS = {
    field["id"]
    for field in yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / FORM).read_text("utf-8"))[
        "body"
    ]
    if "id" in field
}


@pytest.fixture(scope="module")
def site() -> Site:
    """The site of a package that names neither its repository nor its own address: of a whole
    disclosure and one of tables only, which have every kind of page.
    """
    site = read_site(ROOT / "datapackage")
    whole = next(each for each in site.disclosures if each.id == ID)
    tables = next(each for each in site.disclosures if each.tables_only)
    return with_addresses(dataclasses.replace(site, disclosures=(whole, tables)))


@pytest.fixture(scope="module")
def disclosure(site: Site) -> Disclosure:
    return next(each for each in site.disclosures if each.id == ID)


def with_addresses(site: Site, **addresses: str) -> Site:
    kept = {
        name: value
        for name, value in site.descriptor.items()
        if name not in ("repository", "homepage")
    }
    return dataclasses.replace(site, descriptor={**kept, **addresses})


def bodies(site: Site) -> Iterator[tuple[str, str]]:
    """Address and text of each page."""
    for page in every_page(site):
        yield page.address, page.content


def asked(form: str) -> dict[str, str]:
    """What the form is opened with."""
    return {name: values[0] for name, values in parse_qs(urlsplit(form).query).items()}


def test_every_page_says_that_it_is_unofficial(site: Site) -> None:
    lacking = [
        page
        for page, body in bodies(site)
        if body.count(ENGLISH_NOTICE if page.startswith("en/") else NOTICE) != 1
    ]
    assert lacking == []


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=lambda path: path.name)
def test_every_hand_written_page_says_that_it_is_unofficial(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count(NOTICE) == 1


def test_the_page_for_missing_addresses_says_that_it_is_unofficial() -> None:
    text = (SITE_FILES / "overrides" / "404.html").read_text(encoding="utf-8")
    assert "非官方发布" in text


def test_every_page_leads_to_the_form_of_the_repository(site: Site) -> None:
    named = with_addresses(site, repository=REPOSITORY)
    start = f"{REPOSITORY}/issues/new?template={FORM}&"
    lacking = [
        page
        for page, body in bodies(named)
        if sum(link.startswith(start) for link in shown(body).links) != 1
    ]
    assert lacking == []


def test_without_a_repository_every_page_leads_to_how_to_report(site: Site) -> None:
    """No address is made up. Pages in English have one of their own, beside them."""
    lacking = [
        page
        for page, body in bodies(site)
        if f"{'' if page.startswith('en/') else '../' * page.count('/')}about.html#report"
        not in shown(body).links
    ]
    assert lacking == []


def test_how_to_report_is_told_where_the_link_leads() -> None:
    about = (SITE_FILES / "about.md").read_text(encoding="utf-8")
    assert "report" in as_browser(about.split("\n---\n", 1)[1]).ids


def test_a_table_shows_the_facts_to_quote(site: Site) -> None:
    """Its address tells document and table; what only a program reads stands nowhere below it."""
    body = dict(bodies(site))[f"disclosures/{ID}/revenue.html"]
    end = shown(body).text.partition("这页与部门公布的原件不一致")[2]
    facts = (f"disclosures/{ID}/revenue.html", site.descriptor["version"])
    assert [fact for fact in facts if fact not in end] == []


def test_the_form_is_opened_with_disclosure_and_table(site: Site, disclosure: Disclosure) -> None:
    named = with_addresses(site, repository=REPOSITORY)
    form = asked(report_of(named, "部门收入总表", "x.html", disclosure).form)
    assert (form["disclosure"], form["place"]) == (ID, "部门收入总表")


def test_the_form_is_opened_with_fields_that_it_has(site: Site, disclosure: Disclosure) -> None:
    known = dataclasses.replace(
        disclosure, facts={**disclosure.facts, "url": "https://example.org/a?b=1&c=2"}
    )
    named = with_addresses(site, repository=REPOSITORY)
    given = set(asked(report_of(named, "表", "x.html", known).form))
    assert given - FORM_FIELDS == {"template", "title"}


def test_signs_of_addresses_are_encoded(site: Site) -> None:
    named = with_addresses(site, repository=REPOSITORY)
    assert asked(report_of(named, "一&b=二#三 四", "x.html").form)["place"] == "一&b=二#三 四"


def test_the_address_of_the_page_is_given_where_the_site_has_one(site: Site) -> None:
    named = with_addresses(site, repository=REPOSITORY, homepage="https://example.org/site")
    notes = asked(report_of(named, "表", "compare.html").form)["notes"]
    assert re.findall(r"https://\S+?html", notes) == ["https://example.org/site/compare.html"]
