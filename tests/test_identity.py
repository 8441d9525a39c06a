"""Whose statement a document is, from its cover, titles, captions and cells; and how many."""

from dataclasses import replace

import pytest

from tests.made_documents import line, on_page, paged, table, text_document
from yusuan.binding.captions import caption
from yusuan.binding.identity import Hint, Identity, identify
from yusuan.binding.naming import NOTHING, Naming, organisation, read_title, scope_of_title
from yusuan.conversion.interpreting import interpret
from yusuan.evidence.model import Document
from yusuan.facts.model import Statement
from yusuan.stitching import stitch

SIDED = (
    "收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"
    "一、其他收入\t9.00\t一、教育支出\t9.00\n收入总计\t9.00\t支出总计\t9.00"
)
BODY = "项目\t预算数\n一、办公费\t12.00\n二、水费\t3.00"


def identified(document: Document, hint: Hint | None = None) -> Identity:
    stitched = stitch(document)
    return identify(stitched, caption(stitched), hint)


def only(text: str, hint: Hint | None = None) -> Statement:
    (one,) = identified(text_document(text), hint).statements
    return one.statement


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2026年示例市信访局部门预算", ("示例市信访局", 2026, "budget", "department")),
        ("示例市信访局2026年度部门预算公开", ("示例市信访局", 2026, "budget", "department")),
        ("示例市财政局（本级）2025年单位预算", ("示例市财政局", 2025, "budget", "unit")),
        ("2026年示例市财政局（本级）部门预算", ("示例市财政局", 2026, "budget", "unit")),
        ("示例区财政局2024年度部门决算", ("示例区财政局", 2024, "final_accounts", "department")),
        ("示例办公室部门2026年度部门预算", ("示例办公室", 2026, "budget", "department")),
        ("二〇二五年度示例县水务局部门预算", ("示例县水务局", 2025, "budget", "department")),
        ("示例市2025年市级单位预算", (None, 2025, "budget", "unit")),
        ("示例省2018年度省级部门预算公开报表", (None, 2018, "budget", "department")),
        ("2023年部门预算信息公开目录", (None, 2023, "budget", "department")),
        ("示例市信访局部门预算", ("示例市信访局", None, "budget", "department")),
        ("附件2示例市信访局2026年部门预算", ("示例市信访局", 2026, "budget", "department")),
        ("附属示例医院2026年单位预算", ("附属示例医院", 2026, "budget", "unit")),
        ("2026年部门预算公开（示例县审计局）", ("示例县审计局", 2026, "budget", "department")),
        ("示例县审计局部门预算（2026年度）", ("示例县审计局", 2026, "budget", "department")),
        ("示例县政协2026年部门预算", ("示例县政协", 2026, "budget", "department")),
        ("示例省第一监狱2026年单位预算", ("示例省第一监狱", 2026, "budget", "unit")),
        ("示例县审计局2026年部门（单位）预算", ("示例县审计局", 2026, "budget", None)),
        (
            "示例乡人民政府2026年部门（含所属单位）预算",
            ("示例乡人民政府", 2026, "budget", "department"),
        ),
        ("关于示例县审计局2026年部门预算的说明", ("示例县审计局", 2026, "budget", "department")),
        ("示例县审计局2026部门预算情况说明", ("示例县审计局", 2026, "budget", "department")),
        ("2026年示例县审计局“三公”经费预算情况说明", ("示例县审计局", 2026, "budget", None)),
        ("2026年示例县审计局“三公”经费增减情况说明", ("示例县审计局", 2026, None, None)),
        (
            "示例县文联关于财政拨款“三公”经费2025年决算的情况说明",
            ("示例县文联", 2025, "final_accounts", None),
        ),
        (
            "示例产业集中区（管委会）2026年部门预算",
            ("示例产业集中区（管委会）", 2026, "budget", "department"),
        ),
        ("示例县公路段2026年单位预算", ("示例县公路段", 2026, "budget", "unit")),
        ("2026年度（汇总）预算", (None, 2026, "budget", "department")),
        ("示例县审计局关于2026年部门预算的说明", ("示例县审计局", 2026, "budget", "department")),
        ("示例县审计局二O二六年部门预算", ("示例县审计局", 2026, "budget", "department")),
        ("示例县政协机关2026年部门预算", ("示例县政协机关", 2026, "budget", "department")),
        ("示例县教育局机关2026年单位预算", ("示例县教育局", 2026, "budget", "unit")),
        (
            "示例县财政局关于批复示例县水务局2026年部门预算的通知",
            ("示例县水务局", 2026, "budget", "department"),
        ),
        (
            "示例县教育局关于直属学校2026年部门预算的说明",
            ("示例县教育局", 2026, "budget", "department"),
        ),
        ("关于公开示例县水务局2026年部门预算的函", ("示例县水务局", 2026, "budget", "department")),
        ("示例海关2026年单位预算", ("示例海关", 2026, "budget", "unit")),
        ("501001示例县信息中心2026年单位预算", ("示例县信息中心", 2026, "budget", "unit")),
        ("十一、关于2026年度预算绩效情况的说明", (None, 2026, None, None)),
        ("2026年度部门预算绩效目标", (None, 2026, "budget", "department")),
    ],
)
def test_what_a_title_says(title: str, expected: tuple[object, ...]) -> None:
    assert tuple(read_title(title)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、部门职责",
        "2025年，我局安排预算300万元，其中基本支出。",
        "名词解释",
        "/示例县医院2025年度决算报表.xls",
    ],
)
def test_other_text_says_nothing(text: str) -> None:
    assert read_title(text) == NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "发布机构示例县财政局",
        "2024-07-22示例县第一中学",
        "示例市",
        "本部门",
        "市级部门",
        "预算单位",
        "2026年",
        "第一部分",
        "返回主站",
        "501001",
        "各有关机关",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert organisation(text) is None


def test_a_cover_in_several_lines() -> None:
    document = paged(
        line("2026年度", 1, 200, 240, size=22),
        line("示例市市场监管综合监测", 1, 240, 150, size=22),
        line("与技术保障中心", 1, 280, 200, size=22),
        line("单位预算", 1, 320, 240, size=22),
        line("2026年度收支预算总表", 2, 60, 200),
        on_page(table(BODY.replace("\t", "|")), 2, 100),
    )
    assert identified(document).statements[0].statement == Statement(
        "示例市市场监管综合监测与技术保障中心", None, 2026, "budget", "unit"
    )


@pytest.mark.parametrize(
    ("cover", "name"),
    [
        (["发布机构：示例县教育局", "2026年示例县第一小学单位预算"], "示例县第一小学"),
        (
            ["索引号 501/2026-00012 发布机构 示例县教育局", "示例县第一小学2026年单位预算"],
            "示例县第一小学",
        ),
        (
            ["公开方式：主动公开　责任部门：教育局", "标 题：示例县第一小学2026年单位预算"],
            "示例县第一小学",
        ),
        (
            ["[ 索引号 ] 501/2026-00012 [ 发布机构 ] 示例县教育局", "示例县第一小学2026年单位预算"],
            "示例县第一小学",
        ),
        (["国家级示例中心、国家级另一中心", "2026年度示例市医院单位预算"], "示例市医院"),
        (["Announcement", "示例外国语学校2026年单位预算"], "示例外国语学校"),
        (["示例资讯", "天津示例学校2026年单位预算"], "天津示例学校"),
        (["中国共产党", "示例市委员会组织部2026年部门预算"], "中国共产党示例市委员会组织部"),
        (["中共", "示例市委办公室2026年部门预算"], "中共示例市委办公室"),
        (["示例县人民政府", "示例县水务局2026年部门预算"], "示例县水务局"),
        (["国家税务总局", "天津市税务局2026年部门预算"], "国家税务总局天津市税务局"),
        (["编制单位：示例县教育局", "2026年部门预算"], "示例县教育局"),
    ],
)
def test_what_a_page_says_of_itself_is_none_of_the_title(cover: list[str], name: str) -> None:
    lines = "\n\n".join(cover)
    text = f"{lines}\n\n第一部分 概况\n\n收支总表\n\n{SIDED}"
    assert only(text).organisation_name == name


def test_the_catalogue_of_a_page_stands_before_the_cover() -> None:
    catalogue = "索引号\t501-2026\t发布机构\t示例县教育局\n名称\t单位预算\t文号\t无"
    text = f"{catalogue}\n\n2026年示例县第一小学单位预算\n\n收支总表\n\n{SIDED}"
    assert only(text) == Statement("示例县第一小学", None, 2026, "budget", "unit")


def test_performance_of_a_budget_makes_no_budget_of_final_accounts() -> None:
    text = (
        "第一部分 示例县审计局概况\n\n收入支出决算总表\n\n"
        f"{SIDED}\n\n五、关于2025年度预算绩效情况的说明"
    )
    (one,) = identified(text_document(text)).statements
    assert (one.statement.fiscal_year, one.statement.kind) == (2025, "final_accounts")
    assert one.conflicts == ()


def test_a_labelled_name_on_the_cover_and_the_code_of_the_captions() -> None:
    text = f"示例市2025年市级单位预算\n\n预算单位：示例市水务局\n\n收支总表\n\n345-示例市水务局\n\n{BODY}"
    assert only(text) == Statement("示例市水务局", "345", 2025, "budget", "unit")


@pytest.mark.parametrize(
    ("name", "code"), [("示例市文化馆", None), ("示例市水务局（本级）", "345")]
)
def test_a_code_before_another_name_is_not_that_of_the_statement(
    name: str, code: str | None
) -> None:
    tables = "".join(
        f"{title}\n\n编制部门：{whose}\n\n单位：万元\n\n{BODY}\n\n"
        for title, whose in [
            ("收入预算总表", "示例市水务局"),
            ("支出预算总表", f"[345]{name}"),
            ("基本支出预算表", "示例市水务局"),
        ]
    )
    statement = only(f"示例市水务局2025年部门预算\n\n{tables}")
    assert (statement.organisation_name, statement.organisation_code) == ("示例市水务局", code)


def test_captions_tell_where_there_is_no_cover() -> None:
    text = f"收支预算总表\n\n501 示例市水务局\n\n预算年度：2023\n\n单位：万元\n\n{BODY}"
    assert only(text) == Statement("示例市水务局", "501", 2023, "budget", None)


def test_a_cell_behind_its_label_tells_the_name() -> None:
    text = "部门整体支出绩效目标表\n\n（2026年度）\n\n部门名称\t示例市信访办公室\n资金总额\t12.00"
    assert only(text).organisation_name == "示例市信访办公室"


def test_the_printed_title_wins_and_the_contradiction_is_told() -> None:
    text = (
        "示例市水务局2025年部门预算\n\n收支总表\n\n部门：示例市林业局\n\n预算年度：2024\n\n"
        f"单位：万元\n\n{BODY}"
    )
    (found,) = (identified(text_document(text)),)
    assert found.statements[0].statement == Statement(
        "示例市水务局", None, 2025, "budget", "department"
    )
    assert [(it.field, it.taken, it.other) for it in found.conflicts] == [
        ("organisation_name", "示例市水务局", "示例市林业局"),
        ("fiscal_year", 2025, 2024),
    ]


def test_a_year_that_one_place_alone_tells_is_a_slip() -> None:
    tables = [
        f"{title}\n\n预算年度：2024\n\n单位：万元\n\n项目\t预算数\n合计\t1\n\n"
        for title in ("收支总表", "收入总表", "支出总表", "项目支出表")
    ]
    title = "某某县水利局2023年部门预算情况说明\n\n"
    assert only(title + "".join(tables)).fiscal_year == 2024
    assert only(title + "".join(tables[:3])).fiscal_year == 2023
    assert only(title + "".join(tables) + title).fiscal_year == 2023


def test_a_fund_in_the_title_of_a_table_is_no_budget_among_final_accounts() -> None:
    text = (
        f"示例市水务局2025年部门决算\n\n收入支出决算总表\n\n{BODY}\n\n"
        f"一般公共预算财政拨款“三公”经费情况表\n\n{BODY}\n\n预算执行情况表\n\n{BODY}"
    )
    found = identified(text_document(text))
    assert found.conflicts == ()
    assert found.statements[0].statement.kind == "final_accounts"


def test_a_heading_of_a_fund_is_of_no_budget_among_final_accounts() -> None:
    text = (
        "示例市水务局2025年部门决算\n\n"
        "二、2025年度一般公共预算财政拨款“三公”经费支出情况说明\n\n部门预算项目支出绩效自评表（2025年度）"
    )
    found = identified(text_document(text))
    assert found.conflicts == ()
    assert found.statements[0].statement.kind == "final_accounts"


def test_nothing_is_guessed_and_a_hint_counts_only_where_the_document_is_silent() -> None:
    text = f"收支总表\n\n{BODY}"
    assert only(text) == Statement(None, None, None, "budget", None)  # its head says 预算数
    assert only(text.replace("预算数", "金额")) == Statement(None, None, None, None, None)
    hint = Hint("示例市水务局", 2024, "budget", "unit")
    assert only(text, hint) == Statement("示例市水务局", None, 2024, "budget", "unit")
    told = f"示例市林业局2025年部门预算\n\n收支总表\n\n{BODY}"
    assert only(told, hint) == Statement("示例市林业局", None, 2025, "budget", "department")


def test_the_year_of_a_project_is_not_that_of_the_statement() -> None:
    text = f"示例市水务局2025年部门预算\n\n1、2024年灌溉项目绩效目标表\n\n{BODY}"
    assert identified(text_document(text)).conflicts == ()


def test_two_statements_in_one_document() -> None:
    def tables(owner: str) -> str:
        return "\n\n".join(
            f"{title}\n\n{owner}\n\n预算年度：2023\n\n单位：万元\n\n{BODY}"
            for title in ("部门预算收支总表", "部门预算支出总表")
        )

    text = (
        f"示例市水务局2023年部门预算\n\n{tables('501 示例市水务局')}\n\n"
        f"{tables('501001 示例市水务局（本级）')}\n\n部门机构设置情况\n\n{BODY}"
    )
    found = identified(text_document(text)).statements
    assert [(it.statement, it.grids) for it in found] == [
        (Statement("示例市水务局", "501", 2023, "budget", "department"), (1, 2, 5)),
        (Statement("示例市水务局", "501001", 2023, "budget", "unit"), (3, 4)),
    ]


def test_two_statements_told_apart_by_the_titles_of_their_sections() -> None:
    tables = "\n\n".join(f"{title}\n\n单位：万元\n\n{BODY}" for title in ("收支总表", "支出总表"))
    text = (
        f"示例市水务局2025年部门预算\n\n一段话到此结束。\n\n{tables}\n\n"
        f"示例市水务局（本级）2025年单位预算\n\n一段话到此结束。\n\n{tables}"
    )
    found = identified(text_document(text)).statements
    assert [(it.statement, it.grids) for it in found] == [
        (Statement("示例市水务局", None, 2025, "budget", "department"), (1, 2)),
        (Statement("示例市水务局", None, 2025, "budget", "unit"), (3, 4)),
    ]


@pytest.mark.parametrize(
    "cover",
    [
        "{name}\n\n2025年{scope}预算",
        "示例市2025年市级{scope}预算\n\n预算{scope}：{name}",
        "2025年{scope}预算\n\n{name}2025年{scope}预算",
    ],
)
def test_a_book_of_units_each_behind_its_cover(cover: str) -> None:
    def unit(name: str, scope: str) -> str:
        tables = "\n\n".join(
            f"{title}\n\n单位：万元\n\n{BODY}" for title in ("收支总表", "支出总表")
        )
        head = cover.format(name=name, scope=scope)
        return f"{head}\n\n第一部分 概况\n\n2025年收入总计{len(name)}万元。\n\n{tables}"

    text = "\n\n".join(
        (
            unit("示例市水务局", "部门"),
            unit("示例市河道中心", "单位"),
            unit("示例市水文勘测站", "单位"),
        )
    )
    (one, two, three) = interpret([text_document(text)]).readings
    assert [it.statement for it in (one, two, three)] == [
        Statement("示例市水务局", None, 2025, "budget", "department"),
        Statement("示例市河道中心", None, 2025, "budget", "unit"),
        Statement("示例市水文勘测站", None, 2025, "budget", "unit"),
    ]
    for reading, amount in ((one, "6万元"), (two, "7万元"), (three, "8万元")):
        assert len(reading.grids) == 2
        said = [part.paragraph.text for part in reading.prose if "总计" in part.paragraph.text]
        assert said == [f"2025年收入总计{amount}。"]


def test_tables_without_a_name_are_of_the_only_statement_below_their_cover() -> None:
    def department(name: str, amount: str) -> str:
        tables = "\n\n".join(
            f"{title}\n\n部门：{name}\n\n单位：万元\n\n{BODY}" for title in ("收支总表", "支出总表")
        )
        inside = f"纳入{name}2025年部门预算编制范围的包括："
        below = f"名词解释表\n\n{BODY}\n\n支出说明表\n\n{BODY}\n\n目标表\n\n{BODY}"
        return (
            f"2025年{name}部门预算\n\n{inside}\n\n{tables}\n\n2025年收入总计{amount}。\n\n{below}"
        )

    text = "\n\n".join((department("示例市水务局", "6万元"), department("示例市林业局", "7万元")))
    (one, two) = interpret([text_document(text)]).readings
    assert [it.statement.organisation_name for it in (one, two)] == ["示例市水务局", "示例市林业局"]
    assert [len(it.grids) for it in (one, two)] == [5, 5]
    for reading, amount in ((one, "6万元"), (two, "7万元")):
        said = [part.paragraph.text for part in reading.prose if "总计" in part.paragraph.text]
        assert said == [f"2025年收入总计{amount}。"]
        assert {fact.value for fact in reading.printed if fact.kind == "department"} == {
            reading.statement.organisation_name
        }


def told_of(year: int, kind: str, *titles: str) -> str:
    tables = "\n\n".join(f"{title}\n\n单位：万元\n\n{BODY}" for title in titles)
    cover = f"示例市水务局\n\n{year}年度部门{kind}\n\n第一部分 概况"
    return f"{cover}\n\n{tables}\n\n{year}年度收入总计{year - 2000}万元。"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            told_of(2023, "预算", "收支总表", "支出总表", "项目支出表"),
            told_of(2024, "预算", "收支总表", "支出总表"),
        ),
        (
            told_of(2023, "预算", "收支预算总表", "支出预算总表", "项目支出表"),
            told_of(2022, "决算", "收入支出决算总表", "支出决算表"),
        ),
        (
            told_of(2023, "预算", "2023年收支总表", "2023年支出总表", "项目支出表"),
            told_of(2022, "预算", "2022年收支总表", "2022年支出总表"),
        ),
    ],
)
def test_two_years_or_budget_and_final_accounts_are_two_statements(first: str, second: str) -> None:
    one, two = interpret([text_document(f"{first}\n\n{second}")]).readings
    alone = [interpret([text_document(text)]).readings[0] for text in (first, second)]
    assert [it.statement for it in (one, two)] == [it.statement for it in alone]
    assert [len(it.grids) for it in (one, two)] == [3, 2]
    for reading in (one, two):
        year = reading.statement.fiscal_year
        assert year is not None
        said = [it.paragraph.text for it in reading.prose if "总计" in it.paragraph.text]
        assert said == [f"{year}年度收入总计{year - 2000}万元。"]
        assert reading.conflicts == ()


@pytest.mark.parametrize(
    "titles",
    [
        ("2023年收支总表", "2022年支出总表", "2023年项目支出表"),  # a year that was left standing
        ("2023年收支总表", "2023年支出总表", "2022年收支总表"),  # one table of the year before
        ("收支总表", "支出总表", "2022年项目绩效目标表", "2022年整体绩效目标表"),
    ],
)
def test_a_table_that_says_another_year_is_no_other_statement(titles: tuple[str, ...]) -> None:
    (one,) = identified(text_document(told_of(2023, "预算", *titles))).statements
    assert one.statement.fiscal_year == 2023
    assert one.grids == tuple(range(1, len(titles) + 1))


def of_scope(scope: str, *titles: str) -> str:
    tables = "\n\n".join(f"2023年{title}\n\n单位：万元\n\n{BODY}" for title in titles)
    return f"示例市水务局\n\n2023年度{scope}预算\n\n第一部分 概况\n\n{tables}\n\n{scope}收入9万元。"


def test_a_department_and_the_unit_of_its_name_are_two_statements() -> None:
    titles = "{}收支预算总表", "{}支出预算总表", "三公经费预算表"
    parts = [of_scope(scope, *(it.format(scope) for it in titles)) for scope in ("部门", "单位")]
    one, two = interpret([text_document("\n\n".join(parts))]).readings
    assert [it.statement.scope for it in (one, two)] == ["department", "unit"]
    assert [len(it.grids) for it in (one, two)] == [3, 3]
    for reading, said in ((one, "部门收入9万元。"), (two, "单位收入9万元。")):
        assert said in [it.paragraph.text for it in reading.prose]
        assert reading.conflicts == ()


@pytest.mark.parametrize(
    "titles",
    [
        ("部门收支预算总表", "单位支出预算总表", "部门收入预算总表", "单位基本支出预算表"),
        ("部门收支预算总表", "部门支出预算总表", "单位收支预算总表"),  # one table alone
    ],
)
def test_titles_of_one_statement_may_say_department_and_unit(titles: tuple[str, ...]) -> None:
    assert len(interpret([text_document(of_scope("部门", *titles))]).readings) == 1


@pytest.mark.parametrize(("other", "expected"), [(0, ("示例市水务局", 2024)), (2, (None, None))])
def test_text_tells_name_and_year_where_nothing_else_does_and_it_agrees(
    other: int, expected: tuple[object, ...]
) -> None:
    said = [
        f"示例市水务局2024年度{what}合计9.00万元，与2023年度相比增加1.00万元。"
        for what in "收支转余"
    ]
    said += ["示例市河道中心2022年度收入合计3.00万元。"] * other
    text = "\n\n".join((*said, f"收入支出总表\n\n单位：万元\n\n{BODY}"))
    found = only(text)
    assert (found.organisation_name, found.fiscal_year) == expected


def test_naming_is_plain_data() -> None:
    assert read_title("示例市信访局2026年部门预算") == Naming(
        "示例市信访局", 2026, "budget", "department"
    )


def test_a_short_form_of_the_name_contradicts_nothing() -> None:
    text = (
        "示例省人大常委会办公厅2025年部门预算\n\n一段话到此结束。\n\n"
        f"省人大办公厅2025年部门预算情况说明\n\n收支总表\n\n{BODY}"
    )
    assert identified(text_document(text)).conflicts == ()


def test_a_contradiction_is_said_in_words_with_its_place() -> None:
    text = f"示例市水务局2025年部门预算\n\n收支总表\n\n部门：示例市林业局\n\n单位：万元\n\n{BODY}"
    (conflict,) = identified(text_document(text)).conflicts
    assert conflict.say() == "机构名称采用“示例市水务局”，第 5 行却是“示例市林业局”"


def test_the_office_that_compiles_a_governments_budget_is_not_whose_it_is() -> None:
    captions = ("全省一般公共预算收支表", "省本级政府性基金预算收支表")
    text = "\n\n".join(f"{title}\n\n编制单位：示例省财政厅\n\n{BODY}" for title in captions)
    (reading,) = interpret([text_document(text)]).readings
    assert reading.statement.organisation_name is None
    assert not reading.tables


def test_two_documents_of_one_statement_share_no_row_key() -> None:
    text = f"示例市信访局2026年部门预算\n\n部门收支总表\n\n单位：万元\n\n{SIDED}"
    one = text_document(text)
    (reading,) = interpret([one, replace(one, sha256="1" * 64)]).readings
    keys = [(e.key, e.side) for table in reading.tables for e in table.entries]
    assert [table.ordinal for table in reading.tables] == [1, 2]
    assert len(keys) == len(set(keys)) == 8


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (
            "监督索引号53340000131801000\n示例市财政局2026年度部门预算\n目录",
            ("示例市财政局", 2026, "budget", "department"),
        ),
        (
            "附件1：\n示例省水利厅\n2026年部门预算公开情况说明\n一、部门职责",
            ("示例省水利厅", 2026, "budget", "department"),
        ),
        (
            "2026年示例县水利局\n部门预算公开说明",
            ("示例县水利局", 2026, "budget", "department"),
        ),
        (
            "2026年部门预算公开说明\n2026年度示例县人民代表大会常务委员会\n办公室部门预算\n目录",
            ("示例县人民代表大会常务委员会办公室", 2026, "budget", "department"),
        ),
        (
            "部门预算公开（2026年）\n示例县水利局",
            ("示例县水利局", 2026, "budget", "department"),
        ),
        (
            "时效性有效\n中共示例县委宣传部2026年部门预算\n目录",
            ("中共示例县委宣传部", 2026, "budget", "department"),
        ),
        (
            "示例县水利局文件\n示水财〔2026〕12号\n示例县水利局关于2026年部门预算公开的说明",
            ("示例县水利局", 2026, "budget", "department"),
        ),
        (
            "示例县人民政府门户网站\n示例县水利局2026年部门预算\n目录",
            ("示例县水利局", 2026, "budget", "department"),
        ),
        (
            "中国人民政治协商会议\n示例省示例县委员会\n2026年部门预算\n目录",
            ("中国人民政治协商会议示例省示例县委员会", 2026, "budget", "department"),
        ),
        (
            "示例县水利局2026年度（本级）\n预算公开报告\n目录",
            ("示例县水利局", 2026, "budget", "unit"),
        ),
        (
            "2026年部门预算\n第一部分 示例县水利局概况\n一、主要职能",
            ("示例县水利局", 2026, "budget", "department"),
        ),
    ],
)
def test_a_cover_as_offices_and_web_pages_print_it(
    cover: str, expected: tuple[object, ...]
) -> None:
    found = only(f"{cover}\n\n收支总表\n单位：万元\n{SIDED}\n")
    told = (found.organisation_name, found.fiscal_year, found.kind, found.scope)
    assert told == expected


@pytest.mark.parametrize(("label", "kind"), [("预算数", "budget"), ("决算数", "final_accounts")])
def test_heads_tell_the_kind_where_no_title_does(label: str, kind: str) -> None:
    table = SIDED.replace("预算数", label)
    found = only(f"部门收支总表\n编制单位：示例县水利局\t2026年度\t单位：万元\n{table}\n")
    assert (found.organisation_name, found.fiscal_year, found.kind) == (
        "示例县水利局",
        2026,
        kind,
    )


def test_a_heading_that_compares_with_another_year_is_no_title() -> None:
    text = (
        "示例市水务局2024年度部门决算\n\n（一）财政拨款收支与2023年度决算对比情况\n\n"
        f"收入支出决算总表\n\n{SIDED}\n"
    )
    assert identified(text_document(text)).conflicts == ()


def test_the_year_that_heads_alone_print_is_the_later_one_where_all_tables_agree() -> None:
    first = "示例县审计局收支总表\n\n" + SIDED.replace("预算数", "2024年预算数")
    second = "一般公共预算“三公”经费支出表\n\n项目\t2023年预算数\t2024年预算数\n合计\t9.00\t8.00"
    assert only(f"{first}\n\n{second}").fiscal_year == 2024
    other = second.replace("2024", "2022")
    assert only(f"{first}\n\n{other}").fiscal_year is None


def test_own_funds_of_a_unit_tell_no_scope() -> None:
    titles = ("单位资金支出表", "2024年单位自有资金收入表", "2024年单位收入预算表")
    assert [scope_of_title(title) for title in titles] == [None, None, "unit"]
