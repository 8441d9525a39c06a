"""The figures of a derived disclosure: leaves are drawn, every sum is computed.

Amounts are in 万元 with two decimals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.derived_text import Words

Value = str | int | Decimal | None
Fact = Mapping[str, Value]
Amounts = dict[str, Decimal]

ZERO = Decimal(0)
FUNDS = {
    "general_public_budget": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}
OWN_SOURCES = {
    "special_account": "财政专户管理资金收入",
    "institutional": "事业收入",
    "operating": "事业单位经营收入",
    "from_superior": "上级补助收入",
    "from_affiliated": "附属单位上缴收入",
    "other": "其他收入",
}
TYPES = ("basic", "project", "operating", "to_superior", "to_affiliated")
CLASSES = {
    "201": "一般公共服务支出",
    "202": "外交支出",
    "203": "国防支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "209": "社会保险基金支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出",
    "217": "金融支出",
    "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出",
    "227": "预备费",
    "229": "其他支出",
    "230": "转移性支出",
    "231": "债务还本支出",
    "232": "债务付息支出",
}
ECONOMIC_CLASSES = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}
ECONOMIC_ITEMS = {
    "301": "基本工资 津贴补贴 奖金 绩效工资 住房公积金 医疗费 职业年金缴费 其他工资福利支出",
    "302": "办公费 印刷费 水费 电费 邮电费 取暖费 差旅费 会议费 培训费 公务接待费 工会经费 福利费",
    "303": "离休费 退休费 抚恤金 生活补助 奖励金 其他对个人和家庭的补助",
}


@dataclass(frozen=True)
class Item:
    """A 项 of the functional classification: where its money comes from, what it is spent on."""

    code: str
    fund: str
    appropriation: Decimal
    carryover: Decimal
    own: Amounts
    basic: Decimal

    @property
    def fiscal(self) -> Decimal:
        return self.appropriation + self.carryover

    @property
    def types(self) -> Amounts:
        operating = self.own.get("operating", ZERO)
        affiliated = self.own.get("other", ZERO)
        project = self.fiscal - self.basic + sum(self.own.values()) - operating - affiliated
        return {
            "basic": self.basic,
            "project": project,
            "operating": operating,
            "to_affiliated": affiliated,
        }


@dataclass(frozen=True)
class Figures:
    """All figures of one disclosure; ``names`` are those of the codes."""

    items: tuple[Item, ...]
    names: dict[str, str]
    economic: dict[str, Decimal]
    three_public: Amounts
    unit: str
    grouped: bool
    zeros: bool
    year: int

    def of(self, fund: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.fund == fund)

    @property
    def total(self) -> Decimal:
        return sum((item.fiscal + sum(item.own.values()) for item in self.items), ZERO)

    @property
    def personnel(self) -> Decimal:
        return sum((v for code, v in self.economic.items() if not code.startswith("302")), ZERO)

    @property
    def running(self) -> Decimal:
        return sum((v for code, v in self.economic.items() if code.startswith("302")), ZERO)

    def shown(self, value: Value) -> str:
        """``value`` as this disclosure prints it in a cell."""
        if isinstance(value, Decimal):
            return self.money(value * 10000 if self.unit == "元" else value)
        return "" if value is None else str(value)

    def money(self, value: Decimal) -> str:
        return f"{value:,.2f}" if self.grouped else f"{value:.2f}"

    def cell(self, value: Decimal) -> Decimal | None:
        """A zero is printed or left blank, the same way in the whole disclosure."""
        return value if value or self.zeros else None


def amount(chance: Random, most: int = 50_000) -> Decimal:
    return Decimal(chance.randint(1, most)).scaleb(-2)


def draw_figures(chance: Random, words: Words, year: int) -> Figures:
    """Leaves drawn so that every identity of the tables can hold."""
    names: dict[str, str] = {}
    economic: dict[str, Decimal] = {}
    for kind, items in ECONOMIC_ITEMS.items():
        choices = list(enumerate(items.split(), start=1))
        for number, name in sorted(chance.sample(choices, chance.randint(2, len(choices)))):
            code = f"{kind}{number:02d}"
            names[code], economic[code] = name, amount(chance)
    names.update(ECONOMIC_CLASSES)
    codes = [
        *((code, "general_public_budget") for code in _codes(chance, None, 3, 9)),
        *((code, "government_fund") for code in _codes(chance, "212", 1, 4)),
        *((code, "state_capital") for code in _codes(chance, "223", 1, 2)),
    ]
    # Most disclosures have a government fund, few have state capital; the real one has neither.
    absent = {
        fund
        for fund, share in (("government_fund", 0.3), ("state_capital", 0.75))
        if chance.random() < share
    }
    with_own = chance.random() < 0.5
    basic = [sum(economic.values(), ZERO)]
    if chance.random() < 0.6:
        part = amount(chance, int(basic[0] * 100) // 2)
        basic = [basic[0] - part, part]
    found: list[Item] = []
    for code, fund in codes:
        if fund in absent:
            continue
        for digits in (3, 5, 7):
            names.setdefault(code[:digits], CLASSES.get(code) or f"{words.topic()}支出")
        names[code[:3]] = CLASSES[code[:3]]
        spent = basic.pop() if basic and fund == "general_public_budget" else ZERO
        carried = amount(chance, 9_000) if chance.random() < 0.4 else ZERO
        own = (
            {name: amount(chance, 9_000) for name in OWN_SOURCES if chance.random() < 0.3}
            if with_own and fund == "general_public_budget"
            else {}
        )
        found.append(Item(code, fund, spent + amount(chance), carried, own, spent))
    vehicles = {"purchase": amount(chance, 3_000), "operation": amount(chance, 900)}
    three_public = {"overseas": amount(chance, 900), "reception": amount(chance, 900), **vehicles}
    for name in three_public:
        if chance.random() < 0.3:
            three_public[name] = ZERO
    # What basic expenditure holds of receptions is part of them.
    three_public["reception"] += sum(v for c, v in economic.items() if names[c] == "公务接待费")
    return Figures(
        items=tuple(sorted(found, key=lambda item: item.code)),
        names=names,
        economic=economic,
        three_public=three_public,
        unit=chance.choice(("万元", "万元", "万元", "元")),
        grouped=chance.random() < 0.3,
        zeros=chance.random() < 0.2,
        year=year,
    )


def _codes(chance: Random, kind: str | None, least: int, most: int) -> list[str]:
    kinds = [kind] if kind else chance.sample([c for c in CLASSES if c not in ("212", "223")], 3)
    codes: set[str] = set()
    count = chance.randint(least, most)
    while len(codes) < count:
        codes.add(f"{chance.choice(kinds)}{chance.randint(1, 9):02d}{chance.randint(1, 99):02d}")
    return sorted(codes)
