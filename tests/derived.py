"""Disclosures made up after the real one, of which tests know all that is in them.

``derive(seed)`` draws a department, its figures and its texts, all anew for each seed, so that
no cache helps. ``derived_text`` holds the words, ``derived_figures`` the amounts,
``derived_tables`` the tables, ``derived_pages`` the page breaks.

The same seed with another ``layout`` says the same on other pages.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Literal

from tests.derived_figures import Fact, Figures, Value, draw_figures
from tests.derived_pages import Cells, Heading, Part, Prose, Sheet, print_pages
from tests.derived_tables import Table, Tables
from tests.derived_text import DIVISIONS, Words

_TITLES = (
    "部门职责及机构设置情况",
    "部门预算安排的总体情况",
    "机关运行经费安排情况",
    "财政拨款“三公”经费预算情况及增减变化原因",
    "预算绩效信息",
    "政府采购预算情况",
    "国有资产信息",
    "名词解释",
    "其他需要说明的事项",
)
_TERMS = "一般公共预算拨款收入 事业收入 其他收入 基本支出 项目支出 上年结转 “三公”经费 机关运行费"
_INDICATORS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}


@dataclass(frozen=True)
class Facts:
    """What a disclosure says. ``rows`` holds, for each resource, the fields put in."""

    division_code: str
    division_name: str
    department_code: str
    department_name: str
    fiscal_year: int
    unit: str
    total: Decimal
    rows: Mapping[str, tuple[Fact, ...]]

    @property
    def codes(self) -> frozenset[str]:
        """Every classification code."""
        named = ("function_code", "economic_code")
        return frozenset(
            str(row[name])
            for rows in self.rows.values()
            for row in rows
            for name in named
            if row.get(name)
        )

    @property
    def amounts(self) -> Counter[tuple[str, str, Decimal]]:
        """How often (resource, field, amount in 万元) is printed in the published tables."""
        return Counter(
            (resource, name, value)
            for resource, rows in self.rows.items()
            for row in rows
            for name, value in row.items()
            if isinstance(value, Decimal) and resource not in _NOT_TABLES
        )


_NOT_TABLES = ("stated_amounts", "performance_indicators", "goal_indicators")


@dataclass(frozen=True)
class DerivedDisclosure:
    """``text`` has LF line ends; ``encoding`` and ``newline`` are those of ``content``."""

    text: str
    facts: Facts
    encoding: Literal["utf-8", "gb18030"]
    newline: Literal["\n", "\r\n"]

    @property
    def content(self) -> bytes:
        return self.text.replace("\n", self.newline).encode(self.encoding)

    @property
    def folder_name(self) -> str:
        facts = self.facts
        return f"{facts.division_code}-{facts.department_code}-{facts.fiscal_year}-budget"

    @property
    def source_toml(self) -> str:
        facts = self.facts
        values = {
            "title": f"{facts.department_name} {facts.fiscal_year} 年部门预算信息公开",
            "publisher": facts.department_name,
            "division_code": facts.division_code,
            "division_name": facts.division_name,
            "kind": "budget",
        }
        checksum = hashlib.sha256(self.content).hexdigest()
        document = f'\n[[documents]]\npath = "source.txt"\nsha256 = "{checksum}"\n'
        return "".join(f'{name} = "{value}"\n' for name, value in values.items()) + document

    def write(self, sources: Path) -> Path:
        """The disclosure as a source folder below ``sources``."""
        folder = sources / self.folder_name
        folder.mkdir(parents=True)
        (folder / "source.txt").write_bytes(self.content)
        (folder / "source.toml").write_bytes(self.source_toml.encode())
        return folder


def derive(seed: int, layout: int | None = None) -> DerivedDisclosure:
    """The disclosure of ``seed``; ``layout`` chooses where its pages break."""
    chance = Random(f"contents {seed}")
    parts, facts = _Disclosure(seed, chance).make()
    pages = Random(f"pages {seed if layout is None else f'{seed} {layout}'}")
    return DerivedDisclosure(
        text=print_pages(parts, pages),
        facts=facts,
        encoding=chance.choice(("utf-8", "utf-8", "gb18030")),
        newline=chance.choice(("\n", "\n", "\r\n")),
    )


class _Disclosure:
    """Collects the parts of one document and, with each, what it says."""

    def __init__(self, seed: int, chance: Random) -> None:
        self.chance = chance
        self.words = words = Words(chance)
        self.year = chance.randint(2019, 2026)
        self.division = chance.choice(sorted(DIVISIONS))
        # 7 has no factor in common with 899: no two of 899 seeds share a code.
        self.code = f"{101 + seed * 7 % 899}{chance.choice(('', '', '', '001'))}"
        self.name = words.department(DIVISIONS[self.division])
        self.figures: Figures = draw_figures(chance, words, self.year)
        self.projects = [
            f"{chance.choice(('', f'{self.year - 1} 年'))}{words.action()}{suffix}"
            for suffix in chance.choices(("经费", "补助", "（二期）", "专项“三年行动”"), k=14)
        ][: chance.randint(8, 14)]
        units = [f"{self.name}本级"]
        units += [
            f"{DIVISIONS[self.division]}{words.topic()}中心" for _ in range(chance.randrange(4))
        ]
        self.tables = Tables(
            self.figures, words, self._department_line(), tuple(units), tuple(self.projects)
        )
        self.titles = [
            words.spelled(f"{number}、") + words.spelled(title)
            for number, title in zip("一二三四五六七八九", _TITLES, strict=True)
        ]
        self.merged = chance.random() < 0.5
        self.parts: list[Part] = []
        self.rows: dict[str, list[Fact]] = {}
        self._section = 0

    def _department_line(self) -> str:
        return self.code + self.chance.choice((" ", "", "  ", "　")) + self.name

    def make(self) -> tuple[list[Part], Facts]:
        published = self.tables.all()
        self._contents([table.sheet.title for table in published])
        for table in published:
            self._table(table)
        self._explanation()
        return self.parts, Facts(
            division_code=self.division,
            division_name=DIVISIONS[self.division],
            department_code=self.code,
            department_name=self.name,
            fiscal_year=self.year,
            unit=self.figures.unit,
            total=self.figures.total,
            rows={name: tuple(rows) for name, rows in self.rows.items()},
        )

    # What each part adds

    def _fact(self, into: str, /, **values: Value) -> None:
        self.rows.setdefault(into, []).append(values)

    def _table(self, table: Table) -> None:
        self.parts.append(table.sheet)
        self.rows.setdefault(table.resource, []).extend(table.facts)
        self._fact(
            "published_tables",
            title=table.sheet.title,
            resource=table.resource,
            row_count=len(table.sheet.rows),
            is_empty=not table.sheet.rows,
            note="\n".join(table.sheet.notes) or None,
        )

    def _heading(self, text: str) -> None:
        self.parts.append(Heading(text))
        self._fact("narrative", section_no=self._section, paragraph_type="heading", text=text)

    def _paragraph(self, text: str) -> None:
        self.parts.append(Prose(text))
        plain = text.removeprefix("- ").replace("**", "")
        self._fact("narrative", section_no=self._section, paragraph_type="paragraph", text=plain)

    def _money(self, value: Decimal, change: str | None = None) -> str:
        """An amount in prose; call in the order of the text."""
        self._fact("stated_amounts", amount=value, change_direction=change)
        return f"{self.figures.money(value)}万元"

    def _next_section(self) -> None:
        self._section += 1
        self._heading(self.titles[self._section - 1])

    # The parts

    def _contents(self, titles: list[str]) -> None:
        heading = self.chance.choice(("目录", "目 录", f"{self.year} 年部门预算信息公开目录"))
        leader = self.chance.choice((".....\t", "………… ", "......", " ..... ", "\t"))
        self.parts += [Heading(heading), Heading("部门预算公开表")]
        self.parts += [Heading(f"{title}{leader}{page}") for page, title in enumerate(titles, 3)]
        self.parts.append(Heading("部门预算信息公开情况说明"))
        self.parts += [Heading(f"{t}{leader}{page}") for page, t in enumerate(self.titles, 16)]

    def _explanation(self) -> None:
        words = self.words
        self._heading(f"{self.name} {self.year} 年部门预算信息公开情况说明")
        self._paragraph(f"{words.sentence(3)[:-1]}，现将{self.name}预算公开如下：")
        self._duties()
        self._overview()
        self._next_section()
        running = self._money(self.figures.running)
        self._paragraph(f"{self.year}年，我部门运行经费共计安排{running}，{words.sentence(3)}")
        self._three_public()
        self._performance()
        self._procurement_and_assets()
        self._glossary()
        self._next_section()
        self._paragraph(words.sentence(2))

    def _duties(self) -> None:
        self._next_section()
        self._heading("部门职责：")
        for number in range(1, self.chance.randint(4, 16)):
            self._paragraph(f"{self.chance.choice(('- ', ''))}{number}、{self.words.paragraph()}")
        self._heading("机构设置：")
        self._table(self.tables.institution_table())

    def _overview(self) -> None:
        self._next_section()
        figures, words, year = self.figures, self.words, self.year
        self._paragraph(words.paragraph())
        self._heading("1、收入说明")
        total = self._money(figures.total)
        general = self._money(
            sum((i.appropriation for i in figures.of("general_public_budget")), Decimal(0))
        )
        self._paragraph(f"{year}年预算收入{total}，其中：一般公共预算收入{general}。")
        self._heading("2、支出说明")
        basic = figures.personnel + figures.running
        figures_said = [
            self._money(v)
            for v in (
                figures.total,
                basic,
                figures.personnel,
                figures.running,
                figures.total - basic,
            )
        ]
        said = "{}年支出预算{}，其中基本支出{}，包括人员经费{}和日常公用经费{}；其余支出{}。"
        self._paragraph(words.sentence(3) + said.format(year, *figures_said))
        self._heading("3、比上年增减情况")
        changes = [Decimal(self.chance.randint(-9_000, 9_000) or 1).scaleb(-2) for _ in range(2)]
        total = self._money(figures.total)
        whole, first, second = (
            self._change(value) for value in (sum(changes, Decimal(0)), *changes)
        )
        self._paragraph(
            f"{year}年预算收支安排{total}，较{year - 1}年预算{whole}，其中：基本支出{first}，"
            f"{words.clause()}；项目支出{second}，{words.clause()}。"
        )

    def _change(self, value: Decimal) -> str:
        direction = "increase" if value >= 0 else "decrease"
        return ("增加" if value >= 0 else "减少") + self._money(abs(value), direction)

    def _three_public(self) -> None:
        self._next_section()
        drawn = self.figures.three_public
        vehicles = drawn["purchase"] + drawn["operation"]
        said = [
            self._money(value)
            for value in (
                vehicles + drawn["overseas"] + drawn["reception"],
                drawn["overseas"],
                vehicles,
                drawn["purchase"],
                drawn["operation"],
                drawn["reception"],
            )
        ]
        text = (
            "{}年，我部门财政拨款“三公”经费预算安排{}，其中因公出国(境)费{}；公务用车购置及运维费{}"
            "(其中:公务用车购置费为{}，公务用车运维费{})；公务接待费{}。"
        )
        self._paragraph(text.format(self.year, *said) + self.words.sentence(2))

    # Performance

    def _performance(self) -> None:
        self._next_section()
        self._heading("第一部分 部门整体绩效目标")
        self._heading(self.chance.choice(("(一) 总体绩效目标", "（一）总体绩效目标")))
        goal = self.words.paragraph(8, 20)
        self._paragraph(goal)
        self._fact("department_goals", goal_no=0, goal_type="overall", goal_title=None, goal=goal)
        self._heading("（二）分项绩效目标")
        for number in range(1, self.chance.randint(2, 5)):
            self._goal(number)
        self._heading("（三）工作保障措施")
        for number in range(1, self.chance.randint(3, 7)):
            self._heading(f"{number}、{self.words.action()}，{self.words.action()}")
            self._paragraph(self.words.paragraph(6, 20))
        self._heading("第二部分 预算项目绩效目标")
        for number, name in enumerate(self.projects, start=1):
            self._project(number, name)

    def _goal(self, number: int) -> None:
        words = self.words
        title, goal = words.sentence(2), words.paragraph(4, 10)
        self._paragraph(f"{number}、{title}")
        self._paragraph(f"绩效目标：{goal}")
        said = []
        for numeral, level1 in zip("一二三", _INDICATORS, strict=True):
            clauses = []
            for _ in range(self.chance.randint(1, 6)):
                name, target = words.measure(), self._named_target()
                clauses.append(f"{name}{target}")
                self._fact(
                    "goal_indicators",
                    goal_no=number,
                    level1=level1,
                    level3=name,
                    target_text=target.removeprefix("为").removeprefix("达到"),
                )
            said.append(f"{numeral}是{level1}方面。{'，'.join(clauses)}。")
        self._paragraph(f"绩效指标：{''.join(said)}")
        self._fact(
            "department_goals",
            goal_no=number,
            goal_type="specific",
            goal_title=title,
            goal=goal,
            indicators_text="".join(said),
        )

    def _named_target(self) -> str:
        word = self.chance.choice(("不少于 ", "不低于", "达到", "为", "不超过 "))
        return (
            f"{word}{self.chance.randint(1, 9_999)}{self.chance.choice(('%', ' 个', '家', ' 次'))}"
        )

    def _project(self, number: int, name: str) -> None:
        goals = [
            f"{i}.{self.words.paragraph(2, 6)}" for i in range(1, self.chance.choice((2, 2, 4)))
        ]
        rows = self._indicators(number)
        title = f"{number}、{name}{self.words.spelled('绩效目标表')}"
        head = tuple(self.words.spelled(t) for t in ["一级指标", "二级指标", "三级指标"])
        head += ("绩效指标描述", "指标值", "指标值确定依据")
        sheet = Sheet(
            title=title,
            head=(head,),
            rows=rows,
            once=tuple(
                ("" if i else "绩效目标", goal, "", "", "", "") for i, goal in enumerate(goals)
            ),
            cuttable=self._cuttable(),
            title_repeats=False,
        )
        self.parts.append(sheet)
        self._fact(
            "projects",
            project_no=number,
            project_name=name,
            goal="\n".join(goals),
            indicator_count=len(rows),
        )
        self._fact(
            "published_tables",
            title=title,
            resource="performance_indicators",
            row_count=len(rows),
            is_empty=False,
            note=None,
        )

    def _cuttable(self) -> tuple[int, ...]:
        """Columns that a page break may cut.

        Never 三级指标 and 指标值 at once where a row of its own may lack its levels: what is
        left of the row above would look just like one.
        """
        choices = [(0, 1, 2, 3, 5), (0, 1, 3, 4, 5)]
        return self.chance.choice(choices if self.merged else [*choices, (2, 3, 4, 5)])

    def _indicators(self, project: int) -> tuple[Cells, ...]:
        """The printed rows; repeated levels are printed, or left blank as merged cells are."""
        basis = f"《{self.words.topic()}{self.words.clause()}》（冀[{self.year}]{project}号）"
        printed: list[Cells] = []
        for level1, kinds in _INDICATORS.items():
            for first, level2 in enumerate(kinds):
                for again in range(self.chance.choice((1, 1, 2, 3))):
                    text, target = self._target()
                    cells = (
                        self.words.measure(),
                        self.words.sentence(self.chance.randint(1, 3)),
                        text,
                        self.chance.choice((basis, self.words.clause())),
                    )
                    levels = (
                        "" if first or again else level1,
                        "" if self.merged and again else level2,
                    )
                    printed.append((*levels, *cells))
                    names = ("level3", "description", "target_text", "basis")
                    self._fact(
                        "performance_indicators",
                        project_no=project,
                        indicator_no=len(printed),
                        level1=level1,
                        level2=level2,
                        **dict(zip(names, cells, strict=True)),
                        **target,
                    )
        return tuple(printed)

    def _target(self) -> tuple[str, dict[str, Value]]:
        """A target as printed, and what it means."""
        number = Decimal(self.chance.randint(1, 9_999))
        unit = self.chance.choice(("个", "家", "%", "万元", "元/人"))
        bounds: tuple[Value, Value, Value]
        match self.chance.randrange(5):
            case 0:
                bounds = ("<=", None, number)
                text = f"≤{number} {unit}"
            case 1:
                bounds = ("range", number, number + 5)
                text = f"{number}-{number + 5}{unit}"
            case 2:
                text = f"{self.words.action()}得到改善"
                return text, {"target_kind": "qualitative", "target_unit": None}
            case _:
                bounds = (">=", number, None)
                text = f"≥{number}{unit}"
        names = ("target_operator", "target_low", "target_high")
        meant = dict(zip(names, bounds, strict=True))
        return text, {"target_kind": "quantity", "target_unit": unit, **meant}

    # The rest

    def _procurement_and_assets(self) -> None:
        self._next_section()
        procurement = self.tables.procurement()
        total = self._money(_decimal(procurement.facts[0]["total"]))
        self._paragraph(f"{self.year}年，{self.name}安排政府采购预算{total}。具体内容见下表。")
        self._table(procurement)
        self._next_section()
        assets = self.tables.assets()
        value = self._money(_decimal(assets.facts[0]["value"]))
        self._paragraph(
            f"{self.name}上年末固定资产金额为 {value}（详见下表）。{self.words.sentence(2)}"
        )
        self._table(assets)

    def _glossary(self) -> None:
        self._next_section()
        marked = self.chance.random() < 0.5
        for number, term in enumerate((*_TERMS.split(), self.words.topic()), start=1):
            definition = self.words.paragraph(2, 8)
            shown = f"**{term}**" if marked else term
            self._paragraph(f"{'- ' if marked else ''}{number}、{shown}：{definition}")
            self._fact("glossary", term_no=number, term=term, definition=definition)


def _decimal(value: Value) -> Decimal:
    assert isinstance(value, Decimal)
    return value
