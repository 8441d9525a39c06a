"""Rules that are due under a condition: held to where it holds, not applicable elsewhere."""

from dataclasses import replace

from tests.checks.small_disclosure import changed, evidence, failing, results
from tests.checks.test_planted import EXPENDITURE, FISCAL, GENERAL, REVENUE, SUMMARY
from yusuan.checks.model import Statement
from yusuan.checks.printed_facts import assets_date


def _reasons(text: str, check_id: str) -> list[str]:
    return [r.message for r in results(text, "not_applicable") if r.check_id == check_id]


_OTHER_INCOME = (
    (SUMMARY + "三、事业收入|", "三、事业收入|25.00"),
    (SUMMARY + "一、农林水支出|440.00", "一、农林水支出|465.00"),
    (
        SUMMARY + "本年收入合计|460.00|本年支出合计|500.00",
        "本年收入合计|485.00|本年支出合计|525.00",
    ),
    (SUMMARY + "收入总计|500.00|支出总计|500.00", "收入总计|525.00|支出总计|525.00"),
    (REVENUE + "500.00|460.00|460.00||", "525.00|485.00|460.00||25.00"),
    (REVENUE + "农林水支出|440.00|400.00|400.00||", "农林水支出|465.00|425.00|400.00||25.00"),
    (REVENUE + "林业和草原|440.00|400.00|400.00||", "林业和草原|465.00|425.00|400.00||25.00"),
    (REVENUE + "180.00|140.00|140.00||", "205.00|165.00|140.00||25.00"),
    (EXPENDITURE + "合计|500.00|250.00|250.00", "合计|525.00|250.00|275.00"),
    (EXPENDITURE + "农林水支出|440.00|250.00|190.00", "农林水支出|465.00|250.00|215.00"),
    (EXPENDITURE + "林业和草原|440.00|250.00|190.00", "林业和草原|465.00|250.00|215.00"),
    (EXPENDITURE + "180.00||180.00", "205.00||205.00"),
    ("预算收入500.00万元", "预算收入525.00万元"),
    ("单位资金收入0万元", "单位资金收入25.00万元"),
    ("2025年支出预算500.00万元", "2025年支出预算525.00万元"),
    ("项目支出250.00万元", "项目支出275.00万元"),
    ("预算收支安排500.00万元", "预算收支安排525.00万元"),
)


def test_the_assets_of_final_accounts_are_those_at_the_end_of_their_year() -> None:
    def told(text: str) -> list[str]:
        final = replace(evidence(text), kind="final_accounts")
        return [outcome.status for outcome in assets_date(final) if isinstance(outcome, Statement)]

    dated = "截止时间：2024-12-31"
    assert told(changed((dated, "截止时间：2025-12-31"))) == ["pass"]
    assert told(changed()) == ["fail"]
    assert told(changed((f"{dated}\n", ""))) == []


def test_fiscal_appropriation_is_a_part_where_there_is_other_income() -> None:
    assert failing(changed(*_OTHER_INCOME)) == set()


def test_other_income_under_a_name_of_its_own() -> None:
    text = changed(*_OTHER_INCOME, (SUMMARY + "三、事业收入|25.00", "三、其他资金|25.00"))
    assert "fiscal-within-summary" not in failing(text)


def test_a_table_whose_figures_have_no_unit_is_not_empty() -> None:
    following = "\n部门预算国有资本经营预算财政拨款支出表\n\n346"
    unnamed = "\n“三公”经费对比情况\n\n年度|合计|因公出国（境）费|公务接待费\n2024年|7|3|4\n2025年|9|4|5\n"
    assert "empty-table-noted" not in failing(changed((following, unnamed + following)))


def test_fiscal_appropriation_never_exceeds_the_whole() -> None:
    text = changed(*_OTHER_INCOME, (GENERAL + "180.00||180.00", "210.00||210.00"))
    assert "appropriation-vs-expenditure" in failing(text)


def test_carryover_that_is_not_fiscal() -> None:
    """Where the two carry-overs differ, fiscal appropriation need not be all."""
    text = changed((FISCAL + "年初财政拨款结转和结余|40.00", "年初财政拨款结转和结余|30.00"))
    assert "fiscal-within-summary" not in failing(text)


def test_agency_operation_with_a_public_institution() -> None:
    unit = "示例县林业局本级|行政|正科级|财政拨款\n"
    institution = "示例县苗圃|事业|股级|财政拨款\n"
    text = changed(
        (unit, unit + institution),
        ("共计安排50.00万元", "共计安排35.00万元"),
        ("主要用于办公费、差旅费", "主要用于办公费、物业管理费"),
    )
    assert failing(text) == set()
    assert "事业单位" in _reasons(text, "text-agency-operation")[0]
    assert "事业单位" in _reasons(text, "text-agency-uses")[0]


def test_personnel_and_running_expenses_are_published_for_one_budget_only() -> None:
    text = changed(
        (EXPENDITURE + "合计|500.00|250.00|250.00", "合计|500.00|260.00|240.00"),
        ("人员经费200.00万元", "人员经费210.00万元"),
    )
    assert any("一般公共预算" in reason for reason in _reasons(text, "text-overview"))


def test_changes_are_incomplete_with_another_type_of_expenditure() -> None:
    text = changed(
        (EXPENDITURE + "合计|500.00|250.00|250.00|", "合计|500.00|250.00|240.00|10.00"),
        ("项目支出增加25.00万元", "项目支出增加15.00万元"),
    )
    assert "经营支出" in _reasons(text, "text-changes")[0]


def test_revenue_by_code_with_a_carryover_to_the_next_year() -> None:
    text = changed((SUMMARY + "年终结转结余|", "年终结转结余|5.00"))
    assert "年终结转" in _reasons(text, "revenue-vs-expenditure")[0]


def test_absent_and_empty_tables_are_no_findings() -> None:
    """A document of one section and one table: everything else is not applicable."""
    text = (
        "部门预算一般公共预算财政拨款支出表\n\n346 示例县林业局\n\n预算年度：2025\n\n单位：万元\n\n"
        "序号\t功能分类科目\t\t合计\t基本支出\t项目支出\n\t科目编码\t科目名称\t\t\t\n"
        "1\t\t合计\t1.00\t1.00\t\n2\t213\t农林水支出\t1.00\t1.00\t\n"
        "3\t21302\t林业和草原\t1.00\t1.00\t\n4\t2130201\t行政运行\t1.00\t1.00\t\n\n"
        "一、部门职责及机构设置情况\n\n负责林业。\n"
    )
    assert failing(text) == set()
    assert all(result.message.startswith("不适用：") for result in results(text, "not_applicable"))


_GOVERNMENT = """示例市2025年预算执行情况和2026年预算草案的报告

一、2025年预算执行情况

职工奖金76.66亿元，支出完成100.00亿元。

职工奖金42.68亿元，支出完成100.00亿元。

2025年全市一般公共预算收支总表

单位：万元

项目|预算数
一、税收收入|100.00
二、非税收入|50.00

2025年全市政府性基金预算收支总表

单位：万元

项目|预算数
一、土地出让收入|100.00
二、彩票公益金收入|50.00
""".replace("|", "\t")


def test_a_governments_budget_is_held_to_no_rule_of_departments() -> None:
    found = results(_GOVERNMENT)
    assert {result.status for result in found} == {"not_applicable"}
    assert any("政府预算" in result.message for result in found)


def test_the_same_words_of_a_department_are_held_to_them() -> None:
    text = _GOVERNMENT.replace("全市一般公共", "部门").replace("全市政府性基金", "部门财政拨款")
    assert "text-twice" in failing(text)
