"""Pictures: to scale, readable in words, never guessed, the same bytes on any machine."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.paths import REAL, ROOT, SITE_FILES, SMALL
from tests.sites import package_of
from yusuan.model import Value
from yusuan.pages.charts import PICTURES, Compared, Picture, comparison, pictures
from yusuan.pages.charts.amounts import Amount, added, rounded
from yusuan.pages.charts.bars import Bar, bars
from yusuan.pages.charts.breakdowns import agreeing
from yusuan.pages.charts.lettering import clean, width, wrapped
from yusuan.pages.charts.painting import svg
from yusuan.pages.charts.picture import NARROW, WIDE
from yusuan.pages.charts.shapes import Band, Box, Drawing, Label
from yusuan.pages.charts.stages import stages
from yusuan.pages.model import Disclosure, Record, Site, read_site, row_anchor
from yusuan.pages.rendering import environment

NAMES = tuple(name for name, _ in PICTURES)
HOSTILE = (
    "</text><script>alert(1)</script>",
    "a & b < c > d \"e\" 'f'",
    "\x00\x1b[31m\ufffe\ud800\u202e",
    "*粗* _斜_ `码` [链](x) {{ y }} | # ~~z~~",
    "很长的名称" * 60,
    "W" * 200,
    "一\n\n二",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return read_site(package_of((REAL, SMALL), tmp_path_factory.mktemp("pictured") / "package"))


@pytest.fixture(scope="module", params=[REAL.name, SMALL.name])
def disclosure(request: pytest.FixtureRequest, site: Site) -> Disclosure:
    return next(each for each in site.disclosures if each.id == request.param)


@pytest.fixture(scope="module")
def small(site: Site) -> Disclosure:
    return next(each for each in site.disclosures if each.id == SMALL.name)


def picture(disclosure: Disclosure, name: str) -> Picture:
    (found,) = pictures(disclosure, name)
    return found


def changed(disclosure: Disclosure, resource: str, number: int, **values: Value) -> Disclosure:
    """``disclosure`` with other values in a row."""
    rows = tuple(
        {**row, **values} if row["row_no"] == number else row for row in disclosure.of(resource)
    )
    return replace(disclosure, rows={**disclosure.rows, resource: rows})


def without(disclosure: Disclosure, *resources: str) -> Disclosure:
    rows = {name: rows for name, rows in disclosure.rows.items() if name not in resources}
    return replace(disclosure, rows=rows)


def boxes(drawing: Drawing, css: str) -> list[Box]:
    return [s for s in drawing.shapes if isinstance(s, Box) and css in s.css.split()]


def labels(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Label)]


# Lengths


def test_nodes_of_the_flow_are_to_scale(disclosure: Disclosure) -> None:
    for drawing in picture(disclosure, "flow").drawings:
        nodes = [node for stage in stages(disclosure) for node in stage.nodes]
        drawn = sorted(boxes(drawing, "node"), key=lambda box: (box.x, box.y))
        scale = {
            round(box.height / float(n.amount.positive), 6)
            for box, n in zip(drawn, nodes, strict=True)
        }
        assert len(scale) == 1


def test_bands_fill_each_node_that_all_money_passes(disclosure: Disclosure) -> None:
    drawing = picture(disclosure, "flow").drawings[0]
    bands = [shape for shape in drawing.shapes if isinstance(shape, Band)]
    first = min(box.x for box in boxes(drawing, "node"))
    for box in boxes(drawing, "node"):
        if box.x > first:
            entering = sum(
                b.bottom2 - b.top2
                for b in bands
                if b.x2 == pytest.approx(box.x) and box.y - 0.01 <= b.top2 < box.y + box.height
            )
            assert entering == pytest.approx(box.height)


def test_bars_are_to_scale() -> None:
    drawn = bars([Bar(str(n), str(n), ((Decimal(n), "solid"),)) for n in (40, 10, 20)])
    longest, quarter, half = (box.width for box in boxes(drawn, "solid"))
    assert [quarter, half] == pytest.approx([longest / 4, longest / 2])


def test_a_tiny_amount_keeps_a_bar_that_can_be_seen() -> None:
    values = (Decimal(10**9), Decimal("0.01"))
    drawn = bars([Bar("", str(value), ((value, "solid"),)) for value in values])
    assert boxes(drawn, "solid")[1].width == 1.5


def test_zero_has_no_bar_and_blank_has_a_sign_of_its_own() -> None:
    drawn = bars([Bar("零", "0", ((Decimal(0), "solid"),)), Bar("空", "空白", ())])
    assert (len(boxes(drawn, "solid")), len(boxes(drawn, "blank"))) == (0, 1)


# Text


@pytest.mark.parametrize("name", NAMES)
def test_every_label_is_within_the_drawing(disclosure: Disclosure, name: str) -> None:
    for drawing in picture(disclosure, name).drawings:
        assert_within(drawing)


def assert_within(drawing: Drawing) -> None:
    for shape in drawing.shapes:
        if isinstance(shape, Label):
            length = width(shape.text, shape.size)
            left = shape.x - length if shape.anchor == "end" else shape.x
            assert left >= -0.01, shape
            assert left + length <= drawing.width + 0.01, shape
            assert shape.size * 0.9 <= shape.y <= drawing.height, shape


@pytest.mark.parametrize("name", NAMES)
def test_labels_do_not_overlap(disclosure: Disclosure, name: str) -> None:
    for drawing in picture(disclosure, name).drawings:
        taken: list[tuple[float, float, float, float]] = []
        for shape in drawing.shapes:
            if not isinstance(shape, Label):
                continue
            length = width(shape.text, shape.size)
            left = shape.x - length if shape.anchor == "end" else shape.x
            for x, x2, y, y2 in taken:
                apart = (
                    left >= x2 or left + length <= x or shape.y - shape.size >= y2 or shape.y <= y
                )
                assert apart, shape
            taken.append((left, left + length, shape.y - shape.size, shape.y))


def test_on_a_phone_letters_are_no_smaller_than_eleven_pixels(disclosure: Disclosure) -> None:
    content = 360 - 32
    for each in pictures(disclosure, *NAMES):
        narrow = each.drawings[0]
        sizes = [shape.size for shape in narrow.shapes if isinstance(shape, Label)]
        assert narrow.width == NARROW
        assert min(sizes) * content / narrow.width >= 11


@pytest.mark.parametrize("name", NAMES)
def test_the_words_name_every_figure_of_the_drawing(disclosure: Disclosure, name: str) -> None:
    drawn = picture(disclosure, name)
    for drawing in drawn.drawings:
        figures = [s.text for s in drawing.shapes if isinstance(s, Label) and "figure" in s.css]
        assert figures
        assert [text for text in figures if text not in drawn.description] == []


@pytest.mark.parametrize("printed", ["385.50", "98765.43", "1234567.89", "98765432109.87"])
def test_a_figure_of_the_flow_is_never_cut(small: Disclosure, printed: str) -> None:
    other = with_amount(small, "budget_summary", 1, "revenue", printed)
    for drawing in picture(other, "flow").drawings:
        assert_within(drawing)
        assert [s for s in drawing.shapes if isinstance(s, Label) and "…" in s.text] == []


@pytest.mark.parametrize(
    ("amount", "shortest"),
    [("16474.82", "约1.6亿"), ("9999.50", "约10,000万"), ("1336.23", "约1,336万")],
)
def test_what_is_short_of_room_is_rounded_by_a_twentieth_at_most(
    amount: str, shortest: str
) -> None:
    assert rounded(Decimal(amount))[-1] == shortest


def test_wrapped_lines_fit_and_hold_the_whole_text() -> None:
    lines = wrapped("机关事业单位基本养老保险缴费", 12, 65, 4)
    assert "".join(lines) == "机关事业单位基本养老保险缴费"
    assert max(width(line, 12) for line in lines) <= 65


def test_text_that_is_cut_says_so() -> None:
    assert wrapped("很长" * 30, 12, 65, 2)[-1].endswith("…")


# Figures


def test_items_of_functions_add_up_to_the_printed_total(disclosure: Disclosure) -> None:
    listed = picture(disclosure, "functions").entries
    assert sum(amount_of(entry.shown) for entry in listed) == total_of(disclosure, "expenditure")


def test_the_other_items_are_added_up_exactly(site: Site) -> None:
    real = next(each for each in site.disclosures if each.id == REAL.name)
    listed = picture(real, "economic").entries
    named, rest = listed[:-1], listed[-1]
    assert rest.name == "其余 13 项"
    assert amount_of(rest.shown) == sum(amount_of(entry.shown) for entry in named[8:])


def amount_of(shown: str) -> Decimal:
    return Decimal(shown.removesuffix(" 万元").replace(",", ""))


def total_of(disclosure: Disclosure, resource: str) -> Decimal:
    (top,) = (row["total"] for row in disclosure.of(resource) if row["level"] == 0)
    assert isinstance(top, Decimal)
    return top


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_leads_to_its_row(disclosure: Disclosure, name: str) -> None:
    for entry in picture(disclosure, name).entries:
        assert entry.link.startswith(f"disclosures/{disclosure.id}/") or entry.note


def test_three_public_tells_zero_from_blank(small: Disclosure) -> None:
    shown = {entry.name: entry.shown for entry in picture(small, "three-public").entries}
    assert shown["因公出国（境）费"] == "0 万元"
    assert shown["公务用车购置费"] == "空白"
    assert shown["公务用车运行维护费"] == "2.50 万元"


def test_parts_stand_below_what_they_are_of(site: Site) -> None:
    """Where heads are items, they are printed after all of them."""
    disclosure = next(each for each in site.disclosures if each.id == REAL.name)
    name = "three_public_expenditure"
    first = [row for row in disclosure.of(name) if row["level"] != 3]
    parts = [row for row in disclosure.of(name) if row["level"] == 3]
    altered = replace(disclosure, rows={**disclosure.rows, name: (*first, *parts)})
    assert labels(picture(altered, "three-public").drawings[0]) == labels(
        picture(disclosure, "three-public").drawings[0]
    )
    assert parts


def test_what_is_added_up_is_in_the_unit_of_its_parts() -> None:
    yuan = [Amount("甲", Decimal("0.5"), "5,000", "元", ""), Amount("乙", None, "空白", "", "")]
    assert added("其余", yuan, "").full == "5,000 元"
    wan = Amount("丙", Decimal(2), "2.00", "万元", "")
    assert added("其余", [*yuan, wan], "").full == "2.5 万元"


def test_indicators_are_counted_by_project(disclosure: Disclosure) -> None:
    counts = [entry.shown for entry in picture(disclosure, "projects").entries]
    assert counts == [f"{row['indicator_count']} 项" for row in disclosure.of("projects")]


# The flow is never guessed


def test_what_has_no_economic_class_is_said_to_be_unpublished(small: Disclosure) -> None:
    last = stages(small)[-1].nodes[-1]
    assert (last.css, last.amount.name, last.amount.full) == (
        "unpublished",
        "未公开",
        "185.50 万元",
    )


def test_what_another_table_divides_is_not_said_to_be_unpublished(small: Disclosure) -> None:
    """A row of expenditure of projects that has an economic code; one of basic has none to tell."""
    row = small.of("expenditure")[-1]
    of_project: Record = {"economic_code": "310", "total": Decimal(5), "basic": None}
    of_basic: Record = {"economic_code": "301", "total": Decimal(5), "basic": Decimal(5)}
    tables = [
        replace(
            small,
            rows={**small.rows, "project_expenditure": ({**row, "project": None, **values},)},
        )
        for values in (of_project, of_basic)
    ]
    names = [stages(each)[-1].nodes[-1].amount.name for each in tables]
    assert names == ["基本支出表以外", "未公开"]


def test_amounts_between_stages_come_from_the_tables(small: Disclosure) -> None:
    _, functions, types, _ = stages(small)
    assert functions.flows == {
        ("fiscal_appropriation", "212"): Decimal(50),
        ("fiscal_appropriation", "213"): Decimal(300),
        ("institutional", "213"): Decimal("25.5"),
        ("carryover", "213"): Decimal(10),
    }
    assert types.flows == {
        ("212", "project"): Decimal(50),
        ("213", "basic"): Decimal(200),
        ("213", "project"): Decimal("135.5"),
    }


def test_sources_that_share_a_column_run_into_a_joint(small: Disclosure) -> None:
    assert len(boxes(picture(small, "flow").drawings[0], "joint")) == 1


def test_stages_whose_split_is_not_published_are_joined_by_their_totals(small: Disclosure) -> None:
    drawn = picture(without(small, "revenue"), "flow")
    shared = [s for s in drawn.drawings[0].shapes if isinstance(s, Band) and "shared" in s.css]
    assert len(shared) == 2
    assert any("没有公布" in note for note in drawn.notes)


def test_a_split_that_does_not_add_up_is_not_drawn(small: Disclosure) -> None:
    other = changed(small, "revenue", 5, fiscal_appropriation=Decimal(299))
    assert stages(other)[1].flows is None


def test_an_item_that_holds_all_others_gives_way_to_them_and_one_breakdown_is_drawn(
    small: Disclosure,
) -> None:
    """As in a summary that begins with 一、部门预算 and prints two breakdowns side by side."""
    wholes = {"revenue": "本年收入合计", "expenditure": "本年支出合计"}
    rows: list[Record] = []
    for row in small.of("budget_summary"):
        if row["row_key"] in wholes.values():
            row = {**row, "row_type": "item"}
            if row["side"] == "expenditure":
                rows.append({**row, "breakdown": "economic"})
        elif row["row_type"] == "item":
            row = {**row, "parent_key": wholes[str(row["side"])]}
        rows.append(row)
    other = replace(small, rows={**small.rows, "budget_summary": tuple(rows), "expenditure": ()})
    sources, functions, *_ = stages(other)
    assert [node.amount.name for node in sources.nodes] == [
        *("一般公共预算拨款收入", "政府性基金预算拨款收入", "事业收入", "上年结转结余")
    ]
    assert [node.amount.name for node in functions.nodes] == ["农林水支出", "城乡社区支出"]


def test_unnumbered_sources_that_add_up_to_the_one_above_are_its_parts(small: Disclosure) -> None:
    """As below 一、财政拨款收入: its funds without numbers; those of another sum stand."""

    def sources(*numbers: str | None) -> list[str]:
        items = [r for r in small.of("budget_summary") if r["side"] == "revenue"][:3]
        rows = tuple({**row, "item_no": no} for row, no in zip(items, numbers, strict=True))
        other = replace(small, rows={**small.rows, "budget_summary": rows})
        return [node.amount.name for node in stages(other)[0].nodes]

    names = ["一般公共预算拨款收入", "政府性基金预算拨款收入", "事业收入"]
    assert sources("1", "2", "3") == names  # 300.00, 50.00, 25.50
    assert sources("1", None, None) == names
    equal = with_amount(small, "budget_summary", 1, "revenue", "75.50")
    rows = [r for r in equal.of("budget_summary") if r["side"] == "revenue"][:3]
    numbered = tuple({**r, "item_no": "1" if n == 0 else None} for n, r in enumerate(rows))
    other = replace(equal, rows={**equal.rows, "budget_summary": numbered})
    assert [node.amount.name for node in stages(other)[0].nodes] == names[:1]


def test_rows_of_one_economic_class_are_one_item(small: Disclosure) -> None:
    """As where 301 stands beside 501 and again beside 505."""
    name = "general_public_budget_basic_expenditure"
    drawn = picture(small, "economic")
    rows = tuple(
        again
        for row in small.of(name)
        for again in (row, {**row, "parent_code": None})
        if row["economic_code"] or again is row
    )
    doubled = picture(replace(small, rows={**small.rows, name: rows}), "economic")
    said = re.compile(r"共 \d+ 项")
    assert said.findall(doubled.summary) == said.findall(drawn.summary)
    assert {entry.note for entry in doubled.entries} >= {"2 行相加"}


def test_a_reserve_is_a_kind_of_expenditure_and_parts_stand_in_for_a_blank_whole(
    small: Disclosure,
) -> None:
    other = changed(small, "expenditure", 1, basic=None)
    assert "基本支出" not in [node.amount.name for node in stages(other)[2].nodes]
    row = small.of("expenditure")[0]
    figure = next(iter(small.figures.values()))
    ids = {f"{small.id}.expenditure.{row_anchor(row)}.{name}" for name in ("reserve", "running")}
    parts = {"basic": None, "reserve": Decimal(7), "running": Decimal(3)}
    printed = {id_: {**figure, "published_text": "7", "budget_line_id": id_} for id_ in ids}
    rows = ({**row, **parts}, *small.of("expenditure")[1:])
    made = replace(
        small,
        rows={**small.rows, "expenditure": rows},
        figures={**small.figures, **printed},
    )
    names = [node.amount.name for node in stages(made)[2].nodes]
    assert names == ["公用经费", "项目支出", "预留机动经费"]


def test_totals_that_disagree_are_both_shown(small: Disclosure) -> None:
    other = with_amount(small, "budget_summary", 6, "revenue", "386.50")
    drawn = picture(other, "flow")
    assert {"386.50", "385.50"} <= set(labels(drawn.drawings[0]))
    assert any("386.50 万元" in note and "385.50 万元" in note for note in drawn.notes)


def with_amount(
    disclosure: Disclosure, resource: str, number: int, side: str, printed: str
) -> Disclosure:
    """``disclosure`` with another printed amount in a row of two sides."""
    found = [
        {**row, "amount": Decimal(printed)}
        if (row["row_no"], row["side"]) == (number, side)
        else row
        for row in disclosure.of(resource)
    ]
    row = next(r for r in found if (r["row_no"], r["side"]) == (number, side))
    id_ = f"{disclosure.id}.{resource}.{row_anchor(row)}.amount"
    figure = {**disclosure.figures[id_], "published_text": printed}
    return replace(
        disclosure,
        rows={**disclosure.rows, resource: tuple(found)},
        figures={**disclosure.figures, id_: figure},
    )


def test_nothing_is_drawn_of_what_is_not_published(small: Disclosure) -> None:
    assert pictures(replace(small, rows={}), *NAMES) == ()


def test_comparison_without_a_value_is_no_picture() -> None:
    assert comparison([Compared("甲 2024", None, "", "")], "收入总计", "万元") is None


def test_comparison_keeps_order_and_blanks() -> None:
    rows = [Compared("甲", Decimal(2), "2.00", "a"), Compared("乙", None, "", "b")]
    drawn = comparison(rows, "收入总计", "万元")
    assert drawn is not None
    assert [entry[1:4] for entry in drawn.entries] == [
        ("甲", "2.00 万元", "a"),
        ("乙", "空白", "b"),
    ]


# Markup


@pytest.mark.parametrize("name", NAMES)
def test_an_svg_is_well_formed_small_and_named(disclosure: Disclosure, name: str) -> None:
    for drawn in picture(disclosure, name).svgs:
        root = ET.fromstring(drawn)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert root.get("role") == "img"
        assert str(root.get("aria-labelledby")).split() == ids
        assert all(root.findtext(f".//*[@id='{id_}']") for id_ in ids)
        assert len(drawn.encode()) < 15_000
        assert "\n" not in drawn


def test_ids_are_unique_among_all_pictures(disclosure: Disclosure) -> None:
    markup = "".join(s for each in pictures(disclosure, *NAMES) for s in each.svgs)
    ids = re.findall(r'\bid="([^"]+)"', markup)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("printed", HOSTILE)
def test_text_of_documents_cannot_break_a_picture(small: Disclosure, printed: str) -> None:
    other = changed(small, "expenditure", 2, function_name=printed)
    other = changed(other, "expenditure", 4, function_name=printed)
    for each in pictures(other, "flow", "functions"):
        for drawing, drawn in zip(each.drawings, each.svgs, strict=True):
            assert_within(drawing)
            tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(drawn).iter()}
            assert tags == {"svg", "title", "desc", "g", "path", "text"}


def test_a_drawing_has_the_text_as_printed_and_no_sign_of_markdown() -> None:
    label = Label(0, 12, "a*b_c`d[e]{f}|g~h<i>&\"j'", 12, "name")
    drawn = svg(Drawing("narrow", WIDE, 20, (label,)), "x", "题", "说明")
    assert ET.fromstring(drawn).findtext(".//{http://www.w3.org/2000/svg}text") == label.text
    assert re.search(r"[*_`\[\]{}|~]", drawn) is None


def test_clean_text_has_no_character_that_xml_forbids() -> None:
    assert clean("a\x00\x1b\ufffe\ud800\u202eb\n c") == "a\ufffd\ufffd\ufffd\ufffdb c"


def test_the_macro_puts_the_data_below_the_picture(small: Disclosure) -> None:
    source = "{% import '_picture.html.j2' as p %}{{ p.draw(picture, '../../', true) }}"
    html = environment().from_string(source).render(picture=picture(small, "three-public"))
    assert html.count("<svg") == 1
    assert (
        "figure.html&#35;three&#95;public&#95;expenditure.公务用车购置及运维费/公务用车运行维护费.total"
        in html
    )
    assert 'href="../../datapackage/data/three&#95;public&#95;expenditure.csv"' in html


# The same bytes everywhere


def test_boxes_and_bands_are_drawn_to_a_tenth_of_a_pixel() -> None:
    shapes = (Box(1, 2.04, 10, 3, "solid"), Band(0, 10, 20, 100, 30, 42.5, "band"))
    drawn = svg(Drawing("wide", WIDE, 50, shapes), "x", "题", "说明")
    box, band = (path.get("d") for path in ET.fromstring(drawn).iter() if path.get("d"))
    assert box == "M1,2H11V5H1Z"
    assert band == "M0,10C50,10 50,30 100,30V42.5C50,42.5 50,20 0,20Z"


_DRAW = """
import sys
from pathlib import Path
from yusuan.pages.charts import PICTURES
from yusuan.pages.model import read_site
for disclosure in read_site(Path(sys.argv[1])).disclosures:
    for _, draw in PICTURES:
        picture = draw(disclosure)
        print(*(picture.svgs if picture else ()), sep="\\n")
"""


def drawn_by(package: Path, home: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "HOME": str(home)}
    environment |= {"XDG_DATA_HOME": str(home), "PYTHONHASHSEED": "random"}
    command = [sys.executable, "-c", _DRAW, str(package)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("<svg") >= len(PICTURES)
    return done.stdout


def test_two_processes_draw_the_same_bytes(tmp_path: Path) -> None:
    package = package_of((SMALL,), tmp_path / "package")
    assert drawn_by(package, tmp_path) == drawn_by(package, tmp_path)


# Colours


STYLES = (SITE_FILES / "assets" / "pictures.css").read_text(encoding="utf-8")
SCHEMES = {"body": "#ffffff", '[data-md-color-scheme="slate"]': "#1e2129"}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shapes_stand_out_from_the_page_in_both_schemes(scheme: str) -> None:
    block = STYLES[STYLES.index(f"{scheme} {{") :].partition("}")[0]
    colours = dict(re.findall(r"(--y-picture-\w+): (#\w{6});", block))
    page = luminance(SCHEMES[scheme])
    assert len(colours) == 5
    for name, colour in colours.items():
        lighter, darker = sorted((luminance(colour), page), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3, name


def test_every_class_that_is_drawn_has_a_style(disclosure: Disclosure) -> None:
    used = {
        css
        for each in pictures(disclosure, *NAMES)
        for drawing in each.drawings
        for shape in drawing.shapes
        for css in shape.css.split()
    }
    assert {css for css in used - {"name"} if f".{css}" not in STYLES} == set()


def drawn(shown: str, *parts: str) -> list[str]:
    """The classes of the parts that a bar of so much is drawn of."""
    whole, *split = (Amount("甲", Decimal(each), each, "万元", "") for each in (shown, *parts))
    return [css for _, css in agreeing(whole, [(each, "solid") for each in split])]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("19653.16", "14015.15"), ["solid", "solid"]),
        (("19653.16", "14015.12"), ["plain"]),
        (("19653.16",), ["plain"]),
        ((), ["plain"]),
    ],
)
def test_a_bar_is_divided_where_its_parts_differ_by_their_rounding_alone(
    parts: tuple[str, ...], expected: list[str]
) -> None:
    assert drawn("33668.32", *parts) == expected


def test_whole_amounts_are_not_taken_for_rounded() -> None:
    assert drawn("5", "3", "1") == ["plain"]
