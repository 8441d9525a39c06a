"""Targets as printed and as data."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.printed.targets import TARGET_KINDS, TARGET_OPERATORS, Target, parse_target

D = Decimal

CASES = {
    "≥80 个": Target("quantity", ">=", low=D(80), unit="个"),
    "≤40 万/年": Target("quantity", "<=", high=D(40), unit="万/年"),
    "500-1500元/人": Target("quantity", "range", low=D(500), high=D(1500), unit="元/人"),
    "3 次": Target("quantity", None, low=D(3), high=D(3), unit="次"),
    "100 %": Target("quantity", None, low=D(100), high=D(100), unit="%"),
    "≥1,200 个": Target("quantity", ">=", low=D(1200), unit="个"),
    "不少於16個": Target("quantity", ">=", low=D(16), unit="个"),
    "16以上个": Target("quantity", ">=", low=D(16), unit="个"),
    "16个（不少于）": Target("quantity", ">=", low=D(16), unit="个"),
    "（≥）16个": Target("quantity", ">=", low=D(16), unit="个"),
    "百分之百": Target("quantity", low=D(100), high=D(100), unit="%"),
    "不少于 16 个": Target("quantity", ">=", low=D(16), unit="个"),
    "≥16个（含）": Target("quantity", ">=", low=D(16), unit="个"),
    "大于16个(含)": Target("quantity", ">=", low=D(16), unit="个"),
    "“≥16个”": Target("quantity", ">=", low=D(16), unit="个"),
    "（≥16个）": Target("quantity", ">=", low=D(16), unit="个"),
    "≥**16**个": Target("quantity", ">=", low=D(16), unit="个"),
    "≥16个[1]": Target("quantity", ">=", low=D(16), unit="个"),
    "16个(及以上)": Target("quantity", ">=", low=D(16), unit="个"),
    "16个（其中新建3个）": Target("quantity", None, low=D(16), high=D(16), unit="个"),
    "2023年度内": Target("deadline", "<=", due=date(2023, 12, 31)),
    "2023-06-30": Target("deadline", due=date(2023, 6, 30)),
    "2023.6.30前": Target("deadline", "<=", due=date(2023, 6, 30)),
    "不超过 30 万元": Target("quantity", "<=", high=D(30), unit="万元"),
    "突破10个": Target("quantity", ">", low=D(10), unit="个"),
    "10个+": Target("quantity", ">=", low=D(10), unit="个"),
    "起码10个": Target("quantity", ">=", low=D(10), unit="个"),
    "不应小于10个": Target("quantity", ">=", low=D(10), unit="个"),
    "下限10个": Target("quantity", ">=", low=D(10), unit="个"),
    "上限10个": Target("quantity", "<=", high=D(10), unit="个"),
    "10个（含）以内": Target("quantity", "<=", high=D(10), unit="个"),
    "10个（含10个）以上": Target("quantity", ">=", low=D(10), unit="个"),
    "10%以内（含10%）": Target("quantity", "<=", high=D(10), unit="%"),
    "10个出头": Target("quantity", ">", low=D(10), unit="个"),
    "10万元余": Target("quantity", ">", low=D(10), unit="万元"),
    "10个多": Target("quantity", ">", low=D(10), unit="个"),
    "10个整": Target("quantity", None, low=D(10), high=D(10), unit="个"),
    "≥10个¹": Target("quantity", ">=", low=D(10), unit="个"),
    "10个↑": Target("qualitative"),
    "10个以上（不含10个）": Target("quantity", ">", low=D(10), unit="个"),
    "10个以下（不含）": Target("quantity", "<", high=D(10), unit="个"),
    "大于10个（不含10个）": Target("quantity", ">", low=D(10), unit="个"),
    "≥10个（不含10个）": Target("qualitative"),
    "10个以上（不含20个）": Target("qualitative"),
    "10±2个": Target("quantity", "range", low=D(8), high=D(12), unit="个"),
    "10%±2%": Target("quantity", "range", low=D(8), high=D(12), unit="%"),
    "10±2%": Target("qualitative"),
    "2±10个": Target("qualitative"),
    "10来个": Target("quantity", None, low=D(10), high=D(10), unit="个"),
    "控制在10%左右": Target("quantity", None, low=D(10), high=D(10), unit="%"),
    "提升至10%": Target("quantity", None, low=D(10), high=D(10), unit="%"),
    "降低到10%以下": Target("quantity", "<=", high=D(10), unit="%"),
    "～10个": Target("quantity", None, low=D(10), high=D(10), unit="个"),
    "介于10%和20%之间": Target("quantity", "range", low=D(10), high=D(20), unit="%"),
    "在10-20个之间": Target("quantity", "range", low=D(10), high=D(20), unit="个"),
    "100%全覆盖": Target("quantity", None, low=D(100), high=D(100), unit="%"),
    "≥90%（满意度）": Target("quantity", ">=", low=D(90), unit="%"),
    "≥10【个】": Target("quantity", ">=", low=D(10), unit="个"),
    "10（个）以上": Target("quantity", ">=", low=D(10), unit="个"),
    "前10%": Target("ranking", None, high=D(10), unit="%"),
    "10%o": Target("qualitative"),
    "10%%": Target("qualitative"),
    "2023年全年": Target("qualitative"),
    "1-12月": Target("qualitative"),
    **dict.fromkeys(
        (
            "2023年上半年",
            "前三季度",
            "前3季度",
            "前3个月",
            "前2批",
            "3季度",
            "20231231",
            "20230601",
        ),
        Target("qualitative"),
    ),
    **dict.fromkeys(("前三分之一", "前2/3", "前三成", "前5-10名"), Target("qualitative")),
    "3个季度": Target("quantity", None, low=D(3), high=D(3), unit="个季度"),
    "全省前二十三名": Target("ranking", None, high=D(23), unit="名"),
    "0起": Target("quantity", None, low=D(0), high=D(0), unit="起"),
    "12%以上": Target("quantity", ">=", low=D(12), unit="%"),
    ">90%": Target("quantity", ">", low=D(90), unit="%"),
    "-5%": Target("quantity", None, low=D(-5), high=D(-5), unit="%"),
    "≤1 年": Target("quantity", "<=", high=D(1), unit="年"),
    "2023.12": Target("deadline", None, due=date(2023, 12, 31)),
    "2023年底": Target("deadline", None, due=date(2023, 12, 31)),
    "2023 年底前": Target("deadline", "<=", due=date(2023, 12, 31)),
    "12 月底前": Target("deadline", "<=", due=date(2023, 12, 31)),
    "2023年6月30日前": Target("deadline", "<=", due=date(2023, 6, 30)),
    "6月前": Target("deadline", "<=", due=date(2023, 5, 31)),
    "2月底": Target("deadline", None, due=date(2023, 2, 28)),
    "季后 50 日内": Target("deadline", "<=", unit="日", days=50, anchor="季后"),
    "月后 30 日前": Target("deadline", "<=", unit="日", days=30, anchor="月后"),
    "10个工作日内": Target("deadline", "<=", unit="工作日", days=10),
    "每季度上报一次数据": Target("frequency", None, low=D(1), high=D(1), unit="次/季度"),
    "每年不少于2次": Target("frequency", ">=", low=D(2), unit="次/年"),
    "前 10 名": Target("ranking", None, high=D(10), unit="名"),
    "前三名": Target("ranking", None, high=D(3), unit="名"),
    "高于去年同期": Target("relative"),
    "好于去年水平": Target("relative"),
    "各市指标以资金文件所确定的分市培训人员数量为准.": Target("external"),
    "不低于工信部要求": Target("external"),
    "按要求按时完成": Target("qualitative"),
    "满意": Target("qualitative"),
    "2022-2023年": Target("qualitative"),
    "2023.07-2024.01": Target("qualitative"),
    "2023.07-2024.13": Target("quantity", "range", low=D("2023.07"), high=D("2024.13")),
    "2月30日": Target("qualitative"),
    "不涉及": Target("not_applicable"),
    "＝100%": Target("quantity", None, low=D(100), high=D(100), unit="%"),
    "=10个": Target("quantity", None, low=D(10), high=D(10), unit="个"),
    "不得低于80%": Target("quantity", ">=", low=D(80), unit="%"),
    "不得超过30万元": Target("quantity", "<=", high=D(30), unit="万元"),
    "控制在30万元以内": Target("quantity", "<=", high=D(30), unit="万元"),
    "达到80%以上": Target("quantity", ">=", low=D(80), unit="%"),
    "达90%": Target("quantity", None, low=D(90), high=D(90), unit="%"),
    "80个之内": Target("quantity", "<=", high=D(80), unit="个"),
    "80个左右": Target("quantity", None, low=D(80), high=D(80), unit="个"),
    "约80个": Target("quantity", None, low=D(80), high=D(80), unit="个"),
    "80余个": Target("quantity", ">", low=D(80), unit="个"),
    "80%以上（含80%）": Target("quantity", ">=", low=D(80), unit="%"),
    "≥80%且≤90%": Target("quantity", "range", low=D(80), high=D(90), unit="%"),
    "大于80小于90": Target("quantity", "range", low=D(80), high=D(90)),
    "10个≥": Target("quantity", ">=", low=D(10), unit="个"),
    "⩾10个": Target("quantity", ">=", low=D(10), unit="个"),
    "≯5%": Target("quantity", "<=", high=D(5), unit="%"),
    "百分之九十": Target("quantity", None, low=D(90), high=D(90), unit="%"),
    "三次": Target("quantity", None, low=D(3), high=D(3), unit="次"),
    "≥500㎡": Target("quantity", ">=", low=D(500), unit="㎡"),
    "≥500m²": Target("quantity", ">=", low=D(500), unit="m²"),
    "≤50吨CO₂": Target("quantity", "<=", high=D(50), unit="吨CO₂"),
    "≥80①个": Target("quantity", ">=", low=D(80), unit="个"),
    "≥723个（台、套）": Target("quantity", ">=", low=D(723), unit="个(台、套)"),
    "覆盖率≥80%": Target("quantity", ">=", low=D(80), unit="%"),
    "最高不超过5%": Target("quantity", "<=", high=D(5), unit="%"),
    "力争达到90%以上；": Target("quantity", ">=", low=D(90), unit="%"),
    "3-5个工作日内": Target("quantity", "range", low=D(3), high=D(5), unit="个工作日"),
    "≥1O个": Target("qualitative"),
    "≥8½个": Target("qualitative"),
    "不超过80%以上": Target("qualitative"),
    "一次性": Target("qualitative"),
    "一季度": Target("qualitative"),
    "٣次": Target("qualitative"),
    "九" * 400: Target("qualitative"),
}


def test_blanks_that_part_digits_leave_no_figure() -> None:
    assert parse_target("≥8 0 个", 2023) == Target("qualitative")
    assert parse_target("≥1 200 个", 2023) == Target("quantity", ">=", low=D(1200), unit="个")


@pytest.mark.parametrize("text", CASES)
def test_target(text: str) -> None:
    assert parse_target(text, 2023) == CASES[text]


@given(st.text(max_size=40))
def test_any_text_is_some_kind_of_target(text: str) -> None:
    target = parse_target(text, 2023)
    assert target.kind in TARGET_KINDS
    assert target.operator is None or target.operator in TARGET_OPERATORS


@given(st.integers(0, 10**9), st.sampled_from(["个", "家", "%", "元/人", ""]))
def test_the_operator_says_which_bound_is_set(value: int, unit: str) -> None:
    at_least = parse_target(f"≥{value}{unit}", 2023)
    at_most = parse_target(f"≤{value}{unit}", 2023)
    assert (at_least.low, at_least.high) == (D(value), None)
    assert (at_most.low, at_most.high) == (None, D(value))


@given(st.sampled_from(sorted(CASES)))
def test_white_space_and_full_width_forms_change_nothing(text: str) -> None:
    wide = text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))
    assert parse_target(" ".join(wide), 2023) == CASES[text]
