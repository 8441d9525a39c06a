"""What the checks of a package found: counts, and the disagreements that are not known."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError


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
    import pyarrow.parquet as pq

    from yusuan.declared.arrow import column_of

    path = package / "data" / "checks.parquet"
    if not path.is_file():
        raise YusuanError("数据包中没有核对结果", file=path, hint="请重新运行 yusuan convert")
    # Not read_table: it imports pyarrow.dataset. Few rows are told, so few become Python values.
    rows = pq.ParquetFile(path).read()
    statuses = rows["status"].to_pylist()
    mask = column_of([status == "fail" for status in statuses], pa.bool_())
    failed: list[dict[str, Any]] = rows.filter(mask).to_pylist()
    return Findings(
        counts=Counter(statuses),
        acknowledged=sum(row["acknowledged"] for row in failed),
        unknown=tuple(row for row in failed if not row["acknowledged"]),
    )
