"""How long the queries of ``docs/scale.md`` take over ten million lines.

The lines of the repository's package, as if every document stood there many times, in neighbouring
divisions. ``python -m tests.benchmarks.partitioned [LINES]``
"""

import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.paths import CORPUS, ROOT
from yusuan.package.partitioning import PARTITIONS, write_table
from yusuan.views.lines import BUDGET_LINES

LINES = 10_000_000
PAGE = ROOT / "docs" / "scale.md"
_DIVISIONS = 100  # that each division is made into


def queries() -> list[str]:
    """The SQL of the page, in order."""
    return re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def repeated(table: pa.Table, times: int) -> Iterator[pa.Table]:
    """``table`` so often, of other disclosures in other divisions each time."""
    for turn in range(times):
        changed = table
        for name in ("budget_line_id", "disclosure_id"):
            at = changed.schema.get_field_index(name)
            suffix = pc.binary_join_element_wise(changed[name], f"{turn:05}", "-")
            changed = changed.set_column(at, changed.schema.field(at), suffix)
        at = changed.schema.get_field_index("division_code")
        code = pc.add(pc.cast(changed["division_code"], pa.int64()), turn % _DIVISIONS)
        code = pc.cast(code, pa.string())
        yield changed.set_column(at, changed.schema.field(at), code)


def simulate(folder: Path, lines: int) -> int:
    """``lines`` lines or a few more, partitioned below ``folder``; how many."""
    table = pq.read_table(CORPUS / "data" / f"{BUDGET_LINES.name}.parquet")
    times = -(-lines // table.num_rows)
    data = folder / "package" / "data"
    data.mkdir(parents=True)
    with pq.ParquetWriter(data / f"{BUDGET_LINES.name}.parquet", table.schema) as writer:
        batch: list[pa.Table] = []
        for turn, each in enumerate(repeated(table, times), start=1):
            batch.append(each)
            if turn % 50 == 0 or turn == times:
                writer.write_table(pa.concat_tables(batch))
                batch.clear()
    owners = pa.table({"disclosure_id": pa.array([], pa.string())})
    owners = owners.append_column(PARTITIONS[0], pa.array([], pa.int64()))
    owners = owners.append_column(PARTITIONS[1], pa.array([], pa.string()))
    write_table(
        folder / "package", BUDGET_LINES, owners, folder / "partitioned" / BUDGET_LINES.name
    )
    count: int = table.num_rows * times
    return count


def main() -> None:
    wanted = int(sys.argv[1]) if sys.argv[1:] else LINES
    with TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        count = simulate(folder, wanted)
        files = sorted((folder / "partitioned").rglob("*.parquet"))
        size = sum(path.stat().st_size for path in files)
        took = time.perf_counter() - start
        print(f"{count:,} lines, {len(files):,} files, {size / 1e6:.0f} MB, made in {took:.0f} s")
        os.chdir(folder)
        largest = max(files, key=lambda path: path.stat().st_size)
        year, division = (part.partition("=")[2] for part in largest.parts[-3:-1])
        view, *asked = (
            query.replace("130999", division).replace("2024", year) for query in queries()
        )
        print(f"the second query asks of {division} in {year}")
        for number, query in enumerate(asked, start=1):
            turns = []
            for _ in range(3):
                with duckdb.connect() as database:
                    database.execute(view)
                    start, cpu = time.perf_counter(), time.process_time()
                    rows = database.execute(query).fetchall()
                    turns.append((time.perf_counter() - start, time.process_time() - cpu))
            seconds, processor = min(turns)
            print(f"query {number}: {seconds:.2f} s, {processor:.2f} CPU s, {len(rows)} rows")


if __name__ == "__main__":
    main()
