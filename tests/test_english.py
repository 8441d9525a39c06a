"""The dictionary of terms, and the pages in English that are made with it."""

import dataclasses
import re
from pathlib import Path

import pytest

from tests.packing import unpacked
from tests.page_texts import written_pages
from tests.paths import CORPUS, PACKAGE, ROOT, read_csv
from yusuan.checks.rules import ALL_CHECKS
from yusuan.declared.english import (
    check_in_english,
    dictionary,
    head_in_english,
    in_english,
    table_in_english,
)
from yusuan.declared.resources import RESOURCES
from yusuan.pages.catalogue import SITE_PAGES
from yusuan.pages.english.names import lists_of
from yusuan.pages.english.naming import names_script
from yusuan.pages.english.pages import ENGLISH_PAGES
from yusuan.pages.exploring.items import item_in_english, item_title
from yusuan.pages.exploring.page import FACETS, GROUPS
from yusuan.pages.model import Site
from yusuan.pages.writing import write_pages
from yusuan.printed.text import key
from yusuan.progress import no_progress
from yusuan.tables.three_public import ITEM_TITLES

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("english") / "pages"
    write_pages(PACKAGE, ROOT / "docs", folder, no_progress)
    return folder


def test_every_table_and_every_head_has_an_english_name() -> None:
    for resource in RESOURCES:
        assert table_in_english(resource)
        for field in resource.fields:
            assert head_in_english(field), f"{resource.name}.{field.name}"


def test_every_rule_has_an_english_title() -> None:
    assert [each.title for each in ALL_CHECKS if not check_in_english(each.title)] == []


def test_every_classification_name_of_the_data_set_has_an_english_name() -> None:
    printed = {row["printed_name"] for row in read_csv(CORPUS / "data/classification_names.csv")}
    assert printed
    assert sorted(name for name in printed if in_english(name) is None) == []


def test_the_script_that_names_tables_has_every_term_as_it_is_compared() -> None:
    script = names_script()
    _, names = unpacked(script)
    assert names["terms"][key("因公出国(境)费用")] == in_english("因公出国（境）费用")
    assert names["tables"][RESOURCES[0].title] == table_in_english(RESOURCES[0])
    assert names["checks"].keys() >= {key(each.title) for each in ALL_CHECKS}
    assert len(script) < 32_000


def test_every_item_and_facet_of_explore_has_an_english_name() -> None:
    for title in (*ITEM_TITLES.values(), *(title for _, title in (*FACETS, *GROUPS))):
        assert in_english(title), title


def test_names_are_compared_as_everywhere() -> None:
    assert in_english("因公出国(境)费用") == in_english("因公出国（境） 费用")
    assert in_english("没有这样的名称") is None


def test_the_dictionary_holds_no_name_of_nothing() -> None:
    told = dictionary()
    assert set(told.tables) == {resource.title for resource in RESOURCES}
    assert set(told.checks) == {each.title for each in ALL_CHECKS}
    assert set(told.fields) <= {field.name for each in RESOURCES for field in each.fields}
    assert not [each for each in told.terms.values() if CHINESE.search(each)]


@pytest.mark.parametrize(
    ("item", "title", "english"),
    [
        ("item:reception", "公务接待", "Official receptions"),
        ("item:reception/previous", "公务接待（上年）", "Official receptions (previous year)"),
        ("code:2010301", "2010301 行政运行", "2010301 Administrative operation"),
        ("code:2010399", "2010399 无人译过的科目", None),
        ("total:grand_total", "收入总计、支出总计", "Grand total of revenue, of expenditure"),
        ("row:某项目", "某项目", None),
    ],
)
def test_an_item_is_english_only_where_each_part_is(
    item: str, title: str, english: str | None
) -> None:
    assert item_in_english(item, title) == english


def test_the_titles_compared_are_those_of_items() -> None:
    assert item_title("item:reception/previous", "", "") == "公务接待（上年）"


def test_pages_lead_to_each_other_in_both_languages(pages: Path) -> None:
    of_english = {page.name.removeprefix("en/") for page in ENGLISH_PAGES}
    assert of_english == {"about", *(page.name for page in SITE_PAGES if page.in_english)}
    written = written_pages(pages)
    for name in of_english:
        chinese = (pages / f"{name}.md").read_text(encoding="utf-8")
        english = (pages / "en" / f"{name}.md").read_text(encoding="utf-8")
        assert f"\nalternate: en/{name}.md\n" in chinese
        assert f"\nlanguage: en\nalternate: {name}.md\n" in english
        assert re.search(
            f'<a href="?en/{name}.html"? hreflang="?en"? lang="?en"?>', written[f"{name}.html"]
        )
        to_chinese = f"<a href=../{name}.html hreflang=zh-Hans lang=zh-Hans>"
        assert to_chinese in written[f"en/{name}.html"]
        assert "not an official publication" in written[f"en/{name}.html"]


def test_what_is_english_is_said_to_be_ours(pages: Path) -> None:
    page = written_pages(pages)["en/dictionary.html"]
    assert page.count("These translations are ours, none is official.") == 2
    assert "General public services" in page
    assert "One code, one name" in page
    assert "Functional classification code" in page


def test_a_code_without_a_translation_stays_chinese(site: Site) -> None:
    row = {"classification": "function", "code_id": "2023-999", "printed_name": "无人译过的科目"}
    changed = dataclasses.replace(site, code_names=(row,))
    of_function = next(each for each in lists_of(changed) if each.id == "function-names")
    [shown] = of_function.table.rows
    assert [cell.text for cell in shown.cells] == ["999", "", "无人译过的科目"]


def test_the_schemas_name_every_field_in_english(site: Site) -> None:
    for resource in site.resources:
        assert resource.title_en == resource.schema["title_en"]
        for field in resource.schema["fields"]:
            assert field["title_en"]
            assert not CHINESE.search(field["title_en"])


def test_built_pages_name_their_address_in_both_languages(site_of_both: Path) -> None:
    for path, english, chinese in (
        ("downloads.html", "en/downloads.html", "downloads.html"),
        ("en/downloads.html", "downloads.html", "../downloads.html"),
        ("index.html", "en/index.html", "index.html"),
    ):
        page = (site_of_both / path).read_text(encoding="utf-8")
        found = re.findall(r'<link rel="alternate " hreflang=([^ ]+) href=([^>]+)>', page)
        assert found == [("zh-Hans", chinese), ("en", english), ("x-default", chinese)]
        assert ("<html lang=en" in page) == path.startswith("en/")
    assert "hreflang" not in (site_of_both / "classifications.html").read_text(encoding="utf-8")


def test_tabs_of_pages_in_english_lead_to_them_all(site_of_both: Path) -> None:
    page = (site_of_both / "en/downloads.html").read_text(encoding="utf-8")
    tabs = page.partition("<nav class=md-tabs ")[2].partition("</nav>")[0]
    names = [each.name.removeprefix("en/") for each in ENGLISH_PAGES]
    led = re.findall(r"href=([a-z]+)\.html", tabs)
    assert sorted(led) == sorted(names)
    assert "href=../index.html lang=zh-Hans" in tabs
    assert not CHINESE.search(tabs.replace("中文", ""))
