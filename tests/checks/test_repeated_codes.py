"""A class printed once for each class of the government's budget holds its own sections only."""

from tests.made_documents import text_document
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.evidence.model import Document
from yusuan.views.documents import Original

HEAD = "科目编码\t科目名称\t政府经济分类科目编码\t合计\t人员经费\t公用经费"
ROWS = """合计\t\t\t9.00\t9.00\t
301\t工资福利支出\t501\t5.00\t5.00\t
30101\t基本工资\t50101\t3.00\t3.00\t
30102\t津贴补贴\t50101\t{part}\t{part}\t
301\t工资福利支出\t505\t4.00\t4.00\t
30101\t基本工资\t50501\t4.00\t4.00\t"""


def laid_out(document: Document) -> Disclosure:
    return lay_out([Original("a.txt", document.sha256, 1, document)], Description())


def results(part: str) -> list[tuple[str, str]]:
    title = "示例市信访局2026年部门预算\n\n一般公共预算基本支出表\n\n单位：万元"
    disclosure = laid_out(text_document(f"{title}\n\n{HEAD}\n{ROWS.format(part=part)}"))
    (statement,) = disclosure.statements
    return [
        (result.status, result.left_expression)
        for result in statement.results
        if result.check_id == "class-of-sections"
    ]


def test_each_row_of_a_class_is_compared_with_what_follows_it() -> None:
    found = results("2.00")
    assert [status for status, _ in found] == ["pass"] * 4


def test_a_section_that_is_wrong_is_found_below_its_own_class() -> None:
    found = results("1.00")
    assert sorted(status for status, _ in found) == ["fail", "fail", "pass", "pass"]
    assert {left for status, left in found if status == "fail"} == {"301 工资福利支出 5.00"}


def test_a_class_of_the_governments_budget_printed_alone_is_the_sum_of_the_rows_of_both() -> None:
    title = "示例市信访局2026年部门预算\n\n一般公共预算基本支出表\n\n单位：万元"
    head = "政府经济分类科目编码\t政府经济分类科目名称\t部门经济分类科目编码\t科目名称\t合计"
    rows = (
        "\t合计\t\t\t9.00\n501\t机关工资福利支出\t\t\t9.00\n"
        "50101\t工资奖金津补贴\t30101\t基本工资\t{first}\n"
        "50101\t工资奖金津补贴\t30102\t津贴补贴\t4.00"
    )
    for first, failing in (("5.00", set()), ("6.00", {"class-of-sections"})):
        text = f"{title}\n\n{head}\n{rows.format(first=first)}"
        (statement,) = laid_out(text_document(text)).statements
        codes = ("total-of-classes", "class-of-sections", "codes-to-lowest-level")
        found = {r.check_id for r in statement.results if r.status == "fail"} & set(codes)
        assert found == failing
        assert "class-of-sections" in {r.check_id for r in statement.results if r.left_expression}
