"""The tables of a derived disclosure, printed from its figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.derived_figures import (
    CLASSES,
    FUNDS,
    OWN_SOURCES,
    TYPES,
    ZERO,
    Amounts,
    Fact,
    Figures,
    Item,
    Value,
    amount,
)
from tests.derived_pages import Cells, Sheet
from tests.derived_text import Words, listed, numeral

_PURCHASE_TEXTS = listed("project_name project_funds item_purchased catalogue_code quantity_unit")
_PURCHASE_AMOUNTS = listed(
    "total general_public_budget government_fund state_capital special_account "
    "own_funds fiscal_carryover non_fiscal_carryover"
)
_PURCHASE_AMOUNT_LABELS = listed(
    "合计 一般公共预算拨款 基金预算拨款 国有资本经营预算拨款 财政专户核拨 "
    "单位资金 财政拨款结转 非财政拨款结转结余"
)
_PURCHASE_LABELS = (
    *("政府采购项目来源", "", "采购物品名称", "政府采购目录序号", "计量单位", "数量", "单价"),
    "政府采购金额（当年部门预算安排资金）",
)


@dataclass(frozen=True)
class Table:
    """A printed table and its rows as facts: field -> value."""

    resource: str
    sheet: Sheet
    facts: tuple[Fact, ...]


@dataclass
class Tables:
    """Draws the spelling of titles and labels and prints the tables of one disclosure."""

    figures: Figures
    words: Words
    department: str
    institutions: tuple[str, ...]
    project_names: tuple[str, ...]
    _column_numbers: bool = field(init=False)

    def __post_init__(self) -> None:
        self._column_numbers = self.words.chance.random() < 0.7

    def all(self) -> tuple[Table, ...]:
        """The nine that stand before the explanation."""
        funds = [self._appropriation(fund) for fund in FUNDS]
        return (
            self._summary(),
            self._revenue(),
            self._expenditure(),
            self._fiscal_summary(),
            funds[0],
            self._basic(),
            *funds[1:],
            self._three_public(),
        )

    # Printing

    def _spelled(self, *labels: str) -> Cells:
        return tuple(self.words.spelled(label) for label in labels)

    def _title(self, *titles: str) -> str:
        return self.words.spelled(self.words.chance.choice(titles))

    def _furniture(self, *more: str) -> Cells:
        chance, figures = self.words.chance, self.figures
        year = chance.choice((f"预算年度：{figures.year}", f"预算年度： {figures.year}"))
        unit = chance.choice(("单位：", "金额单位：", "单位: ", "单位：人民币")) + figures.unit
        return (self.department, *(more or (self.words.spelled(year),)), unit)

    def _sheet(
        self,
        title: str,
        head: Sequence[Sequence[str]],
        fields: Sequence[str],
        facts: Sequence[Fact],
        *,
        furniture: Cells | None = None,
        cuttable: Sequence[str] = (),
        notes: Cells = (),
    ) -> Sheet:
        """A sheet whose cells are the facts' values in the order of ``fields``."""
        labels = [self._spelled(*row) for row in head]
        if fields[0] == "row_no" and self._column_numbers:
            labels.append(("栏次", *(str(i) for i in range(1, len(fields)))))
        rows = [tuple(self.figures.shown(fact.get(name)) for name in fields) for fact in facts]
        return Sheet(
            title=title,
            head=tuple(labels),
            rows=tuple(rows),
            furniture=self._furniture() if furniture is None else furniture,
            notes=notes,
            cuttable=tuple(fields.index(name) for name in cuttable),
            movable=tuple(
                i
                for i, name in enumerate(fields)
                if any(isinstance(fact.get(name), Decimal) for fact in facts)
            ),
        )

    # Tables by code

    def _rolled_up(
        self, leaves: Mapping[str, Amounts], kind: str, fields: Sequence[str]
    ) -> tuple[Fact, ...]:
        """Rows for 合计 and each level of code, the leaves added up."""
        sums: dict[str, Amounts] = {"": {}}
        for code, amounts in leaves.items():
            for digits in (0, *range(3, len(code) + 1, 2)):
                row = sums.setdefault(code[:digits], {})
                for name, value in amounts.items():
                    row[name] = row.get(name, ZERO) + value
        return tuple(
            {
                "row_no": number,
                f"{kind}_code": code or None,
                f"{kind}_name": self.figures.names[code] if code else "合计",
                "level": (len(code) - 1) // 2 if code else 0,
                **{name: self.figures.cell(row.get(name, ZERO)) for name in fields},
            }
            for number, (code, row) in enumerate(sorted(sums.items()), start=1)
            if leaves
        )

    def _coded(
        self,
        resource: str,
        title: str,
        kind: str,
        outer: str,
        head: tuple[Sequence[str], Sequence[str]],
        fields: Sequence[str],
        leaves: Mapping[str, Amounts],
        note: str = "",
    ) -> Table:
        facts = self._rolled_up(leaves, kind, fields)
        printed = ("row_no", f"{kind}_code", f"{kind}_name", *fields)
        rows = (("序号", outer, "", *head[0]), ("", "科目编码", "科目名称", *head[1]))
        notes = (f"注：无{note}预算，空表列示。",) if not facts and note else ()
        sheet = self._sheet(title, rows, printed, facts, cuttable=(f"{kind}_name",), notes=notes)
        return Table(resource, sheet, facts)

    def _revenue(self) -> Table:
        fields = ("total", "current_year", "fiscal_appropriation", *OWN_SOURCES, "carryover")
        leaves = {}
        for item in self.figures.items:
            current = item.appropriation + sum(item.own.values())
            leaves[item.code] = {
                "total": current + item.carryover,
                "current_year": current,
                "fiscal_appropriation": item.appropriation,
                **item.own,
                "carryover": item.carryover,
            }
        below = "小计 财政拨款收入 财政专户收入 事业收入 经营收入 上级补助收入 附属单位上缴收入 其他收入"
        head = (("合计", "本年收入", *[""] * 7, "上年结转"), ("", *below.split(), ""))
        title = self._title("部门预算收入总表", "部门收入总表", "收入预算总表")
        return self._coded("revenue", title, "function", "功能分类科目", head, fields, leaves)

    def _expenditure(self) -> Table:
        leaves = {
            item.code: {"total": item.fiscal + sum(item.own.values()), **item.types}
            for item in self.figures.items
        }
        labels = ["合计", "基本支出", "项目支出", "经营支出", "上解上级支出", "对附属单位补助支出"]
        title = self._title("部门预算支出总表", "部门支出总表", "支出预算总表")
        return self._coded(
            "expenditure",
            title,
            "function",
            "功能分类科目",
            (labels, [""] * 6),
            ("total", *TYPES),
            leaves,
        )

    def _appropriation(self, fund: str) -> Table:
        leaves = {
            item.code: {
                "total": item.fiscal,
                "basic": item.basic,
                "project": item.fiscal - item.basic,
            }
            for item in self.figures.of(fund)
        }
        title = self._title(
            f"部门预算{FUNDS[fund]}财政拨款支出表",
            f"{FUNDS[fund]}财政拨款支出表",
            f"{FUNDS[fund]}支出表",
        )
        return self._coded(
            f"{fund}_expenditure",
            title,
            "function",
            self.words.chance.choice(("功能分类科目", "支出功能分类科目")),
            (("合计", "基本支出", "项目支出"), ("", "", "")),
            ("total", "basic", "project"),
            leaves,
            note=f"{FUNDS[fund]}财政拨款",
        )

    def _basic(self) -> Table:
        leaves = {
            code: {"total": value, "running" if code.startswith("302") else "personnel": value}
            for code, value in self.figures.economic.items()
        }
        head = (("一般公共预算基本支出", "", ""), ("合计", "人员经费", "公用经费"))
        return self._coded(
            "general_public_budget_basic_expenditure",
            self._title("部门预算一般公共预算财政拨款基本支出表", "一般公共预算基本支出表"),
            "economic",
            self.words.chance.choice(("支出部门经济分类科目", "支出经济分类科目")),
            head,
            ("total", "personnel", "running"),
            leaves,
        )

    # Summaries with two sides

    def _expenditure_by_class(self, value: Callable[[Item], Amounts]) -> list[tuple[str, Amounts]]:
        """(numbered class, its sums); classes without money may be left out."""
        chance = self.words.chance
        used = {item.code[:3] for item in self.figures.items}
        leave_out = chance.random() < 0.4
        kept = [c for c in CLASSES if c in used or not leave_out or chance.random() < 0.6]
        rows = []
        for number, code in enumerate(kept, start=1):
            sums: Amounts = {}
            for item in self.figures.items:
                if item.code.startswith(code):
                    for name, amount_ in value(item).items():
                        sums[name] = sums.get(name, ZERO) + amount_
            rows.append((f"{numeral(number)}、{CLASSES[code]}", sums))
        return rows

    def _two_sided(
        self,
        resource: str,
        title: str,
        head: Sequence[Sequence[str]],
        fields: Mapping[str, Sequence[str]],
        halves: Mapping[str, list[tuple[str, Amounts]]],
        closing: Sequence[tuple[tuple[str, Amounts], tuple[str, Amounts]]],
    ) -> Table:
        """Both halves side by side; the rows of ``closing`` stand opposite each other."""
        depth = max(len(half) for half in halves.values())
        facts: list[Fact] = []
        printed: list[dict[str, Value]] = []
        for number in range(1, depth + len(closing) + 1):
            row: dict[str, Value] = {"row_no": number}
            for place, (side, names) in enumerate(fields.items()):
                if number > depth:
                    item, sums = closing[number - depth - 1][place]
                elif number <= len(halves[side]):
                    item, sums = halves[side][number - 1]
                else:
                    continue
                if not item:
                    continue
                values = {name: self.figures.cell(sums.get(name, ZERO)) for name in names}
                facts.append({"row_no": number, "side": side, "item": item, **values})
                row |= {f"{side} {name}": value for name, value in values.items()}
                row[f"{side} item"] = item
            printed.append(row)
        columns = ["row_no"]
        for side, names in fields.items():
            columns += [f"{side} item", *(f"{side} {name}" for name in names)]
        cuttable = [f"{side} item" for side in fields]
        return Table(
            resource, self._sheet(title, head, columns, printed, cuttable=cuttable), tuple(facts)
        )

    def _sources(self, field_: str, suffix: str) -> list[tuple[str, Amounts]]:
        names = [
            (f"{title}拨款{suffix}", sum((i.appropriation for i in self.figures.of(fund)), ZERO))
            for fund, title in FUNDS.items()
        ]
        if suffix:
            names += [
                (title, sum((i.own.get(name, ZERO) for i in self.figures.items), ZERO))
                for name, title in OWN_SOURCES.items()
            ]
        if self.words.chance.random() < 0.5:
            names = [(title, value) for title, value in names if value]
        return [
            (f"{numeral(number)}、{title}", {field_: value})
            for number, (title, value) in enumerate(names, start=1)
        ]

    def _summary(self) -> Table:
        def value(item: Item) -> Amounts:
            return {"amount": item.fiscal + sum(item.own.values())}

        total, carried = (
            {"amount": self.figures.total},
            {"amount": sum((item.carryover for item in self.figures.items), ZERO)},
        )
        current = {"amount": total["amount"] - carried["amount"]}
        return self._two_sided(
            "budget_summary",
            self._title("部门预算收支总表", "部门收支预算总表", "部门收支总表"),
            (("序号", "收入", "", "支出", ""), ("", "项目", "预算数", "项目", "预算数")),
            {"revenue": ("amount",), "expenditure": ("amount",)},
            {
                "revenue": self._sources("amount", "收入"),
                "expenditure": self._expenditure_by_class(value),
            },
            (
                (("本年收入合计", current), ("本年支出合计", total)),
                (("上年结转结余", carried), ("年终结转结余", {})),
                (("收入总计", total), ("支出总计", total)),
            ),
        )

    def _fiscal_summary(self) -> Table:
        def value(item: Item) -> Amounts:
            return {"total": item.fiscal, item.fund: item.fiscal}

        items = self.figures.items
        spent: Amounts = {"total": sum((item.fiscal for item in items), ZERO)}
        for fund in FUNDS:
            spent[fund] = sum((item.fiscal for item in self.figures.of(fund)), ZERO)
        carried = {"total": sum((item.carryover for item in items), ZERO)}
        again = [
            (
                f"{numeral(number)}、{title}拨款",
                {"total": sum((item.carryover for item in self.figures.of(fund)), ZERO)},
            )
            for number, (fund, title) in enumerate(FUNDS.items(), start=1)
        ]
        nothing: tuple[str, Amounts] = ("", {})
        head = (
            ("序号", "收入", "", "支出", "", "", "", ""),
            ("", "项目", "金额", "项目", "合计", *(f"{title}财政拨款" for title in FUNDS.values())),
        )
        return self._two_sided(
            "fiscal_appropriation_summary",
            self._title("部门预算财政拨款收支总表", "财政拨款收支总表"),
            head,
            {"revenue": ("total",), "expenditure": ("total", *FUNDS)},
            {
                "revenue": self._sources("total", ""),
                "expenditure": self._expenditure_by_class(value),
            },
            (
                (
                    ("本年收入合计", {"total": spent["total"] - carried["total"]}),
                    ("本年支出合计", spent),
                ),
                (("年初财政拨款结转和结余", carried), ("年末财政拨款结转和结余", {})),
                *((source, nothing) for source in again),
                (("收入总计", {"total": spent["total"]}), ("支出总计", spent)),
            ),
        )

    # Items

    def _three_public(self) -> Table:
        drawn = self.figures.three_public
        vehicles = drawn["purchase"] + drawn["operation"]
        total = sum(drawn.values(), ZERO)
        named = [
            ("合计", total),
            ("“三公”经费小计", total),
            ("一、因公出国（境）费", drawn["overseas"]),
            ("其中：教学科研人员因公出国（境）费", ZERO),
            ("其他因公出国（境）费", drawn["overseas"]),
            ("二、公务用车购置及运维费", vehicles),
            ("其中：公务用车购置费", drawn["purchase"]),
            ("公务用车运行维护费", drawn["operation"]),
            ("三、公务接待费", drawn["reception"]),
        ]
        fields = ("total", *FUNDS)
        facts: list[Fact] = [
            {
                "row_no": number,
                "item": item,
                **{name: self.figures.cell(ZERO) for name in fields},
                "total": self.figures.cell(value),
                "general_public_budget": self.figures.cell(value),
            }
            for number, (item, value) in enumerate(named, start=1)
        ]
        head = (
            ("序号", "项目", "资金性质", "", "", ""),
            ("", "", "合计", *(f"{title}财政拨款" for title in FUNDS.values())),
        )
        title = self._title("部门预算财政拨款“三公”经费支出表", "“三公”经费支出表")
        sheet = self._sheet(title, head, ("row_no", "item", *fields), facts, cuttable=("item",))
        return Table("three_public_expenditure", sheet, tuple(facts))

    def institution_table(self) -> Table:
        chance = self.words.chance
        fields = ("institution_name", "institution_nature", "institution_rank", "funding_form")
        facts: list[Fact] = []
        for order, name in enumerate(self.institutions, start=1):
            kind = ("行政", "正处（县）级", "财政拨款")
            if order > 1:
                kind = ("事业", chance.choice(("正科级", "副处（县）级")), "财政性资金基本保证")
            facts.append({"row_no": None, **dict(zip(fields, (name, *kind), strict=True))})
        head = (("单位名称", "单位性质", "单位规格", "经费保障形式"),)
        title = self._title("部门机构设置情况", "部门机构设置情况表")
        sheet = self._sheet(title, head, fields, facts, furniture=(), cuttable=fields[1:])
        return Table("institutions", sheet, tuple(facts))

    def procurement(self) -> Table:
        """合计, a 小计 for each unit, and projects of one or several purchases."""
        chance = self.words.chance
        fields = _PURCHASE_AMOUNTS
        names = list(self.project_names)
        facts: list[dict[str, Value]] = []
        for unit in self.institutions:
            bought: list[dict[str, Value]] = []
            for _ in range(chance.randint(1, 3)):
                project = [self._purchase(fields) for _ in range(chance.choice((1, 1, 3)))]
                for purchase in project:
                    purchase["project_name"] = names[0]
                project[0]["project_funds"] = _sum(project, "total")
                names.append(names.pop(0))
                bought += project
            facts += [self._procured(f"{unit}小计", bought, fields), *bought]
        items = [fact for fact in facts if "catalogue_code" in fact]
        facts.insert(0, self._procured("合计", items, fields))
        for order, fact in enumerate(facts, start=1):
            fact["row_no"] = None
            fact["row_type"] = (
                "item" if "catalogue_code" in fact else "subtotal" if order > 1 else "total"
            )
        printed = [
            # One cell is merged over the purchases of a project.
            {**fact, "project_name": None}
            if "catalogue_code" in fact and "project_funds" not in fact
            else fact
            for fact in facts
        ]
        upper = (*_PURCHASE_LABELS, *[""] * 7, f"{self.figures.year}年预留中小微企业份额")
        lower = ("项目名称", "预算资金", *[""] * 5, *_PURCHASE_AMOUNT_LABELS, "")
        sheet = self._sheet(
            self._title("部门政府采购预算", "部门政府采购预算表"),
            (upper, lower),
            (*_PURCHASE_TEXTS, "quantity", "unit_price", *fields, "small_business_share"),
            printed,
            cuttable=("catalogue_code", "quantity_unit"),
            notes=(f"注：{self.words.sentence(2)}",),
        )
        return Table("procurement", sheet, tuple(facts))

    def _purchase(self, fields: Sequence[str]) -> dict[str, Value]:
        chance = self.words.chance
        quantity, price = chance.randint(1, 10), amount(chance, 200)
        total = quantity * price
        old = total if chance.random() < 0.2 else ZERO
        values = dict.fromkeys(fields, ZERO)
        values |= {"total": total, "general_public_budget": total - old, "fiscal_carryover": old}
        return {
            "item_purchased": f"{self.words.topic()}设备",
            "catalogue_code": f"{chance.choice('ABC')}{chance.randint(1, 99):02d}{chance.randint(0, 999999):06d}",
            "quantity_unit": chance.choice("台套项批个"),
            "quantity": quantity,
            "unit_price": price,
            **{name: self.figures.cell(value) for name, value in values.items()},
            "small_business_share": self.figures.cell(total if chance.random() < 0.5 else ZERO),
        }

    def _procured(
        self, label: str, bought: list[dict[str, Value]], fields: Sequence[str]
    ) -> dict[str, Value]:
        sums = {name: _sum(bought, name) for name in (*fields, "small_business_share")}
        return {
            "project_name": label,
            **{name: self.figures.cell(value) for name, value in sums.items()},
        }

    def assets(self) -> Table:
        chance = self.words.chance
        values = [amount(chance, 900_000) for _ in range(4)]
        house, cars = chance.randint(100, 20_000), chance.randint(1, 60)
        large = chance.randint(1, 30)
        facts: list[Fact] = [
            {"item": "资产总额", "value": sum(values, ZERO)},
            {"item": "1、房屋（平方米）", "quantity": house, "value": values[0]},
            {"item": "其中：办公用房（平方米）", "quantity": house // 2, "value": values[0] / 2},
            {"item": "2、车辆（台、辆）", "quantity": cars, "value": values[1]},
            {"item": "3、单价在 20 万元以上的设备", "quantity": large, "value": values[2]},
            {"item": "4、其他固定资产", "value": values[3]},
        ]
        facts = [{**fact, "row_no": None, "value": _cents(fact["value"])} for fact in facts]
        unit = self.figures.unit
        fields = ("item", "quantity", "value")
        furniture = (self.department, f"截止时间：{self.figures.year - 1}-12-31")
        sheet = self._sheet(
            self._title("部门固定资产占用情况表", "固定资产占用情况表"),
            (("项目", "数量", f"价值（金额单位：{unit}）"),),
            fields,
            facts,
            furniture=furniture,
        )
        return Table("fixed_assets", sheet, tuple(facts))


def _sum(rows: Iterable[Fact], name: str) -> Decimal:
    return sum((v for row in rows if isinstance(v := row.get(name), Decimal)), ZERO)


def _cents(value: Value) -> Value:
    return value.quantize(Decimal("0.01")) if isinstance(value, Decimal) else value
