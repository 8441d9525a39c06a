"""The home page: figures with the changes that the prose states, and a way to every disclosure."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.test_pages import Shown, shown
from yusuan.pages.headlines import headlines
from yusuan.pages.home import HOME_PAGE, examples, newest, three_public
from yusuan.pages.measures import MEASURES
from yusuan.pages.model import Disclosure, Record, Site

ID = "130500-501-2023-budget"
# Five kilobytes of every page are the theme's.
MOST_BYTES = 290_000


def home(site: Site, *disclosures: Disclosure) -> Shown:
    chosen = dataclasses.replace(site, disclosures=disclosures)
    return shown(HOME_PAGE.render(chosen).content)


def other(disclosure: Disclosure, **facts: Any) -> Disclosure:
    """The same document as if it were of another place, department or year."""
    changed: Mapping[str, Any] = {**disclosure.facts, **facts}
    changed = {**changed, "organisation_id": "{division_code}-{department_code}".format(**changed)}
    id_ = "{organisation_id}-{fiscal_year}-{kind}".format(**changed)
    return dataclasses.replace(disclosure, id=id_, facts=changed, figures={})


def stated(disclosure: Disclosure, *changes: Mapping[str, Any]) -> Disclosure:
    """Its prose states these changes and no other amount."""
    first = next(row for row in disclosure.of("stated_amounts") if row["amount_type"] == "change")
    rows: tuple[Record, ...] = tuple({**first, **change} for change in changes)
    return dataclasses.replace(disclosure, rows={**disclosure.rows, "stated_amounts": rows})


def changes(disclosure: Disclosure) -> dict[str, list[str]]:
    return {
        each.label: [f"{change.year} {change.direction} {change.amount}" for change in each.changes]
        for each in headlines(disclosure)
        if each.changes
    }


def test_changes_stand_at_the_figures_that_they_speak_of(disclosure: Disclosure) -> None:
    assert changes(disclosure) == {
        "收入总计": ["2022 减少 140.06 万元"],
        "支出总计": ["2022 减少 140.06 万元"],
        "基本支出": ["2022 增加 132.05 万元"],
        "项目支出": ["2022 减少 272.11 万元"],
    }


def test_a_change_of_revenue_is_none_of_expenditure(disclosure: Disclosure) -> None:
    assert set(changes(stated(disclosure, {"subject": "预算收入"}))) == {"收入总计"}


def test_a_change_of_a_part_stands_at_no_headline(disclosure: Disclosure) -> None:
    assert changes(stated(disclosure, {"subject": "公务接待费", "section_no": 4})) == {}


def test_the_section_decides_what_a_subject_names(disclosure: Disclosure) -> None:
    assert changes(stated(disclosure, {"subject": "政府采购预算", "section_no": 2})) == {}


def test_a_change_of_three_public_expenditure_stands_there(disclosure: Disclosure) -> None:
    subject = "财政拨款“三公”经费预算"
    assert set(changes(stated(disclosure, {"subject": subject, "section_no": 4}))) == {"“三公”经费"}


def test_where_no_change_is_stated_nothing_is_said(site: Site, disclosure: Disclosure) -> None:
    page = home(site, stated(disclosure))
    assert re.findall("增加|减少", page.text) == []


def test_a_change_leads_to_its_line(site: Site, disclosure: Disclosure) -> None:
    assert f"disclosures/{ID}/source.html#line-370" in home(site, disclosure).links


def test_every_headline_is_explained(site: Site, disclosure: Disclosure) -> None:
    page = HOME_PAGE.render(dataclasses.replace(site, disclosures=(disclosure,))).content
    assert len(re.findall(r'class="meaning">[^<]+<', page)) == len(MEASURES)


def test_three_public_expenditure_is_told_by_kind(disclosure: Disclosure) -> None:
    assert [(part.name, part.value, part.css) for part in three_public(disclosure)] == [
        ("因公出国（境）费", "", "blank"),
        ("公务用车购置及运维费", "6.00", ""),
        ("公务接待费", "2.00", ""),
    ]


def test_blank_is_explained_only_where_something_is_blank(
    site: Site, disclosure: Disclosure
) -> None:
    said = "“空白”是表里没有印数字"
    assert said in home(site, disclosure).text
    rows = disclosure.of("three_public_expenditure")
    printed = [each for each in rows if not str(each["item_name"]).startswith("因公出国")]
    altered = dataclasses.replace(
        disclosure, rows={**disclosure.rows, "three_public_expenditure": tuple(printed)}
    )
    assert all(part.value for part in three_public(altered))
    assert said not in home(site, altered).text


def test_other_expenditure_in_the_same_table_is_not_three_public(disclosure: Disclosure) -> None:
    """The table may list conferences beside “三公”, in the total but not in its subtotal."""
    rows = disclosure.of("three_public_expenditure")
    conferences = {**rows[0], "row_key": "会议费", "item_name": "会议费", "level": 1}
    conferences |= {"parent_key": "合计"}
    altered = dataclasses.replace(
        disclosure, rows={**disclosure.rows, "three_public_expenditure": (*rows, conferences)}
    )
    figure = next(each for each in headlines(altered) if each.name == "three_public")
    assert figure.link == "figure.html#three_public_expenditure.三公经费小计.total"
    assert "会议费" not in [part.name for part in three_public(altered)]


def test_examples_are_the_first_quantity_of_the_first_projects(disclosure: Disclosure) -> None:
    found = list(examples(disclosure))
    assert [(each.target, each.link) for each in found] == [
        ("≥ 10 个", "projects.html#project-1"),
        ("2 次", "projects.html#project-2"),
        ("≥ 675 人", "projects.html#project-3"),
    ]


def test_a_project_without_a_quantity_gives_no_example(disclosure: Disclosure) -> None:
    rows = tuple(
        {**row, "target_kind": "qualitative"} if row["project_no"] == 1 else row
        for row in disclosure.of("performance_indicators")
    )
    altered = dataclasses.replace(
        disclosure, rows={**disclosure.rows, "performance_indicators": rows}
    )
    assert next(each.link for each in examples(altered)) == "projects.html#project-2"


def test_downloads_and_citation_are_one_click_away(site: Site, disclosure: Disclosure) -> None:
    page = home(site, disclosure)
    assert {"downloads.html", "about.html#cite"} <= set(page.links)
    assert "citation" in page.ids


def test_of_the_latest_year_the_latest_published_comes_first(
    site: Site, disclosure: Disclosure
) -> None:
    early = other(disclosure, department_code="601", published="2023-02-01")
    late = other(disclosure, department_code="701", published="2023-03-01")
    older = other(disclosure, fiscal_year=2022, published="2023-12-31")
    several = dataclasses.replace(site, disclosures=(early, older, late))
    assert newest(several) == (late, early)


def test_others_of_the_latest_year_are_named(site: Site, disclosure: Disclosure) -> None:
    second = other(disclosure, department_code="601")
    page = home(site, disclosure, second)
    assert "also-newest" in page.ids
    assert page.links.count(f"disclosures/{second.id}/index.html") == 2
    # A name that begins with its place says the place once.
    assert "邢台市　邢台市" not in page.text


def test_years_of_a_department_stand_together_the_latest_first(
    site: Site, disclosure: Disclosure
) -> None:
    several = [other(disclosure, fiscal_year=year) for year in (2021, 2023, 2022)]
    page = home(site, *several)
    at = page.text.index("全部公开文件", page.text.index("新的在前") - 60)
    assert re.findall(r"(20\d\d) 年预算", page.text[at:]) == ["2023", "2022", "2021"]


@pytest.mark.parametrize("count", [1, 40])
def test_every_place_can_be_linked_to(site: Site, disclosure: Disclosure, count: int) -> None:
    codes = [str(130000 + number) for number in range(count)]
    page = home(site, *(other(disclosure, division_code=code) for code in codes))
    assert {f"place-{code}" for code in codes} <= page.ids


def test_many_places_are_folded(site: Site, disclosure: Disclosure) -> None:
    several = [
        other(disclosure, division_code=str(110000 + number * 10_000)) for number in range(40)
    ]
    assert (
        home(site, *several).tags.count("summary") - home(site, disclosure).tags.count("summary")
        >= 39
    )


def test_five_hundred_disclosures_stay_a_light_page(site: Site, disclosure: Disclosure) -> None:
    several = [
        other(disclosure, division_code=str(130000 + number % 20), department_code=str(number))
        for number in range(500)
    ]
    page = HOME_PAGE.render(dataclasses.replace(site, disclosures=tuple(several))).content
    assert len(page.encode()) < MOST_BYTES


def test_a_site_without_disclosures_has_a_home_page(site: Site) -> None:
    assert "共 0 份" in home(site).text


def test_it_leads_to_what_the_disclosure_has(site: Site, disclosure: Disclosure) -> None:
    without = dataclasses.replace(disclosure, rows={**disclosure.rows, "projects": ()})
    assert "查看全部表和情况说明" in home(site, without).text
