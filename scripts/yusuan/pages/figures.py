"""How figures and targets are shown: as printed, with thousands separators."""

import re
from decimal import Decimal
from functools import lru_cache

from yusuan.pages.model import Record, decimal, text
from yusuan.printed.text import compact

_PLAIN_FIGURE = re.compile(r"([-+]?)([0-9]+)(\.[0-9]+)?")
_OPERATORS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}
TARGET_KIND_TITLES = {
    "quantity": "数量",
    "deadline": "期限",
    "frequency": "频次",
    "ranking": "名次",
    "relative": "与往年相比",
    "external": "依另一文件",
    "qualitative": "定性",
    "not_applicable": "不涉及",
}
STATUS_CLASSES = {"published": "", "not_applicable": "not-applicable", "dash": "dash"}
# Beside a figure that was recognised in a picture and that no sum confirms.
UNVERIFIED = "未经核实"
SIDE_TITLES = {"revenue": "收入", "expenditure": "支出"}
KIND_TITLES = {"budget": "预算", "final_accounts": "决算"}


def department_of(facts: Record) -> str:
    """The name of a disclosure's department; says so where the document names none."""
    return text(facts, "department_name") or "未写明的机构"


def occasion(facts: Record) -> str:
    """``2023 年预算``: the year and the kind of a disclosure, as far as they are known."""
    year, kind = facts["fiscal_year"], KIND_TITLES.get(text(facts, "kind"), "")
    return f"{year} 年{kind}" if year is not None else kind or "年度不详"


@lru_cache(maxsize=1 << 14)
def grouped(printed: str) -> str:
    """A printed figure with thousands separators; anything but plain digits stays as it is."""
    match = _PLAIN_FIGURE.fullmatch(printed)
    if match is None or not printed.isascii():
        return printed
    return f"{match[1]}{int(match[2]):,}{match[3] or ''}" if match[2][0] != "0" else printed


@lru_cache(maxsize=1 << 14)
def plain(value: Decimal) -> str:
    """A number without the zeros that only its data type adds: 80.000000 is 80."""
    digits = f"{value:f}"
    return grouped(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def target(row: Record) -> str | None:
    """A target written out of its data (``≥ 80 个``); None where there is nothing but words."""
    low, high = decimal(row, "target_low"), decimal(row, "target_high")
    unit = text(row, "target_unit")
    kind = row["target_kind"]
    if kind == "not_applicable":
        return TARGET_KIND_TITLES["not_applicable"]
    if kind == "deadline":
        return _deadline(row, unit)
    if kind == "ranking" and high is not None:
        return f"前 {plain(high)} {unit}".rstrip()
    bounds = _bounds(text(row, "target_operator"), low, high)
    if bounds is None:
        return None
    return f"{bounds}{unit}" if unit[:1] in ("%", "％", "‰") else f"{bounds} {unit}".rstrip()


def _bounds(operator: str, low: Decimal | None, high: Decimal | None) -> str | None:
    if low is not None and high is not None and low != high:
        return f"{plain(low)} – {plain(high)}"
    value = high if operator in ("<=", "<") else low
    if value is None:
        value = high if low is None else low
    return None if value is None else f"{_OPERATORS.get(operator, '')}{plain(value)}"


def _deadline(row: Record, unit: str) -> str | None:
    if row["target_date"] is not None:
        before = "不晚于 " if row["target_operator"] == "<=" else ""
        return f"{before}{row['target_date']}"
    if row["target_days"] is None:
        return None
    return f"{text(row, 'target_anchor')} {row['target_days']} {unit or '日'}内".strip()


def printed_differs(printed: str, shown: str) -> bool:
    """Whether the printed target says more than spacing and separators."""
    return _compared(printed) != _compared(shown)


def _compared(value: str) -> str:
    return compact(value).replace(",", "").replace("≥", ">=").replace("≤", "<=")


def size(count: int) -> str:
    """A file size in the units readers know."""
    if count < 1000:
        return f"{count} 字节"
    return f"{count / 1000:,.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
