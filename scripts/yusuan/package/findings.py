"""What the checks of a package found: counts, and the disagreements that are not known."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError

# What is told of a disagreement, and what orders it among others.
_TOLD = (
    "disclosure_id",
    "check_no",
    "check_id",
    "severity",
    "status",
    "consequence",
    "left_expression",
    "right_expression",
    "places",
    "left_value",
    "ratio",
    "message",
    "acknowledged",
)


@dataclass(frozen=True, slots=True)
class Findings:
    """``open_errors`` fail a validation; with ``--strict`` every ``unknown`` one does."""

    counts: Mapping[str, int]
    acknowledged: int
    unknown: tuple[Mapping[str, Any], ...]

    @property
    def open_errors(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(row for row in self.unknown if row["severity"] == "error")


def read_findings(package: Path) -> Findings:
    """The resource ``checks`` summed up. Raises YusuanError if the package has none."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from yusuan.declared.arrow import column_of

    path = package / "data" / "checks.parquet"
    if not path.is_file():
        raise YusuanError("数据包中没有核对结果", file=path, hint="请重新运行 yusuan convert")
    # Not read_table: it imports pyarrow.dataset. Few rows are told, so few become Python values.
    file = pq.ParquetFile(path)
    # Of a plain text `equal` would make a value by way of pandas, which takes longer than reading.
    fail = column_of(("fail",), pa.string())[0]
    counts: Counter[str] = Counter()
    unknown: list[Mapping[str, Any]] = []
    for number in range(file.num_row_groups):
        rows = file.read_row_group(number, columns=list(_TOLD), use_threads=False)
        counted = pc.value_counts(rows["status"])
        counts.update({each["values"]: each["counts"] for each in counted.to_pylist()})
        failed = pc.equal(rows["status"], fail)
        unknown += rows.filter(pc.and_not(failed, rows["acknowledged"])).to_pylist()
    return Findings(counts, counts["fail"] - len(unknown), tuple(unknown))
