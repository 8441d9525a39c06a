"""The page of a figure: its address, its data, what is the same elsewhere, its citations."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from tests.figure_parts import read_part, told_results, whole, write_files
from tests.paths import PACKAGE
from yusuan.citation.builders import row_of_figure
from yusuan.citation.catalogue import formats_for
from yusuan.citation.reading import read_cited
from yusuan.facts.keys import line_id
from yusuan.pages.catalogue import DISCLOSURE_PAGES
from yusuan.pages.citing_forms import around_access, open_citations, opened
from yusuan.pages.figure.alike import Items, scope_note
from yusuan.pages.figure.page import FIGURE_PAGE_OF_DISCLOSURE
from yusuan.pages.figure.parts import figure_files, part_counts, part_of, parts
from yusuan.pages.model import Disclosure, Record, Site
from yusuan.pages.places import figure_address
from yusuan.pages.searching.checked import results_of
from yusuan.pages.stated import stated_blanks

ID = "130500-501-2023-budget"
RECEPTION = "three_public_expenditure.公务接待费.total"
BASIC_RECEPTION = "general_public_budget_basic_expenditure.30217.total"


def drawn(site: Site, disclosure: Disclosure, fragment: str) -> dict[str, Any]:
    """What the page shows of a figure, out of the part that has it."""
    resource, row, field = fragment.split(".")
    name = f"{resource}-{part_of(row, part_counts(disclosure)[resource])}"
    part: Any = dict(parts(site, disclosure))[name]
    results = told_results(results_of(site, disclosure))
    return whole(results, part["rows"][row], part["rows"][row]["figures"][field])


def with_figures(disclosure: Disclosure, **altered: Record) -> Disclosure:
    return dataclasses.replace(disclosure, figures={**disclosure.figures, **altered})


# Address and parts


@pytest.mark.parametrize(
    ("unit", "label", "said"),
    [
        ("示例市票据管理中心", "公务接待费", "示例市票据管理中心，公务接待费"),
        ("示例市票据管理中心", None, "示例市票据管理中心"),
        ("合计", "公务接待费", "公务接待费"),  # of all units: that of the department
        (None, "公务接待费", "公务接待费"),
        ("示例市统计局", "示例市统计局", "示例市统计局"),
    ],
)
def test_a_row_of_one_unit_is_called_with_its_unit(
    unit: str | None, label: str | None, said: str
) -> None:
    """Else the same item of each unit of a department would be cited alike."""
    assert row_of_figure({"unit_name": unit, "row_label": label}) == said


def test_the_address_of_a_figure_is_its_id_in_the_folder_of_its_disclosure() -> None:
    id_ = line_id(ID, "budget_summary", "合计~2/其中", "revenue", "amount")
    expected = "figure.html#budget_summary.合计~2/其中-revenue.amount"
    assert figure_address(id_) == expected


def test_every_figure_is_in_the_part_where_its_page_looks(
    site: Site, disclosure: Disclosure, tmp_path: Path
) -> None:
    write_files(figure_files(site, disclosure), tmp_path)
    counts = part_counts(disclosure)
    found = {path.stem: read_part(path) for path in (tmp_path / "figures").iterdir()}
    for line in disclosure.figures:
        resource, row, field = line.removeprefix(f"{ID}.").split(".")
        name = f"{resource}-{part_of(row, counts[resource])}"
        assert field in found[name]["rows"][row]["figures"]
    rows = [row for part in found.values() for row in part["rows"].values()]
    assert sum(len(row["figures"]) for row in rows) == len(disclosure.figures)


def test_parts_are_the_same_whenever_they_are_written(
    site: Site, disclosure: Disclosure, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        write_files(figure_files(site, disclosure), tmp_path / name)
    one, two = (sorted((tmp_path / name).rglob("*.js")) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_without_a_script_the_address_is_a_row_of_a_list(
    site: Site, disclosure: Disclosure
) -> None:
    page = FIGURE_PAGE_OF_DISCLOSURE.render(site, disclosure, ()).content
    page = page.replace("&#35;", "#")
    figure = '<span id="expenditure.2150502.project">'
    [row] = [item for item in page.split("</li>") if figure in item]
    assert 'href="expenditure.html#expenditure-2150502"' in row
    assert "：182.00 万元" in row.partition(figure)[2].partition("</span>")[0]
    assert 'href="source.html#line-122"' in row


# What the page shows


def test_a_figure_is_told_in_both_units_with_its_line(site: Site, disclosure: Disclosure) -> None:
    shown = drawn(site, disclosure, "expenditure.2150502.project")
    assert (shown["value"], shown["unit"]) == ("182.00", "万元")
    assert shown["also"] == "= 1,820,000 元"
    assert shown["column"] == "项目支出"
    line = [(cell, marked) for cell, marked in shown["line"] if cell]
    assert line[-2:] == [("182.00", False), ("182.00", True)]


def test_the_same_item_in_another_unit_is_told_in_both(site: Site, disclosure: Disclosure) -> None:
    id_ = f"{ID}.{BASIC_RECEPTION}"
    other = {**disclosure.figures[id_], "published_text": "5,000", "published_unit": "元"}
    altered = with_figures(disclosure, **{id_: other})
    [basic, *_] = drawn(site, altered, RECEPTION)["alike"]
    assert (basic["value"], basic["unit"], basic["converted"]) == ("5,000", "元", "= 0.5 万元")
    assert "converted" not in drawn(site, disclosure, RECEPTION)["alike"][0]


def test_its_checks_are_told_disagreements_first(site: Site, disclosure: Disclosure) -> None:
    checks = disclosure.of("checks")
    id_ = f"{ID}.expenditure.合计.total"
    named = [row for row in checks if id_ in str(row["budget_line_ids"]).split()]
    assert len(named) > 2
    failed = {**named[-1], "status": "fail"}
    rows = tuple(failed if row is named[-1] else row for row in checks)
    altered = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": rows})
    shown = drawn(site, altered, "expenditure.合计.total")["checks"]
    assert len(shown) == len(named)
    assert [each.get("failed", False) for each in shown] == [True] + [False] * (len(named) - 1)
    assert shown[0]["status"] == "不一致"
    assert shown[0]["href"] == f"checks.html#check-{failed['check_no']}"


def test_a_check_that_cannot_be_compared_is_no_disagreement(
    site: Site, disclosure: Disclosure
) -> None:
    checks = disclosure.of("checks")
    id_ = f"{ID}.expenditure.合计.total"
    row = next(row for row in checks if id_ in str(row["budget_line_ids"]).split())
    unread = {**row, "status": "not_comparable", "difference": None}
    altered = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": (unread,)})
    [shown] = drawn(site, altered, "expenditure.合计.total")["checks"]
    assert (shown["status"], shown.get("failed", False)) == ("无法核对", False)
    assert shown["href"] == f"checks.html#unread-{row['check_no']}"


def test_nothing_is_called_equal_beside_a_difference(site: Site, disclosure: Disclosure) -> None:
    checks = drawn(site, disclosure, "procurement.合计.total")["checks"]
    [within] = [each for each in checks if "没有超过" in each["message"]]
    assert within["status"] == "未超过"


# The same item elsewhere


def test_the_same_item_elsewhere_says_why_it_is_no_contradiction(
    site: Site, disclosure: Disclosure
) -> None:
    elsewhere = drawn(site, disclosure, RECEPTION)["alike"]
    basic, stated = elsewhere
    assert (basic["value"], basic["href"]) == ("0.50", f"figure.html#{BASIC_RECEPTION}")
    assert basic["note"] == (
        "那里只算一般公共预算、基本支出，这里不限。范围不同，两个数不同不等于互相矛盾。"
    )
    assert (stated["value"], stated["source"]) == ("2", "source.html#line-378")
    assert stated["same"]


def test_and_the_other_way_round(site: Site, disclosure: Disclosure) -> None:
    elsewhere = drawn(site, disclosure, BASIC_RECEPTION)["alike"]
    public, stated = elsewhere
    assert (public["value"], public["href"]) == ("2.00", f"figure.html#{RECEPTION}")
    assert public["note"].startswith("这里只算一般公共预算、基本支出，那里不限。")
    assert stated["note"].startswith("文字里的数，与这里不同")


def test_two_figures_that_a_check_finds_apart_are_not_excused(
    site: Site, disclosure: Disclosure
) -> None:
    both = {f"{ID}.{RECEPTION}", f"{ID}.{BASIC_RECEPTION}"}
    [own] = [row for row in disclosure.of("checks") if row["check_id"] == "three-public-vs-basic"][
        1:
    ]
    failed = {**own, "status": "fail", "budget_line_ids": " ".join(sorted(both))}
    rows = tuple(failed if row is own else row for row in disclosure.of("checks"))
    altered = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": rows})
    elsewhere = drawn(site, altered, RECEPTION)["alike"]
    assert elsewhere[0]["note"] == "核对说两处不一致："
    assert elsewhere[0]["between"][0]["failed"]


def test_totals_are_the_same_only_where_a_check_found_them_equal(disclosure: Disclosure) -> None:
    items = Items(disclosure)
    total = disclosure.figures[f"{ID}.expenditure.合计.total"]
    found = {
        str(each["budget_line_id"]).removeprefix(f"{ID}.")
        for each in items.elsewhere(total).figures
    }
    assert "budget_summary.支出总计-expenditure.amount" in found
    assert "general_public_budget_expenditure.合计.total" in found
    assert not any(each.startswith(("procurement", "fixed_assets")) for each in found)


def test_a_row_of_another_code_is_no_same_item(disclosure: Disclosure) -> None:
    id_ = f"{ID}.general_public_budget_expenditure.2150502.total"
    other = {**disclosure.figures[id_], "row_key": "2010102"}
    unchecked = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": ()})
    altered = with_figures(unchecked, **{id_: other})
    found = Items(altered).elsewhere(altered.figures[f"{ID}.expenditure.2150502.total"])
    assert id_ not in {str(each["budget_line_id"]) for each in found.figures}


def test_scopes_that_are_alike_need_no_word() -> None:
    figure: Record = {
        "fund_source_name": "一般公共预算",
        "expenditure_type_name": None,
        "unit_name": None,
        "direction": "expenditure",
        "figure_stage": "approved",
        "figure_year": 2023,
    }
    assert scope_note(figure, figure) == ""
    assert scope_note(figure, {**figure, "expenditure_type_name": "基本支出"}) == (
        "那里只算基本支出，这里不限"
    )
    fund = {**figure, "fund_source_name": "政府性基金预算"}
    assert scope_note(figure, fund) == "这里算一般公共预算，那里算政府性基金预算"
    earlier = {**figure, "figure_year": 2022, "figure_stage": "executed"}
    assert scope_note(figure, earlier) == (
        "这里是预算数，那里是执行数；这里是 2023 年，那里是 2022 年"
    )


def test_the_same_item_of_another_year_is_found_in_another_disclosure(
    site: Site, disclosure: Disclosure
) -> None:
    other_id = "130500-501-2024-budget"
    figures: dict[str, Record] = {
        key.replace(ID, other_id): {**figure, "budget_line_id": key.replace(ID, other_id)}
        for key, figure in disclosure.figures.items()
    }
    later = dataclasses.replace(
        disclosure,
        id=other_id,
        facts={**disclosure.facts, "disclosure_id": other_id, "fiscal_year": 2024},
        figures=figures,
    )
    stranger = dataclasses.replace(
        later, id="x-2024-budget", facts={**later.facts, "organisation_id": "x"}
    )
    both = dataclasses.replace(site, disclosures=(disclosure, later, stranger))
    years = drawn(both, disclosure, RECEPTION)["years"]
    assert [(each["when"], each["href"]) for each in years] == [
        ("2024 年预算", f"../{other_id}/figure.html#{RECEPTION}")
    ]


# Pages of the original


def test_form_feeds_tell_the_page_of_a_line(disclosure: Disclosure) -> None:
    altered = dataclasses.replace(disclosure, source=("a", "b\f", "c", "\fd", "\f\fe", "f"))
    assert [altered.page_of_line(line) for line in range(1, 7)] == [1, 1, 2, 3, 5, 5]


def test_without_form_feeds_no_page_is_known(site: Site, disclosure: Disclosure) -> None:
    assert disclosure.page_of_line(1) is None
    assert "page" not in drawn(site, disclosure, RECEPTION)


def test_a_table_and_its_lines_tell_their_pages(site: Site, disclosure: Disclosure) -> None:
    lines = list(disclosure.source)
    lines[84] = f"\f{lines[84]}"  # the line after the first table
    lines[99] = f"\f{lines[99]}"
    altered = dataclasses.replace(disclosure, source=tuple(lines))
    assert altered.pages_between("L30", "L84C5") == "第 1 页"
    assert altered.pages_between("L89", "L105C14") == "第 2–3 页"
    assert altered.pages_between("p3", "p4") == altered.pages_between(None, None) == ""
    pages = {page.name: page for page in DISCLOSURE_PAGES}
    assert "原件第 2–3 页" in pages["revenue"].render(site, altered, ()).content
    source = pages["source"].render(site, altered, ()).content
    assert '<li id="line-100"><span class="page-start">原件第 3 页</span>' in source
    assert source.count("page-start") == 3
    assert drawn(site, altered, "revenue.2150502.total")["page"] == "原件第 3 页"


def test_a_blank_of_which_the_prose_states_an_amount_is_told_with_it(
    site: Site, disclosure: Disclosure
) -> None:
    blanks = {
        each.item: each.stated for each in stated_blanks(disclosure, "three_public_expenditure")
    }
    [overseas] = blanks["因公出国（境）费"]
    assert (overseas.value, overseas.unit) == ("0", "万元")
    assert overseas.origin is not None
    assert overseas.origin.anchor == "line-378"
    assert "公务接待费" not in blanks
    page = next(each for each in DISCLOSURE_PAGES if each.name == "three_public_expenditure")
    shown = page.render(site, disclosure, ()).content
    assert "“因公出国（境）费”表里空白，文字写 0 万元" in shown


# Citations


def filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(opened(name), value)
    return text


DATES = {
    "2030-01-02": ("2030", "01", "02", "1", "2", "January"),
    "2026-11-28": ("2026", "11", "28", "11", "28", "November"),
}


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("id_", [None, ID, f"{ID}.revenue", f"{ID}.{RECEPTION}"])
@pytest.mark.parametrize("address", [None, "https://budget.example/open/"])
def test_a_date_filled_in_is_the_date_that_is_written(
    day: str, id_: str | None, address: str | None
) -> None:
    cited = dataclasses.replace(read_cited(PACKAGE, id_), address=address)
    date = dict(zip(("YYYY", "MM", "DD", "M", "D", "MONTH"), DATES[day], strict=True))
    for form in formats_for(cited):
        before, accessed, after = around_access(cited, form)
        assert before + after == form.write(cited)
        dated = form.write(dataclasses.replace(cited, accessed=day))
        assert before + filled(accessed, date) + after == dated


def test_open_citations_hold_nothing_of_one_figure() -> None:
    cited = read_cited(PACKAGE, f"{ID}.{RECEPTION}")
    note = cited.note or ""
    constant = note[note.index("原文：公布单位") :]
    for name, text in open_citations(cited, constant).items():
        for own in (cited.title, "公务接待费", "2.00 万元", "OPEN"):
            assert own not in text, name
        assert opened("title") in text
        assert opened("YYYY") in text or name == "apa"  # without an address APA gives no date


def test_no_text_ends_the_settings_of_the_page(site: Site, disclosure: Disclosure) -> None:
    hostile = "</script><b>&amp;`*_"
    facts = {**disclosure.facts, "publisher": hostile}
    altered = dataclasses.replace(disclosure, facts=facts)
    page = FIGURE_PAGE_OF_DISCLOSURE.render(site, altered, ()).content
    settings = page.partition('id="figure-settings">')[2].partition("</script>")[0]
    assert hostile in json.loads(settings)["texts"]["44cb91836c83"]["ris"]
    assert "<b>" not in page
