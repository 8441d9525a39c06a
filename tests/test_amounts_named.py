"""What amounts in prose are of: lists told by 分别, other years, short names, sums and rates."""

from decimal import Decimal

import pytest

from yusuan.prose.amounts import find_amounts, read_amounts
from yusuan.prose.money import Money, UnreadMoney, find_money
from yusuan.prose.spoken import Spoken
from yusuan.prose.wording import Wording

YEAR = 2023


def _subjects(text: str) -> list[str]:
    return [found.subject for found in find_amounts(text, YEAR)]


def _changes(text: str) -> list[tuple[str, str | None, int | None, str | None]]:
    found = find_amounts(text, YEAR)
    return [
        (it.subject, it.change, it.compared_year, it.compared_with) for it in found if it.change
    ]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("甲类支出和乙类支出分别为8万元和3万元。", ["甲类支出", "乙类支出"]),
        ("收、支总计分别为8万元、7万元。", ["收总计", "支总计"]),
        ("车辆购置及运行费、接待费分别为8万元、7万元。", ["车辆购置及运行费", "接待费"]),
        ("甲贷、乙贷分别新增放款8万元、7万元。", ["甲贷", "乙贷"]),
    ],
)
def test_amounts_told_together_are_each_of_its_own_name(text: str, subjects: list[str]) -> None:
    assert _subjects(text) == subjects


def test_changes_told_together_are_all_changes() -> None:
    text = "培训费、会议费比上年分别减少1万元、2万元，下降5%、6%。"
    assert _changes(text) == [
        ("培训费", "decrease", 2022, "上年"),
        ("会议费", "decrease", 2022, "上年"),
    ]
    assert all(found.percent is None for found in find_amounts(text, YEAR))
    text = (
        "经费9万元，其中：培训费4万元，会议费5万元。与2022年决算数相比，分别减少0.1万元、0.3万元。"
    )
    assert _changes(text) == [
        ("培训费", "decrease", 2022, "2022年决算数"),
        ("会议费", "decrease", 2022, "2022年决算数"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "培训费、会议费分别减少1万元、2万元、3万元。",
        "培训费4万元，会议费5万元，差旅费6万元，分别减少1万元、2万元。",
    ],
)
def test_amounts_told_together_of_other_names_than_stated_are_unread(text: str) -> None:
    told = text[text.index("分别") :]
    unread = [found for found in read_amounts(text, YEAR) if isinstance(found, UnreadMoney)]
    assert len(unread) == told.count("万元")


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "一是2021年支付了甲补助5万元；二是2023年安排乙补助6万元。",
            ["2021年支付了甲补助", "乙补助"],
        ),
        (
            "2022年度经费预算9万元，其中：培训费4万元，会议费5万元。",
            ["2022年经费预算", "2022年培训费", "2022年会议费"],
        ),
        (
            "2022年度经费预算9万元。其中：培训费4万元，会议费5万元。",
            ["2022年经费预算", "2022年培训费", "2022年会议费"],
        ),
        (
            "2023年经费8万元，2022年经费9万元，其中：培训费4万元。",
            ["经费", "2022年经费", "培训费"],
        ),
        ("2022年经费9万元。培训费4万元。", ["2022年经费", "培训费"]),
        ("2022年经费9万元，本年培训费4万元。", ["2022年经费", "培训费"]),
        ("2021年，某所支出9万元，结余1万元。", ["2021年某所支出", "2021年结余"]),
        ("2021年，某所支出9万元，本年支出8万元。", ["2021年某所支出", "本年支出"]),
        ("2022年、2023年预算为10万元。", ["预算"]),
        ("2023年度收入为9万元，支出为8万元。", ["收入", "支出"]),
        ("一是2022年安排了某费9万元。", ["2022年某费"]),
        ("2020年某费合计9万元，2021年为8万元。", ["2020年某费合计", "2021年某费合计"]),
        ("2023年，某所支出9万元。", ["某所支出"]),
        (
            "2022年项目支出年初预算9万元，调整预算8万元，决算7万元。其中：某费年初预算3万元，支出决算2万元。",
            [
                "2022年项目支出年初预算",
                "2022年项目支出调整预算",
                "2022年项目支出决算",
                "2022年某费年初预算",
                "2022年某费支出决算",
            ],
        ),
        # several years, one name
        ("2023年某费9万元，2022年8万元，2021年7万元。", ["某费", "2022年某费", "2021年某费"]),
        # parts of it, or of another thing
        ("某工程总投资9万元，2021年2万元，2022年7万元。", ["某工程总投资", "2021年", "2022年"]),
        ("某费9万元，其中办公费2万元，2022年1万元。", ["某费", "办公费", "2022年"]),
        (
            "近三年某费：2021年9万元、2022年8万元、2023年7万元。",
            ["2021年某费", "2022年某费", "某费"],
        ),
        (
            "2021年、2022年、2023年某费分别为9万元、8万元、7万元。",
            ["2021年某费", "2022年某费", "某费"],
        ),
        (
            "近三年（2021、2022、2023年）某费分别为9万元、8万元和7万元。",
            ["2021年某费", "2022年某费", "某费"],
        ),
        ("我单位2021-2023年某费分别为9万元、8万元、7万元。", ["2021年某费", "2022年某费", "某费"]),
        ("具体如下：2021年9万元，2022年8万元。", ["2021年", "2022年"]),
        ("2023年初预算9万元，本年初预算数8万元。", ["年初预算", "年初预算数"]),
    ],
)
def test_a_figure_of_another_year_and_its_parts_keep_that_year(
    text: str, subjects: list[str]
) -> None:
    assert _subjects(text) == subjects


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("2021年收入9万元，比上年增加1万元。", ("2021年收入", "increase", 2020, "上年")),
        ("2021年收入9万元。较上年增加1万元。", ("2021年收入", "increase", 2020, "上年")),
        ("2021年，收入比上年增加1万元。", ("2021年收入", "increase", 2020, "上年")),
        ("2021年收入9万元，比2019年增加1万元。", ("2021年收入", "increase", 2019, "2019年")),
        ("2023年收入9万元，2022年收入8万元，较上年增加1万元。", ("收入", "increase", 2022, "上年")),
        ("2022年度经费较2021年度增加1万元。", ("2022年经费", "increase", 2021, "2021年度")),
    ],
)
def test_the_year_before_another_year_is_no_year_before_the_report(
    text: str, change: tuple[str, str, int, str]
) -> None:
    assert _changes(text) == [change]


@pytest.mark.parametrize(
    ("words", "base", "year"),
    [
        ("比控制数减少", "控制数", None),
        ("较调整后预算数减少", "调整后预算数", None),
        ("与预期数相比减少", "预期数", None),
        ("比人代会预算数减少", "人代会预算数", None),
        ("比2022年实际完成数减少", "2022年实际完成数", 2022),
        ("对比减少", None, None),
    ],
)
def test_what_a_change_compares_with_is_no_name(
    words: str, base: str | None, year: int | None
) -> None:
    assert _changes(f"培训费9万元，{words}1万元。") == [("培训费", "decrease", year, base)]


def test_an_unknown_base_keeps_its_figure_and_its_saving() -> None:
    found = list(find_amounts("培训费10万元，较计划的9万元增加1万元，较原目标节约2万元。", YEAR))
    assert [(it.subject, it.change, it.compared_with) for it in found] == [
        ("培训费", None, None),
        ("计划", None, None),
        ("培训费", "increase", "计划"),
        ("培训费", "decrease", "原目标"),
    ]


def test_a_word_that_only_holds_a_comparison_is_a_name() -> None:
    assert _subjects("项目占比评比经费增加1万元。") == ["项目占比评比经费"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("2023年来访接待7批次，45人次，支出2万元。", "来访接待支出"),
        ("全年接待7批次，共支出2万元。", "接待支出"),
        ("甲费、乙费（以下简称“两费”）支出合计2万元。", "“两费”支出合计"),
        ("包括甲单位（含乙所）和丙费（“两费”）决算总额2万元。", "“两费”决算总额"),
        ("甲费、乙费（含丙费用的）支出合计2万元。", "甲费、乙费（含丙费用的）支出合计"),
        ("甲项收入（同口径）完成2万元。", "甲项收入（同口径）完成"),
        ("某经费支出年初预算数3万元，全年支出2万元。", "某经费支出"),
        ("收入预算3万元，全年支出2万元。", "支出"),
        ("2022年末甲资产总额2万元。", "2022年末甲资产总额"),
        ("2023年末结转2万元。", "年末结转"),
        ("甲项收入2万元，占年初预算4万元的50%。", "甲项收入年初预算"),
        ("报废资产7项，账面原值2万元。", "报废资产"),
        ("“两费”经费预安排2万元。", "“两费”经费"),
        ("原因是本年度增加搬迁补偿款2万元。", "搬迁补偿款"),
        ("变动的主要原因是2023年新增了2万元搬迁资金，用于搬迁。", "搬迁资金"),
    ],
)
def test_a_bare_word_is_named_by_what_stands_before_its_clause(text: str, subject: str) -> None:
    assert _subjects(text)[-1] == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("经费预算9万元，其中：甲5万元，乙4万元，同比增加1万元，增长12.5%。", "经费预算"),
        ("经费预算9万元，其中：甲5万元，乙4万元，同比增加1万元，增长33.33%。", "乙"),
        ("经费预算9万元，其中：甲5万元，乙4万元，同比增加1万元，增长77%。", "乙"),
        ("经费预算9万元，其中：甲8万元，乙1万元，同比增加2万元。", "经费预算"),
        ("收入预算9万元，其中：甲拨款8万元，乙拨款1万元，收入较去年增加1万元。", "收入预算"),
        ("年初预算数9万元，其中，甲拨款9万元，收入较去年增加1万元。", "年初预算数"),
        ("年初预算数9万元，其中，甲收入9万元，收入较去年增加1万元。", "甲收入"),
    ],
)
def test_figures_tell_of_which_amount_a_change_is(text: str, subject: str) -> None:
    assert _subjects(text)[-1] == subject


def test_what_adds_up_to_a_change_are_changes() -> None:
    text = "收入9万元，比上年增加6万元（其中：甲镇4万元，乙镇2万元），增长200%。"
    assert [change for _, change, *_ in _changes(text)] == ["increase"] * 3
    other = text.replace("乙镇2万元", "乙镇3万元")
    assert [subject for subject, *_ in _changes(other)] == ["收入"]


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("增加2万元，增0.9%。", "0.9"),
        ("减少2万元，减3.2%。", "-3.2"),
        ("减少2万元；减少率35.22%，", "-35.22"),
        ("同比减少2万元，-3.2%。", "-3.2"),
        ("同比增加2万元（+3.2%）。", "3.2"),
        ("同比减少2万元（3.2%）。", "-3.2"),
        ("比2022年减少2万元，同口径比2022年下降7.4%。", "-7.4"),
    ],
)
def test_a_rate_in_short_words_is_one(words: str, percent: str) -> None:
    (found,) = find_amounts(f"培训费{words}", YEAR)
    assert found.percent == Decimal(percent)


def test_neither_end_of_a_range_before_one_unit_is_exact() -> None:
    found = list(find_amounts("培训费3—5万元，会议费6万元", YEAR))
    assert [each.approximate for each in found] == [True, True, False]


def test_neither_end_of_a_range_of_two_amounts_is_exact() -> None:
    text = "培训费3万元至5万元，会议费由5万元到6万元，差旅费6万元、7万元"
    found = list(find_amounts(text, YEAR))
    assert [each.approximate for each in found] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("2023年经费由2022年的9万元减少至8万元。", ["2022年经费", "经费"]),
        ("经费从上年9万元降到2023年的8万元，减少1万元。", ["上年经费", "经费", "经费"]),
        ("经费由9万元调整为8万元。", ["经费由", "经费"]),
        ("2022年（含所属单位，按有关规定实行综合预算管理）经费8万元。", ["2022年经费"]),
        ("2023年（含所属单位，按有关规定实行综合预算管理）经费8万元。", ["经费"]),
    ],
)
def test_a_level_of_another_time_is_told_apart(text: str, subjects: list[str]) -> None:
    assert _subjects(text) == subjects


def test_zeros_beyond_what_the_package_holds_are_none() -> None:
    for text, value in (
        ("收入12.500000000万元", "12.5"),
        ("收入12.000元", "12"),
        ("收入0.0000000万元", "0"),
    ):
        (found,) = find_money(text)
        assert isinstance(found, Money)
        assert found.value == Decimal(value)
    (unread,) = find_money("收入12.0000001万元")
    assert isinstance(unread, UnreadMoney)


def test_money_in_a_unit_of_people_is_unread() -> None:
    (unread,) = find_money("全年支出12.34万人次。")
    assert isinstance(unread, UnreadMoney)
    assert list(find_money("全年接待12.34万人次，培训支出7批次。")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("收、支总计分别为8.1、7.2万元。", [("收总计", "8.1"), ("支总计", "7.2")]),
        ("收、支总计各是8.1,7.2万元。", [("收总计", "8.1"), ("支总计", "7.2")]),
        ("收、支总计分别为8,100、7,200元。", [("收总计", "8,100"), ("支总计", "7,200")]),
        ("收、支总计各减少8.1、7.2万元。", [("收总计", "8.1"), ("支总计", "7.2")]),
        # One number, and two that nothing tells apart.
        ("收、支总计分别为8,100元。", [("收、支总计分别", "8,100")]),
        ("接待费8、7万元。", []),
        ("接待费分别为8、7、6万元。", []),
        ("收、支总计各减少1.5万元。", [("收、支总计", "1.5")]),
    ],
)
def test_numbers_told_together_may_print_their_unit_once(
    text: str, told: list[tuple[str, str]]
) -> None:
    found = list(find_amounts(text, YEAR))
    assert [(each.subject, each.number) for each in found] == told
    assert len({each.unit for each in found}) <= 1


def test_names_told_together_of_another_year_keep_it() -> None:
    text = "2021年采购9万元。其中货物、服务采购金额分别为5万元、4万元。"
    assert _subjects(text) == ["2021年采购", "2021年货物", "2021年服务采购金额"]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("与上年相比，收入减少9万元。其中：拨款减少7万元，其他减少2万元。", [2022, 2022, 2022]),
        ("收入较上年减少9万元。其中：拨款较年初预算减少7万元，其他减少2万元。", [2022, None, None]),
        ("收入较上年减少9万元，较年初预算减少8万元。其中：拨款减少7万元。", [2022, None, None]),
        ("收入较上年减少9万元。严控支出。其中：拨款减少7万元。", [2022, None]),
        ("收入较上年减少9万元。拨款减少7万元。", [2022, None]),
    ],
)
def test_what_divides_a_change_compares_with_the_same(text: str, bases: list[int | None]) -> None:
    assert [year for _, _, year, _ in _changes(text)] == bases


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("接待费年初预算数9万元，决算数8万元。决算数较年初预算数减少1万元。", "接待费决算数"),
        ("支出9万元。与上年相比，增加1万元。与预算相比，年初预算数8万元。", "支出年初预算数"),
        ("接待费9万元，会议费8万元。决算数比上年减少1万元。", "决算数"),
        ("接待费9万元。会议费8万元。决算数比上年减少1万元。", "决算数"),
        ("接待费9万元。用于来访。决算数比上年减少1万元。", "决算数"),
        ("上年决算数9万元。预算数8万元。", "预算数"),
    ],
)
def test_a_stage_alone_is_of_the_one_thing_that_the_sentence_before_tells(
    text: str, last: str
) -> None:
    assert _subjects(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("收、支总计各为9万元。", ["收、支总计"]),
        (
            "维修项目年初预算9万元，调整后预算8万元，执行数7万元。",
            ["维修项目年初预算", "维修项目调整后预算", "维修项目执行数"],
        ),
        ("年初预算数9万元，全年预算数8万元。", ["年初预算数", "全年预算数"]),
        ("接待费决算9万元，为年初预算10万元的90%。", ["接待费决算", "接待费年初预算"]),
        ("接待费9万元，为节约开支1万元。", ["接待费", "为节约开支"]),
        ("房屋900（平方米），价值9万元。", ["房屋"]),
        ("单价9万元的设备1台（套）、单价8万元的设备2台（套）。", ["单价", "单价"]),
        ("接待费9万元，较上年决算数9万元持平。", ["接待费", "上年决算数"]),
    ],
)
def test_levels_are_called_by_their_own_names(text: str, subjects: list[str]) -> None:
    assert _subjects(text) == subjects


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("接待费9万元，比年初预算超支1万元。", ("接待费", "increase", None, "年初预算")),
        ("接待费9万元，比年初预算超1万元。", ("接待费", "increase", None, "年初预算")),
        ("接待费9万元，超预算1万元。", ("接待费", "increase", None, "预算")),
        ("接待费较上年（减少）1万元，减幅10%。", ("接待费", "decrease", 2022, "上年")),
        ("接待费较上年增加（减少）1万元，下降10%。", ("接待费", "decrease", 2022, "上年")),
    ],
)
def test_overspending_and_a_direction_that_the_rate_confirms(
    text: str, change: tuple[str, str, int | None, str]
) -> None:
    assert _changes(text) == [change]


@pytest.mark.parametrize(
    "text",
    [
        "接待费9万元，超过预算1万元。",
        "接待费9万元，不超预算1万元。",
        "接待费较上年（减少）1万元，增长10%。",
        "接待费较上年增加（减少）1万元，增长（下降）10%。",
        "接待费较上年（减少）1万元。",
        "接待费9万元, 较上年决算数1万元,下降10%。",
    ],
)
def test_a_direction_that_nothing_confirms_stays_unread(text: str) -> None:
    read = read_amounts(text, YEAR)
    unread = [found for found in read if isinstance(found, UnreadMoney)]
    assert [(found.text, found.reason) for found in unread] == [("1万元", "direction")]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("上年接待费8万元，本年9万元，增加1万元。", ["上年接待费", "接待费", "接待费"]),
        ("2022年接待费8万元，2023年9万元。", ["2022年接待费", "接待费"]),
        ("2022年接待费8万元，2021年9万元。", ["2022年接待费", "2021年接待费"]),
        ("接待费2023年9万元，上年8万元，增加1万元。", ["接待费", "上年", "接待费"]),
        ("接待费9万元，上年8万元，增加1万元。", ["接待费", "上年", "接待费"]),
        ("总收入9万元，其中拨款比上年增加1万元，达8万元。", ["总收入", "拨款", "拨款"]),
        ("预算9万元，年中追加1万元。", ["预算", "预算"]),
        ("收入预算和支出预算均为9万元。", ["收入预算和支出预算"]),
        ("接待费人均9万元。", ["接待费人均"]),
        ("收支相等，均为9万元。", ["收支相等，均为9万元。"]),
        ("中标价9万元，较预算价10万元节约1万元。", ["中标价", "预算价", "中标价"]),
        ("接待费比上年压减10%，减少1万元。", ["接待费"]),
        ("接待费9万元，比上年下降10%，即减少1万元。", ["接待费", "接待费"]),
        ("本单位的接待费9万元。", ["接待费"]),
        ("本单位所属学校接待费9万元。", ["所属学校接待费"]),
    ],
)
def test_figures_of_two_years_and_of_what_changed_keep_their_names(
    text: str, subjects: list[str]
) -> None:
    assert _subjects(text) == subjects


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "主要是增加人员经费9万元、会议费8万元。",
            [("人员经费", "increase"), ("会议费", "increase")],
        ),
        (
            "主要是减少人员经费9万元和会议费8万元。",
            [("人员经费", "decrease"), ("会议费", "decrease")],
        ),
        ("主要是增加人员经费9万元，会议费8万元。", [("人员经费", "increase")]),
        ("主要是减少甲项目9万元和乙项目8万元。", [("甲项目", "decrease"), ("乙项目", "decrease")]),
        ("一是增加人员5人，增加工资9万元。", [("工资", "increase")]),
        ("新增甲项目9万元。", []),
        ("人员经费增加9万元、会议费8万元。", [("人员经费", "increase")]),
        ("主要是增加人员经费9万元、占8万元。", [("人员经费", "increase")]),
    ],
)
def test_a_word_of_change_before_a_list_is_of_all_its_items(
    text: str, changes: list[tuple[str, str]]
) -> None:
    assert [(name, change) for name, change, _, _ in _changes(text)] == changes


def test_the_same_extent_is_no_name_of_what_is_compared_with() -> None:
    text = "支出9万元，与上年同口径相比增加1万元。"
    assert _changes(text) == [("支出", "increase", 2022, "上年同口径")]
    assert _changes("支出9万元，同口径增加1万元。") == [("支出", "increase", None, None)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2021年经费9万元。其中，接待费2万元，减少1万元。", "2021年接待费"),
        ("2021年经费9万元，其中：接待费2万元，比上年减少1万元。", "2021年接待费"),
        ("2021年经费9万元，其中：接待费2万元，会议费3万元。比上年减少1万元。", "2021年经费"),
        ("2021年经费9万元，比上年减少1万元。", "2021年经费"),
    ],
)
def test_a_change_behind_a_part_of_another_year_is_of_the_part(text: str, last: str) -> None:
    assert _changes(text)[-1][0] == last


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("申请9万元，其中：8万元用于审计，1万元用于测绘。", ["申请", "用于审计", "用于测绘"]),
        ("资金9万元用于维修，8万元主要用于培训。", ["资金", "用于培训"]),
        ("接待费9万元全部用于来访。", ["接待费"]),
        ("人均接待费2万元，共9万元。", ["人均接待费", "接待费"]),
        ("单价2万元，共计8万元。", ["单价", "单价2万元，共计8万元。"]),
        ("办公费2万元、印刷费3万元，共计5万元。", ["办公费", "印刷费", "共计"]),
        ("办公费2万元，共计20000元。", ["办公费", "办公费"]),
        ("办公费2万元。共计3万元。", ["办公费", "办公费"]),
        ("投资9万元，占年度计划10万元的90%。", ["投资", "投资年度计划"]),
    ],
)
def test_parts_totals_and_what_is_per_head_are_no_figures_of_the_whole(
    text: str, subjects: list[str]
) -> None:
    assert _subjects(text) == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("上年接待费8万元，本年预算9万元。", ["上年接待费", "接待费预算"]),
        ("上年结转8万元、本年预算9万元。", ["上年结转", "预算"]),
        ("接待费上年决算数8万元，预算数9万元。", ["接待费上年决算数", "接待费预算数"]),
        ("总收入10万元，其中拨款收入占90%，为9万元。", ["总收入", "拨款收入"]),
        ("本年支出中，基本支出占90%，即9万元。", ["基本支出"]),
        ("接待费预算数10万元，支出数9万元。", ["接待费预算数", "接待费支出数"]),
        ("办公用房面积900平方米，价值9万元。", ["办公用房"]),
        ("土地900平方米、账面价值9万元。", ["土地"]),
        ("我局总收入9万元。", ["总收入"]),
        ("我办总收入9万元，我所经费8万元。", ["总收入", "经费"]),
        ("我办公楼维修9万元，我校园网建设8万元。", ["我办公楼维修", "我校园网建设"]),
        ("接待费10万元，占90%，达9万元。", ["接待费", "接待费"]),
        ("人员经费9万元（含离退休经费8万元）。", ["人员经费", "离退休经费"]),
        ("含税收入9万元。", ["含税收入"]),
        ("——农林水支出9万元；", ["农林水支出"]),
    ],
)
def test_names_are_those_of_the_year_the_share_and_the_part(text: str, subjects: list[str]) -> None:
    assert _subjects(text) == subjects


def test_an_item_is_called_without_the_word_that_divides() -> None:
    texts = ("商品支出（302）9万元，其中办公费（30201）8万元。", "其中农林水支出（类）9万元。")
    names = [found.item.text for text in texts for found in find_amounts(text, YEAR) if found.item]
    assert names == ["商品支出", "办公费", "农林水支出"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("经费比上年增加2万元，达9万元。", ["经费", "经费"]),
        ("经费比上年增加2万元，今年安排9万元。", ["经费", "经费"]),
        # A part of it, or why it changed, is not what it now is.
        ("经费比上年增加2万元，其中3万元为结转。", ["经费", ...]),
        ("经费比上年增加2万元（包括3万元上年结转）。", ["经费", ...]),
        ("经费比上年减少2万元，原因是今年3万元由县里支付。", ["经费", ...]),
        # Nor is a part what the share before it is of.
        ("工资占总支出的60%，其中3万元为结转。", [...]),
        ("支出占预算的95%，3万元用于培训。", ["用于培训"]),
        ("审计9万元、工程设计8万元，会议费共计7万元。", ["审计", "工程设计", "会议费"]),
        ("每年村均9万元。", ["每年村均"]),
    ],
)
def test_a_part_or_a_reason_is_not_called_as_the_whole(text: str, subjects: list[object]) -> None:
    named = [... if name == text else name for name in _subjects(text)]
    assert named == subjects


@pytest.mark.parametrize(
    ("listed", "changes"),
    [
        ("公用经费1万元", 2),
        ("总计支出9万元", 1),
        ("现有项目经费9万元", 1),
        ("年初预算支出9万元", 1),
        ("上年结转资金9万元", 1),
    ],
)
def test_a_total_or_what_there_was_before_is_no_other_thing_added(
    listed: str, changes: int
) -> None:
    assert len(_changes(f"增加人员经费2万元、{listed}。")) == changes


def test_no_more_names_are_kept_than_tell_that_there_are_several() -> None:
    spoken = Spoken("甲。")
    for at in range(9):
        spoken = spoken.say(f"{at}", Wording("", "甲。", "increase", at, "上年"), at)
    assert max(len(spoken.names), len(spoken.all_names), len(spoken.bases)) == 2


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("单价50万元以上的设备2台。", True),
        ("单位价值100万元（含）以上设备0台（套）。", True),
        ("单价在100万元（含100万元）以上的专用设备1台。", True),
        ("购置10万元以上设备3台。", True),
        ("单价超过50万元的设备2台。", True),
        ("采购限额50万元以上的项目5个。", True),
        ("支出100万元以上。", False),
        ("投入100万元以上资金购置设备。", False),
        ("设备单价50万元。", False),
    ],
)
def test_a_limit_is_no_money_of_anybody(text: str, threshold: bool) -> None:
    amounts = [*find_amounts(text, YEAR)]
    assert amounts
    assert all(amount.threshold is threshold for amount in amounts)


def test_what_stands_behind_a_limit_is_not_told_of_it() -> None:
    text = "车辆5辆，价值8万元；单价50万元以上设备2台，价值9万元。"
    told = [(amount.subject, amount.threshold) for amount in find_amounts(text, YEAR)]
    assert told == [("车辆", False), ("单价", True), ("单价50万元以上设备", False)]
    assert _subjects("单价50万元及以上设备购置费9万元。") == ["单价", "单价50万元及以上设备购置费"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("因公出国（境）费支出为零，与上年持平。", ["因公出国（境）费支出"]),
        (
            "政府性基金预算支出为0；国有资本经营预算支出为０。",
            ["政府性基金预算支出", "国有资本经营预算支出"],
        ),
        ("接待费为0（购置费为0）。", ["接待费", "购置费"]),
        ("货物为0、货物预算为0、工程预算9万元。", ["货物预算", "工程预算"]),
        # supposed; no level, no money, or a number that goes on
        ("若接待费支出为0，则为空表；没有会议的，会议费为0。", []),
        ("接待费增加金额为0，增长率为0，支出占比为0，人数为零。", []),
        ("接待费为0.5万元，会议费为0万元。", ["接待费", "会议费"]),
        ("接待费为零、培训费为零，收入总计为0。", ["接待费", "培训费", "收入总计"]),
    ],
)
def test_nothing_needs_no_unit(text: str, subjects: list[str]) -> None:
    assert _subjects(text) == subjects
    bare = [amount for amount in find_amounts(text, YEAR) if amount.bare]
    assert all(amount.value == 0 for amount in bare)


def test_whose_each_of_several_amounts_is_may_be_open() -> None:
    read = read_amounts("近三年某费分别为9万元、8万元、7万元。", YEAR)
    assert [found.reason for found in read if isinstance(found, UnreadMoney)] == ["whose"] * 3


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("接待费与上年预算5万元相比减少1万元。", ["上年预算", "接待费"]),
        ("接待费同2022年的5万元相比增加1万元。", ["2022年", "接待费"]),
        ("接待费预算数与上年执行数5万元相比减少1万元。", ["上年执行数", "接待费预算数"]),
        ("接待费5万元，与年初预算5万元相比持平。", ["接待费", "年初预算"]),
        ("基本支出9万元和上年结转5万元。", ["基本支出", "上年结转"]),
        ("2023年无因公出国（境）费用支出，比上年减少5万元。", ["因公出国（境）费用支出"]),
        ("本单位未发生接待费，比上年减少5万元。", ["接待费"]),
        ("本年末固定资产5万元，上年末固定资产6万元。", ["年末固定资产", "上年末固定资产"]),
    ],
)
def test_a_figure_beside_which_another_is_compared_is_of_its_own_year(
    text: str, subjects: list[str]
) -> None:
    assert _subjects(text) == subjects
