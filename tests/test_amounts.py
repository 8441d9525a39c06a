"""Amounts in prose: read whole with their words, or named as unreadable; never a number's tail."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.evidence.places import LinePlace
from yusuan.model import Paragraph, SectionParagraph, TextLine
from yusuan.prose.amounts import find_amounts, read_amounts
from yusuan.prose.items import FunctionNames, find_items
from yusuan.prose.money import Money, UnreadMoney, find_money
from yusuan.prose.placed import placed_amounts
from yusuan.prose.stated import StatedAmount, economic_code

# As printed -> (value, unit) of each amount.
READ = {
    "预算收入１３３６．２３万元": ["1336.23 万元"],
    "预算收入1 336.23万元": ["1336.23 万元"],
    "预算收入1336. 23万元": ["1336.23 万元"],
    "预算收入1336\u00ad.23万元": ["1336.23 万元"],
    "预算收入1336\u200b.23万元": ["1336.23 万元"],
    "预算收入1336.23万 元": ["1336.23 万元"],
    "预算收入1336.23万，其中": ["1336.23 万元"],
    "预算收入1,336.23万元": ["1336.23 万元"],
    "预算收入1，336.23万元": ["1336.23 万元"],
    "1亿2000万元": ["12000 万元"],
    "3万5千元": ["35 千元"],
    "5千万元": ["5000 万元"],
    "123元1角1分": ["123.11 元"],
    "1300余万元": ["1300 万元"],
    "3万多元": ["3 万元"],
    "10～20万元": ["10 万元", "20 万元"],
    "10-20万元": ["10 万元", "20 万元"],
    "10万元至20万元": ["10 万元", "20 万元"],
    "壹仟叁佰叁拾陆万贰仟叁佰元整": ["13362300 元"],
    "壹佰元伍角整": ["100.5 元"],
    "三百万元": ["300 万元"],
    "增减额-112.12万元": ["-112.12 万元"],
    "——100万元": ["100 万元"],
    "**100万元**": ["100 万元"],
    "包括①100万元": ["100 万元"],
    "1263.84①万元": ["1263.84 万元"],
    "￥100万元": ["100 万元"],
    "1、200万元": ["200 万元"],
    "收入1336.23（万元）": ["1336.23 万元"],
    "**1336.23**萬元": ["1336.23 万元"],
    "5亿至6亿元": ["5 亿元", "6 亿元"],
    "1336.23万-1400万元": ["1336.23 万元", "1400 万元"],
    "二元结构，多元，元旦，单位：万元": [],
    "全市人口710万，": [],
    "收入100万圆": ["100 万元"],
    "圆满完成，3圆桌": [],
    "结余负112.12万元": ["-112.12 万元"],
    "结余△112.12万元": ["-112.12 万元"],
    "收入 -18万元": ["-18 万元"],
    "收入1336.23万人民币，": ["1336.23 万元"],
    "收入1336.23万RMB。": ["1336.23 万元"],
    "收入100块钱": ["100 元"],
    "截至2023年，人民币100万元": ["100 万元"],
    "1万员工，万无一失，功率100W，": [],
    "2023年元旦，3单元，12月元月": [],
    "(2)100万元，2023（100万元），A=100万元，指标1≥5万元": [
        "100 万元",
        "100 万元",
        "100 万元",
        "5 万元",
    ],
    "单位： 万元，收入同2022.12，占1.05%，预算支出1.2": [],
}


@pytest.mark.parametrize("text", READ)
def test_an_amount_is_read_whole(text: str) -> None:
    found = list(find_money(text))
    assert [f"{m.value} {m.unit}" for m in found if isinstance(m, Money)] == READ[text]
    assert not any(isinstance(m, UnreadMoney) for m in found)


UNREAD = {
    "收入l336.23万元": "unreadable",
    "收入1l2.12万元": "unreadable",
    "收入60O万元": "unreadable",
    "收入112..12万元": "unreadable",
    "收入11 2.12万元": "unreadable",
    "收入.5万元": "unreadable",
    "收入100.万元": "unreadable",
    "收入1336。23万元": "unreadable",
    "收入1336，23万元": "unreadable",
    "收入1۲万元": "unreadable",
    "收入𝟏2万元": "unreadable",
    "收入20-10万元": "unreadable",
    "收入—100万元": "unreadable",
    "收入2×100万元": "unreadable",
    "增加10、20万元": "unreadable",
    "第3 100万元": "unreadable",
    "收入1.2亿3000万元": "unreadable",
    "收入XX万元": "unreadable",
    "收入(1,263.84)万元": "unreadable",
    "“1336.23”万元": "unreadable",
    "收入112.12%万元": "unreadable",
    "10亿-5万元": "unreadable",
    "收入O.OO万元": "unreadable",
    "数百万元": "unreadable",
    "一百五万元": "unreadable",
    f"收入{'9' * 60}万元": "unreadable",
    "收入12\u202e34万元": "unreadable",
    "收入100万美元": "foreign",
    "500元／人": "rate",
    "500元每人": "rate",
    "共112.12万，": "no_unit",
    "收入13. - 18 -23万元": "unreadable",
    "▲100万元": "unreadable",
    "正负5万元": "unreadable",
    "收入1336.23 w，": "unreadable",
    "收入1336.23万円": "unreadable",
    "收入1336.23万夭，": "unreadable",
    "经费安排1336.23万园。": "unreadable",
    "安排万元1336.23。": "unreadable",
    "收入1336.23万无": "unreadable",
    "收入1336。万元": "unreadable",
    "一千三百三十六点二三万元": "unreadable",
    "收入百分之五万元": "unreadable",
    "△△5万元": "unreadable",
    "收入1336˙23万元": "unreadable",
    "收入1336!23万元": "unreadable",
    "收入1】336.23万元": "unreadable",
    "收入1①336.23万元": "unreadable",
    "收入1336.23#元": "unreadable",
    "收入1336.23万.元": "unreadable",
    "收入1336.23力元": "unreadable",
    "2023年预算收入1336.23，其中": "unreadable",
    "预算收入为 万元。": "unreadable",
    "共计安排112.某某局2023年部门预算12万元": "unreadable",
    "收入错误!未找到引用源。万元": "unreadable",
    "万元，其中：基本支出增加": "unreadable",
    "较上年2.08减少": "unreadable",
}


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_amount_for_certain_is_named_and_no_part_of_it_read(text: str) -> None:
    found = list(find_money(text))
    assert [m.reason if isinstance(m, UnreadMoney) else m for m in found] == [UNREAD[text]]


def _said(text: str) -> list[tuple[str, str, str | None, int | None]]:
    return [
        (str(found.value), found.subject, found.change, found.compared_year)
        for found in find_amounts(text, 2023)
    ]


def test_what_money_is_to_raise_is_no_change_of_it() -> None:
    assert _said("支持外贸稳增长30万元") == [("30", "支持外贸稳增长", None, None)]
    assert _said("收入增长30万元") == [("30", "收入", "increase", None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "其他收入3万元；使用非财政拨款结余（含专用结余）5万元，资本性支出（基本建设）8万元",
            [
                ("3", "其他收入"),
                ("5", "使用非财政拨款结余（含专用结余）"),
                ("8", "资本性支出（基本建设）"),
            ],
        ),
        (
            "其他收入3万元，公务接待费（其中：外宾接待费、内宾接待费）5万元",
            [("3", "其他收入"), ("5", "公务接待费")],
        ),
        (
            "支出预算为44.52万元,2022年培训费为1,222.62万元",
            [("44.52", "支出预算"), ("1222.62", "2022年培训费")],
        ),
        ("部门预算总收入预计9万元", [("9", "部门预算总收入")]),
        ("采购金额（以合同签订为准）为9万元", [("9", "采购金额（以合同签订为准）")]),
        ("财政拨款安排的“三公”经费支出9万元", [("9", "“三公”经费支出")]),
    ],
)
def test_the_words_right_before_an_amount_are_its_subject(
    text: str, said: list[tuple[str, str]]
) -> None:
    assert [(number, subject) for number, subject, *_ in _said(text)] == said


def test_a_figure_that_is_compared_with_is_of_its_own_time_and_names_no_change() -> None:
    text = (
        "预算总额为1969万元，较2022年的2190万元减少221万元，其中接待费5万元，较上年6.5减少1.5万元"
    )
    assert _said(text) == [
        ("1969", "预算总额", None, None),
        ("2190", "2022年", None, None),
        ("221", "预算总额", "decrease", 2022),
        ("5", "接待费", None, None),
        ("1.5", "接待费", "decrease", 2022),
    ]
    assert _said("结余50万元，较上年增加（含结转）4万元")[-1] == ("4", "结余", "increase", 2022)


@pytest.mark.parametrize("end", ["）", "），", "。）"])
def test_a_change_behind_a_bracket_is_of_what_the_bracket_stands_at(end: str) -> None:
    parts = "购置费3万元，比上年增加1万元；运行维护费6万元，比上年增加2万元"
    assert _said(f"公务用车经费9万元（{parts}{end}比上年增加3万元")[-1] == (
        *("3", "公务用车经费", "increase", 2022),
    )
    # another sentence than that of the bracket
    assert _said(f"公务用车经费9万元（{parts}。）接待费2万元，比上年增加1万元")[-1] == (
        *("1", "接待费", "increase", 2022),
    )


def test_decreased_to_is_a_level() -> None:
    assert _said("公务接待费减少为3万元，与2022年相比持平") == [("3", "公务接待费", None, None)]
    assert _said("公用经费降至3万元") == [("3", "公用经费", None, None)]
    assert _said("公用经费增加额为3万元") == [("3", "公用经费", "increase", None)]


@pytest.mark.parametrize(
    ("text", "change", "base"),
    [
        ("基本支出10万元，较2022年预算减少3万元", "decrease", "2022年预算"),
        ("基本支出10万元，与上年相比调减3万元", "decrease", "上年"),
        ("基本支出10万元，同上年相比增加3万元", "increase", "上年"),
        ("基本支出10万元，同比增加3万元", "increase", "同比"),
        ("基本支出10万元，比上年执行数多3万元", "increase", "上年执行数"),
        ("基本支出10万元，比上年节约3万元", "decrease", "上年"),
        ("基本支出10万元，比上年减少：3万元", "decrease", "上年"),
        ("基本支出10万元，比上年少安排3万元", "decrease", "上年"),
        ("基本支出10万元，较上年度减3万元", "decrease", "上年度"),
        ("基本支出10万元，较上年净减少3万元", "decrease", "上年"),
        ("基本支出10万元，较上年负增长3万元", "decrease", "上年"),
        ("基本支出10万元，较上年减\u200b少3万元", "decrease", "上年"),
        ("基本支出10万元，较上年减幅3万元", "decrease", "上年"),
        ("基本支出10万元，较上年收窄3万元", "decrease", "上年"),
        ("基本支出10万元，较上年↓3万元", "decrease", "上年"),
        ("基本支出10万元，较上年减收3万元", "decrease", "上年"),
        ("基本支出10万元，较上年多出3万元", "increase", "上年"),
        ("基本支出10万元，较上年增3万元", "increase", "上年"),
        ("基本支出10万元，比上年低3万元", "decrease", "上年"),
        ("基本支出10万元，本年数小于上年预算数3万元", "decrease", "上年预算数"),
        ("基本支出10万元，高于2022年决算数3万元", "increase", "2022年决算数"),
        ("基本支出10万元，较上年扩大3万元", "increase", "上年"),
        ("基本支出10万元，同比上年增加3万元", "increase", "同比"),
        ("基本支出10万元，比上年减少（3万元）", "decrease", "上年"),
        ("基本支出10萬元，較上年減少3萬元", "decrease", "上年"),
        ("基本支出10万元，比 上 年 减 少 3万 元", "decrease", "上年"),
    ],
)
def test_a_change_names_what_it_compares_with(text: str, change: str, base: str) -> None:
    found = [*find_amounts(text, 2023)][-1]
    assert (found.subject, found.change, found.compared_with) == ("基本支出", change, base)
    assert found.compared_year == 2022


@pytest.mark.parametrize(
    "before",
    ["预算收入", "预算 收 入", "**预算收入**", "预算收入人民币", "预算收入￥", "預算收入（"],
)
def test_what_stands_between_words_and_amount_is_no_subject(before: str) -> None:
    assert _said(f"{before}100万元") == [("100", "预算收入", None, None)]


def test_saving_is_not_about() -> None:
    (saved,) = find_amounts("采购节约3万元", 2023)
    (about,) = find_amounts("采购约3万元", 2023)
    assert (saved.approximate, about.approximate) == (False, True)


def test_reduced_to_is_a_level_and_the_former_amount_is_named_as_such() -> None:
    assert _said("公用经费减至3万元") == [("3", "公用经费", None, None)]
    assert _said("公用经费由5万元调整为3万元") == [
        ("5", "公用经费由", None, None),
        ("3", "公用经费", None, None),
    ]


def test_a_change_against_the_plan_of_the_year_compares_with_no_year() -> None:
    found = [*find_amounts("支出决算为8万元，比年初预算减少2万元，下降20%", 2024)][-1]
    assert (found.compared_with, found.compared_year) == ("年初预算", None)
    assert found.percent == Decimal(-20)


def test_a_blank_may_stand_before_the_comma_of_a_rate() -> None:
    found = [*find_amounts("项目支出9元，同比增加 7 元 ，增长 17.55%。", 2024)][-1]
    assert found.percent == Decimal("17.55")


def test_a_change_against_the_period_before_compares_with_no_year() -> None:
    found = [*find_amounts("基本支出10万元，环比增加3万元", 2023)][-1]
    assert (found.change, found.compared_with, found.compared_year) == ("increase", "环比", None)


def test_a_change_that_is_negative_is_not_turned_into_either() -> None:
    found = list(read_amounts("比上年增加-5万元", 2023))
    assert [type(f) for f in found] == [UnreadMoney]


@pytest.mark.parametrize(
    ("words", "direction", "base"),
    [
        ("，决算数小于预算数", "decrease", "预算数"),
        ("，低于年初预算", "decrease", "年初预算"),
        ("，超出上年预算", "increase", "上年预算"),
        ("，较预算数减少", "decrease", "预算数"),
        ("，与预算相比减少", "decrease", "预算"),
        ("，较上年累计支出减少", "decrease", "上年累计支出"),
        ("，较上年少安排", "decrease", "上年"),
    ],
)
def test_what_a_change_compares_with_may_stand_behind_its_word(
    words: str, direction: str, base: str
) -> None:
    (_, found) = find_amounts(f"项目支出10万元{words}3万元", 2023)
    assert (found.subject, found.change, found.compared_with) == ("项目支出", direction, base)


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("仅增加", "increase"),
        ("己增加", "increase"),
        ("巳减少", "decrease"),
        ("少", "decrease"),
        ("增长15%，增加", "increase"),
        ("上涨", "increase"),
    ],
)
def test_a_change_in_a_list_is_of_the_name_before_it(words: str, direction: str) -> None:
    text = f"支出10万元，较上年减少4万元，其中：基本支出{words}3万元"
    *_, found = find_amounts(text, 2023)
    assert (found.subject, found.change) == ("基本支出", direction)


def test_an_unknown_word_of_change_is_no_part_of_a_name() -> None:
    *_, found = read_amounts("支出10万元，较上年减少4万元，其中：基本支出缩水3万元", 2023)
    assert isinstance(found, UnreadMoney)
    *_, level = read_amounts("支出10万元，较上年减少4万元，其中：基本支出预算为3万元", 2023)
    assert isinstance(level, StatedAmount)


def test_a_sentence_that_only_compares_is_of_the_whole_not_of_the_last_part() -> None:
    text = "三公经费8万元，其中：公务接待费2万元。与上年相比减少1万元。"
    assert [found.subject for found in find_amounts(text, 2023)][-1] == "三公经费"
    text = "公务接待费2万元。与上年相比减少1万元。"
    assert [found.subject for found in find_amounts(text, 2023)][-1] == "公务接待费"


def test_both_ends_of_a_range_are_of_one_thing() -> None:
    found = list(find_amounts("培训费10万元至20万元", 2023))
    assert [(each.subject, each.number) for each in found] == [("培训费", "10"), ("培训费", "20")]


ITEM = "一般公共服务支出（类）财政事务（款）行政运行（项）"


@pytest.mark.parametrize(
    "words",
    [
        "较上年增减",
        "较上年增减额",
        "较上年增加（减少）",
        "较上年变动",
        "与上年相比相差",
        "较上年未减少",
        "较上年没有增加",
        "与预算数相差",
        "超过上年预算",
        "不高于上年预算",
    ],
)
def test_a_change_without_a_direction_is_neither_a_change_nor_a_level(words: str) -> None:
    (found,) = read_amounts(f"基本支出{words}3万元", 2023)
    assert isinstance(found, UnreadMoney)
    assert (found.reason, found.text) == ("direction", "3万元")


def test_an_amount_belongs_to_the_item_named_before_it() -> None:
    text = f"1.“{ITEM}”科目938.99万元，主要用于机构运转。比上年增加5万元。"
    items = [found.item.text for found in find_amounts(text, 2025) if found.item]
    assert items == ["一般公共服务支出 → 财政事务 → 行政运行"] * 2


def test_an_items_code_is_what_the_tables_print_for_its_names() -> None:
    names = FunctionNames(
        [
            ("201", "一般公共服务支出"),
            ("20106", "财政事务"),
            ("2010601", "行政运行"),
            ("20103", "政府办公厅（室）及相关机构事务"),
            ("2010301", "行政运行"),
        ]
    )
    (path,) = find_items(f"主要用于{ITEM}")
    assert names.code(path) == "2010601"
    (alone,) = find_items("行政运行（项）")
    assert names.code(alone) is None  # two items bear the name


@pytest.mark.parametrize(
    ("text", "name", "function", "economic"),
    [
        ("1.行政运行（2010801）2,338.24万元", "行政运行", "2010801", None),
        ("（一）2011301-行政运行2163.74万元", "行政运行", "2011301", None),
        ("（1）工资福利支出（301）2,981.28万元", "工资福利支出", None, "301"),
        ("1.“财政事务”科目1,744万元", "财政事务", "20106", None),
    ],
)
def test_an_item_is_named_in_many_ways(
    text: str, name: str, function: str | None, economic: str | None
) -> None:
    (found,) = find_amounts(text, 2026)
    assert found.item is not None
    assert found.item.text == name
    assert FunctionNames([("20106", "财政事务")]).code(found.item) == function
    assert economic_code(found.item) == economic


HOSTILE = {
    "digits": "1" * 300_000 + "元",
    "blanks": "汉" + " " * 300_000 + "字",
    "letters": "l" * 300_000 + "元",
    "signs": "-" * 300_000 + "1元",
    "numerals": "一" * 300_000 + "元",
    "grouped": "1，111" * 50_000 + "元",
    "brackets": "（" * 100_000 + "1万元，",
    "amounts": "收入增加1万元" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lines_take_no_more_than_linear_time(name: str) -> None:
    started = time.process_time()
    found = sum(1 for _ in read_amounts(HOSTILE[name], 2023))
    assert time.process_time() - started < 10  # on a slow machine; what is quadratic takes minutes
    assert found <= 5_000


@given(st.text(alphabet="0123456789.,，。 lO-—~壹万亿千元角余约①²％增加为\u200b０", max_size=40))
def test_whatever_stands_before_a_unit_is_read_or_named(text: str) -> None:
    for found in find_money(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("text", ["**1336.23**萬元", "1336.23（万元）", "1336.23 万元"])
def test_the_printed_number_is_without_its_unit_and_marks(text: str) -> None:
    (found,) = find_money(text)
    assert isinstance(found, Money)
    assert found.number == "1336.23"


@pytest.mark.parametrize(
    ("text", "subject", "change"),
    [
        ("主要是增加人员经费5万元。", "人员经费", "increase"),
        ("其中减少了会议费5万元。", "会议费", "decrease"),
        ("2024年项目支出较上年增加经费5万元。", "项目支出", "increase"),
        ("项目支出较上年增量为5万元。", "项目支出", "increase"),
        ("项目支出与上年相比保持在5万元。", "项目支出", None),
    ],
)
def test_what_is_increased_may_stand_behind_the_word(
    text: str, subject: str, change: str | None
) -> None:
    (found,) = find_amounts(text, 2024)
    assert (found.subject, found.change) == (subject, change)


@pytest.mark.parametrize("words", ["增加减少", "增长率为", "下降增长"])
def test_two_words_of_opposite_ways_or_a_rate_are_no_change(words: str) -> None:
    (found,) = read_amounts(f"项目支出较上年{words}5万元。", 2024)
    assert isinstance(found, UnreadMoney)


def test_the_code_of_an_item_in_parts_is_that_of_its_last_level() -> None:
    (path,) = find_items("1.教育支出（205）普通教育（室）（02）高等教育（05）：预算数为3万元")
    assert (path.text, path.printed_code) == ("教育支出 → 普通教育（室） → 高等教育", "2050205")
    (section,) = find_items("教育支出（205）进修及培训（08）3万元")
    assert (section.text, section.printed_code) == ("教育支出 → 进修及培训", "20508")


def test_compared_side_by_side_is_no_subject() -> None:
    text = "基本支出1850.45万元，与上年对比增加50.45万元，主要原因是调标。"
    level, change = find_amounts(text, 2024)
    assert (level.subject, change.subject, change.change) == ("基本支出", "基本支出", "increase")
    assert (change.compared_with, change.compared_year) == ("上年", 2023)


def test_a_short_bracket_is_a_part_of_an_items_name() -> None:
    text = "（二）一般公共服务（类）政府办公厅（室）及相关机构事务（款）行政运行（项）1万元"
    (item,) = find_items(text)
    assert item.names == ("一般公共服务", "政府办公厅（室）及相关机构事务", "行政运行")


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "总收入9万元，总支出9万元。与2022年度相比，收入增加2万元，支出减少1万元。",
            ["总收入", "总支出", "收入", "总支出"],
        ),
        ("与上年相比，今年收入减少2万元，下降10%。", ["收入"]),
        ("收入支出总体与上年相比，增加2万元，增长10%。", ["收入支出"]),
        ("收入9万元，与上年相比，增加2万元，增长10%。", ["收入", "收入"]),
        ("培训费9万元，与年初预算数8万元相比，增加1万元。", ["培训费", "年初预算数", "培训费"]),
        (
            "购置及运行费7万元（购置费0万元，运行费7万元），较上年减少1万元。",
            ["购置及运行费", "购置费", "运行费", "购置及运行费"],
        ),
        (
            "经费7万元，其中：运行费6万元（购置费0万元，增加0万元；维护费6万元。）比上年增加1万元。",
            ["经费", "运行费", "购置费", "购置费", "维护费", "运行费"],
        ),
        ("购置费56万元比上年增加6万元。", ["购置费", "购置费"]),
        (
            "“三公”经费决算数8万元，比2023年“三公”经费年初预算9万元减少1万元。",
            ["“三公”经费决算数", "2023年“三公”经费年初预算", "“三公”经费决算数"],
        ),
        ("接待费支出决算比年初预算9万元减少1万元。", ["年初预算", "接待费支出决算"]),
        ("接待费4万元，与上年支出5万元相比减少1万元。", ["接待费", "上年支出", "接待费"]),
        ("接待费4万元，比上年5万元，减少1万元。", ["接待费", "上年", "接待费"]),
        ("接待费支出比年初预算减少2万元；比上年减少1万元。", ["接待费支出", "接待费支出"]),
        ("接待费4万元，用于调研。费用支出较上年减少1万元。", ["接待费", "接待费"]),
        (
            "收入总计9万元，支出总计9万元，与上年相比，各增加1万元。",
            ["收入总计", "支出总计", "支出总计"],
        ),
        ("收、支总计均为9万元。与上年相比，收、支总计各增加1万元。", ["收、支总计", "收、支总计"]),
        (
            "支出决算数8万元，年初预算数9万元，减少1万元。",
            ["支出决算数", "支出年初预算数", "支出决算数"],
        ),
        ("接待费预算6万元，实际支出4万元，节约2万元。", ["接待费预算", "实际支出", "节约"]),
        ("维持日常运转而开支的机关运行经费，合计9万元，比上年减少1万元。", ["机关运行经费"] * 2),
        ("共有车辆3台，共计60万元；通用设备1台（套），共计52万元。", ["共有车辆", "通用设备"]),
        ("购置费56万元比上年50万元增加6万元。", ["购置费", "上年", "购置费"]),
        ("接待费4万元，同比去年1.05万元增加2.95万元。", ["接待费", "去年", "接待费"]),
        (
            "运行费54万元，其中：加油10万元，其他44万元，比2022年59万元减少5万元。",
            ["运行费", "加油", "其他", "2022年", "运行费"],
        ),
        (
            "运行费54万元，其中：加油10万元，其他44万元，比2022年49万元减少5万元。",
            ["运行费", "加油", "其他", "2022年", "其他"],
        ),
        (
            "三公经费预算数4万元，比2022年三公经费预算数5万元减少1万元。",
            ["三公经费预算数", "2022年三公经费预算数", "三公经费预算数"],
        ),
        ("接待费4万元。同口径比2022年减少1万元。", ["接待费", "接待费"]),
        ("公务接待费同口径比2022年减少1万元。", ["公务接待费"]),
        (
            "收入包括：财政拨款9万元（占60%）、事业收入3万元（与上年持平）和其他收入2万元（含利息1万元）、结余1万元。",
            ["财政拨款", "事业收入", "其他收入", "含利息", "结余"],
        ),
        ("收入全部为财政拨款9万元。", ["财政拨款"]),
        ("收入较2022年增加9万元，主要是财政拨款增加9万元。", ["收入", "财政拨款"]),
        ("培训费5万元，主要系统建设支出6万元。", ["培训费", "系统建设支出"]),
        ("一、2023年公务接待费预算8万元，二、培训费5万元。", ["公务接待费预算", "培训费"]),
        (
            "接待费8万元；培训费（5万元），较上年减少1万元。",
            ["接待费", "培训费", "培训费"],
        ),
        ("收、支总计与上年决算相比，各增加1万元。", ["收、支总计"]),
        (
            "公用经费8万元，主要包括办公费5万元、差旅费3万元，较上年减少1万元。",
            ["公用经费", "办公费", "差旅费", "公用经费"],
        ),
        (
            "公用经费8万元，较上年减少2万元，包括办公费5万元、差旅费3万元，较上年减少1万元。",
            ["公用经费", "公用经费", "办公费", "差旅费", "差旅费"],
        ),
        (
            "公用经费8万元，主要包括：差旅费3万元，较上年减少1万元。",
            ["公用经费", "差旅费", "差旅费"],
        ),
        (
            "收入总计9万元，支出总计8万元，与上年相比，收入增加1万元，支出减少2万元。",
            ["收入总计", "支出总计", "收入总计", "支出总计"],
        ),
        (
            "接待费决算5万元，预算6万元，比上年减少1万元。",
            ["接待费决算", "接待费预算", "接待费决算"],
        ),
        (
            "接待费2022年决算5万元，2023年预算6万元，比上年增加1万元。",
            ["接待费2022年决算", "接待费预算", "接待费预算"],
        ),
        (
            "接待费上年决算数5万元，本年预算数6万元，比上年增加1万元。",
            ["接待费上年决算数", "接待费预算数", "接待费预算数"],
        ),
        (
            "接待费5万元，年初预算数6万元，比年初预算数减少1万元。",
            ["接待费", "接待费年初预算数", "接待费"],
        ),
        ("收入9万元，支出预算数8万元，比上年增加1万元。", ["收入", "支出预算数", "支出预算数"]),
        ("总收入9万元，其中本年收入8万元。", ["总收入", "本年收入"]),
        ("接待费5万元，具体是国内接待费5万元。", ["接待费", "国内接待费"]),
        ("主要原因：一是项目经费增加5万元。", ["项目经费"]),
    ],
)
def test_what_a_change_is_of(text: str, subjects: list[str]) -> None:
    assert [found.subject for found in find_amounts(text, 2023)] == subjects


def test_the_stage_of_a_figure_is_of_what_the_sentence_spoke_of() -> None:
    text = "住房保障支出年初预算数为5万元，决算数为6万元，完成年初预算的120%，较2022年增加1万元。"
    subjects = [amount.subject for amount in find_amounts(text, 2023)]
    assert subjects == ["住房保障支出年初预算数", "住房保障支出决算数", "住房保障支出决算数"]


def test_expenditure_is_said_once() -> None:
    text = "一般公共预算财政拨款支出年初预算为5万元，支出决算为6万元。"
    subjects = [amount.subject for amount in find_amounts(text, 2023)]
    assert subjects == ["一般公共预算财政拨款支出年初预算", "一般公共预算财政拨款支出决算"]


def test_a_sentence_of_parts_is_no_whole() -> None:
    text = (
        "某局2023年度收入合计9元。其中：财政拨款收入8元，其他收入1元。"
        "与上年相比，收入合计增加3元。其中：财政拨款收入增加2元。"
    )
    subjects = [found.subject for found in find_amounts(text, 2023) if found.change]
    assert subjects == ["某局2023年度收入合计", "财政拨款收入"]


def test_a_change_against_an_outcome_is_that_of_the_outcome() -> None:
    text = "公务接待费支出决算数5万元，全年预算数6万元，比上年决算数4万元增加1万元。"
    (*_, change) = find_amounts(text, 2024)
    assert (change.subject, change.compared_with) == ("公务接待费支出决算数", "上年决算数")


def test_a_change_against_this_years_plan_is_that_of_the_outcome() -> None:
    text = "接待费决算数为5万元，预算数为6万元，较预算数减少1万元，比2024年预算数6万元减少1万元。"
    found = list(find_amounts(text, 2024))
    assert [(it.subject, it.compared_with) for it in found if it.change] == [
        ("接待费决算数", "预算数"),
        ("接待费决算数", "2024年预算数"),
    ]


def test_an_item_ends_where_the_next_one_of_a_list_begins() -> None:
    text = "社会保障和就业（类）支出120万元，占7.97%；住房保障支出80万元，占5.31%。"
    first, second = find_amounts(text, 2024)
    assert first.item is not None
    assert second.item is None


def test_a_rate_alone_in_brackets_is_one_behind_a_change_that_compares() -> None:
    for text, percent in (
        ("经费较上年减少18.5万元（65.37%）", Decimal("-65.37")),
        ("经费比2022年预算增加2万元(10%)，", Decimal(10)),
        ("经费增加2万元（10%）", None),
        ("经费较上年减少18.5万元（65.37%为项目）", None),
    ):
        (found,) = find_amounts(text, 2023)
        assert found.percent == percent


def test_a_paragraph_that_begins_with_a_comparison_goes_on_about_the_one_before() -> None:
    def subjects(*lines: str) -> list[str]:
        prose = tuple(
            SectionParagraph(
                4, "收入", None, None, False, Paragraph((TextLine(LinePlace(n), line),)), "d"
            )
            for n, line in enumerate(lines, start=1)
        )
        found = [placed.found for placed in placed_amounts(2023, prose)]
        return [each.subject for each in found if isinstance(each, StatedAmount)]

    compared = "与上年对比增加2万元，增长10%。"
    assert subjects("总收入9万元，其中：拨款8万元。", compared)[-1] == "总收入"
    assert subjects("总收入9万元。其中：拨款8万元。", compared)[-1] == "总收入"
    assert subjects("总收入9万元。接待费8万元。", compared)[-1] == compared
    assert subjects("总收入9万元，其中：", "1.拨款8万元。", compared)[-1] == compared
    assert subjects(compared) == [compared]


def test_an_expense_with_its_amount_tells_what_its_budget_changes_by() -> None:
    reasons = "主要用于接待。预算数比2022年减少1万元。"
    for line, subject in (
        (f"（一）公务接待费4万元。{reasons}", "公务接待费预算数"),
        (f"（一）公务接待费4万元，会议费2万元。{reasons}", "预算数"),
        (f"公务接待费4万元。{reasons}", "预算数"),
        ("公务接待费：2023年预算4万元，比上年预算5万元减少1万元。", "公务接待费预算"),
        ("（一）收入预算：2023年年初预算数9万元，其中：拨款", "收入预算年初预算数"),
        ("支出预算：2023年支出预算9万元。", "支出预算"),
        ("（一）基本支出：2023年年初预算数为9万元，是指", "基本支出年初预算数"),
        ("（一）收入预算。2023年年初预算数9万元，其中：拨款", "收入预算年初预算数"),
        ("2.公務接待費。2023年預算數9萬元，", "公务接待费预算数"),
        ("1.公务接待费：2023年预算4万元。会议费2万元。预算比上年减少1万元。", "预算"),
        ("1.公务接待费：2023年预算4万元。2.会议费：2023年预算安排2万元。", "会议费预算"),
        ("接待费：预算4万元；会议费：本年预算2万元，上年预算3万元，减少1万元。", "会议费预算"),
        ("1.公务接待费：2023年预算4万元。主要原因：预算减少2万元。", "预算"),
    ):
        part = SectionParagraph(
            4, "三公经费", None, None, False, Paragraph((TextLine(LinePlace(1), line),)), "d"
        )
        found = [placed.found for placed in placed_amounts(2023, (part,))]
        assert isinstance(found[-1], StatedAmount)
        assert found[-1].subject == subject


def test_the_plan_that_a_part_is_compared_with_is_its_own_below_a_heading() -> None:
    lines = ("七、“三公”经费", "经费9万元。其中：接待费1万元，比年初预算2万元减少1万元。")
    parts = [
        SectionParagraph(
            4, "三公经费", None, None, False, Paragraph((TextLine(LinePlace(1), line),)), "d"
        )
        for line in lines
    ]
    found = [placed.found for placed in placed_amounts(2023, tuple(parts))]
    subjects = [it.subject for it in found if isinstance(it, StatedAmount)]
    assert subjects == ["经费", "接待费", "接待费年初预算", "接待费"]


def test_a_line_that_names_an_expense_tells_what_the_next_ones_amounts_are() -> None:
    lines = ("（二）公务接待费", "2023年预算安排3万元，比上年预算减少1万元。", "预算安排2万元。")
    prose = tuple(
        SectionParagraph(
            4, "三公经费", None, None, False, Paragraph((TextLine(LinePlace(n), line),)), "d"
        )
        for n, line in enumerate(lines, start=1)
    )
    found = [placed.found for placed in placed_amounts(2023, prose)]
    subjects = [each.subject for each in found if isinstance(each, StatedAmount)]
    assert subjects == ["公务接待费预算", "公务接待费预算", "预算"]


def test_a_row_of_a_table_is_no_sentence_that_lacks_its_unit() -> None:
    assert list(read_amounts("一、教育支出 526.95", 2026)) == []
    assert len(list(read_amounts("教育支出526.95", 2026))) == 1
    assert len(list(read_amounts("收入9万元，教育支出 526.95", 2026))) == 2
