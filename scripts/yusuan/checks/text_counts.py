"""How many vehicles and how much floor space the prose counts, against the table of assets."""

import re
from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Comparison, Outcome
from yusuan.checks.operands import Operand
from yusuan.checks.table_evidence import TableEvidence, printed_step
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.printed.numbers import whole_number
from yusuan.printed.numerals import chinese_integer
from yusuan.printed.text import key, without_markup
from yusuan.printed.years import in_digits
from yusuan.tables.itemised import parse_item, unit_of

# 共有车辆3辆, 其中：办公用房 1,225 平方米; 一般公务用车2辆 is a part that the table does not tell.
_COUNTED = re.compile(
    r"(?:^|[，。；：:、,;（(]|[共现拥]有|其中|有)\s*(?P<name>车辆|房屋|办公用房)(?:建筑)?(?:总?面积|总?数量?)?"
    r"(?:共计?|合计|为|是|有|[:：])*\s*"
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?|[一二两三四五六七八九十百]{1,4})\s*(?P<unit>辆|台|平方米|平米|㎡)"
    r"(?![以左余多为系是])"
)
# What is bought, sold or lent is not what the table counts.
_OTHER = re.compile(r"购置|新增|更新|处置|报废|出租|出借|租用|拟|计划")
_SENTENCES = re.compile(r"[。；;\n]")
_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_AREAS = ("平方米", "平米", "㎡")


def asset_counts(evidence: Evidence) -> Iterator[Outcome]:
    """A number of vehicles, an area of houses in the text = the one of the table."""
    table = evidence.filled("fixed_assets")
    if table is None or evidence.kind == "final_accounts":
        return
    rows = {_name(entry): entry for entry in reversed(table.entries)}
    for part in evidence.paragraphs("state_assets"):
        for sentence in _SENTENCES.split(without_markup(part.paragraph.text)):
            if _OTHER.search(sentence) or _of_another_year(sentence, evidence.fiscal_year):
                continue
            for found in _COUNTED.finditer(sentence):
                row = rows.get(found["name"])
                right = _quantity(table, row, found["unit"]) if row is not None else None
                number = found["number"]
                value = whole_number(number) if number[0].isdigit() else chinese_integer(number)
                if right is None or value is None:
                    continue
                place = part.paragraph.place
                said = Operand(
                    found["name"], number, right.value * 0 + value,
                    printed_step(number, "元"), "prose", place,
                )  # fmt: skip
                where = f"情况说明{say_briefly(place)}的“{found['name']}”{number}{found['unit']}"
                yield Comparison(where, (said,), (right,), unit=found["unit"])


def _of_another_year(sentence: str, fiscal_year: int | None) -> bool:
    """Whether a sentence tells what there was at another day than that of the table: 2021年末."""
    years = {int(found) for found in _YEAR.findall(in_digits(sentence))}
    return bool(years) and fiscal_year is not None and not years & {fiscal_year, fiscal_year - 1}


def _name(entry: Entry) -> str:
    name = parse_item(entry.label).name
    return key(unit_of(name)[0] or name)


def _quantity(table: TableEvidence, row: Entry, unit: str) -> Operand | None:
    """The row's quantity where it counts in ``unit``."""
    counted = key(str(row.texts.get("quantity_unit") or ""))
    alike = unit in counted or (unit in _AREAS and any(area in counted for area in _AREAS))
    return table.operand_or_unread(row, "quantity", row.label) if alike else None
