"""Ratios of yusuan's time to unavoidable work, over derived disclosures. See README.md.

Every measurement runs in a process of its own: this file calls itself with ``--step``.
"""

import argparse
import csv
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

CONVERT_TARGET = 6.0
BUILD_TARGET = 0.8
VALIDATE_TARGET = 1 / 3
MEMORY_TARGET_MIB = 1024
BUILD_COUNT = 20
SITE_COUNT = 200
SITE_TARGET_MB = 240
LONGEST_CELL = 14


class Measured(NamedTuple):
    """What one process took; imports and start-up are outside ``seconds``."""

    seconds: float
    peak_mib: float


class Pair(NamedTuple):
    """Medians of two things measured in turn, and of the ratios of each turn."""

    ours: float
    other: float
    ratio: float


# Steps, each in its own process


def _convert(folder: Path) -> Callable[[], object]:
    """As the command does it: in as many processes as there are processors."""
    from yusuan.commands.convert import usual_processes
    from yusuan.package.writing import convert_folder

    sources, output = folder / "sources", folder / "converted"
    return lambda: convert_folder(sources, output, processes=usual_processes())


def _convert_alone(folder: Path) -> Callable[[], object]:
    from yusuan.package.writing import convert_folder

    return lambda: convert_folder(folder / "sources", folder / "converted", processes=1)


def _floor(folder: Path) -> Callable[[], object]:
    """Read the same bytes, split them, and write as many cells in the same files.

    Long cells are left out: with them the files would be larger than those of convert.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.array(["imports what it needs only when first called"], pa.string())
    shapes: list[tuple[str, int, int]] = json.loads((folder / "shapes.json").read_text())

    def read() -> Iterator[str]:
        for path in sorted((folder / "sources").glob("*/source.txt")):
            content = path.read_bytes()
            try:
                text = content.decode()
            except UnicodeDecodeError:
                text = content.decode("gb18030")
            for line in text.split("\n"):
                yield from line.split("\t")

    def run() -> None:
        cells = cycle([cell for cell in read() if len(cell) <= LONGEST_CELL])
        data = folder / "floor" / "data"
        data.mkdir(parents=True)
        for name, rows, columns in shapes:
            table = [tuple(islice(cells, columns)) for _ in range(rows)]
            with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(table)
            filled = [*zip(*table, strict=True)] if table else [()] * columns
            names = [str(number) for number in range(columns)]
            arrow = pa.table([pa.array(column, pa.string()) for column in filled], names)
            pq.write_table(arrow, data / f"{name}.parquet", compression="zstd")

    return run


def _validate(folder: Path) -> Callable[[], object]:
    from yusuan.commands.validate import DERIVED
    from yusuan.validation import validate_package

    def run() -> None:
        problems = validate_package(folder / "package", derive=DERIVED)
        assert not problems, problems[0]

    return run


def _pages(folder: Path) -> Callable[[], object]:
    from yusuan.pages.writing import write_pages
    from yusuan.progress import no_progress

    return lambda: write_pages(
        folder / "package", ROOT / "docs", folder / "build" / "pages", no_progress
    )


def _fill(folder: Path) -> Callable[[], object]:
    from yusuan.pages.filling import fill_site
    from yusuan.pages.framing import made_of
    from yusuan.storage.replacing import Staging

    pages, filled = folder / "build" / "pages", folder / "filled"

    def fill() -> None:
        shutil.rmtree(filled, ignore_errors=True)
        fill_site(pages, made_of(pages, folder / "site"), Staging(filled, filled), "")

    return fill


STEPS = {
    "convert": _convert,
    "convert alone": _convert_alone,
    "floor": _floor,
    "validate": _validate,
    "pages": _pages,
    "fill": _fill,
}


def run_step(name: str, folder: Path) -> Measured:
    """Run one step here, its imports done before the clock starts."""
    step = STEPS[name](folder)
    if name.startswith("convert"):
        import yusuan.declared.arrow
        import yusuan.declared.resources  # noqa: F401
    start = time.perf_counter()
    step()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if name == "convert":  # this process and as many of the largest below it as there are
        from yusuan.commands.convert import usual_processes

        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        peak += usual_processes() * largest
    return Measured(seconds, peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def measure(name: str, folder: Path) -> Measured:
    """One step in a process of its own, its output of an earlier run removed."""
    for output in ("converted", "floor"):
        shutil.rmtree(folder / output, ignore_errors=True)
    command = [sys.executable, __file__, "--step", name, str(folder)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    return Measured(*json.loads(done.stdout))


# Comparisons


def alternate(ours: Callable[[], float], other: Callable[[], float], repeats: int) -> Pair:
    """Both in turn, so that a busy moment of the machine falls on both."""
    turns = [(ours(), other()) for _ in range(repeats)]
    return Pair(
        median(a for a, _ in turns), median(b for _, b in turns), median(a / b for a, b in turns)
    )


def prepare(folder: Path, count: int) -> None:
    """``count`` derived disclosures, the package made of them, and the shapes of its tables."""
    from tests.derived import derive
    from yusuan.package.writing import convert_folder

    for seed in range(count):
        derive(seed).write(folder / "sources")
    shutil.copy(ROOT / "datapackage" / "package.toml", folder)
    convert_folder(folder / "sources", folder / "package")
    descriptor: dict[str, Any] = json.loads((folder / "package" / "datapackage.json").read_text())
    shapes = []
    for entry in descriptor["resources"]:
        schema = json.loads((folder / "package" / entry["schema"]).read_text())
        shapes.append((entry["name"], entry["rows"], len(schema["fields"])))
    (folder / "shapes.json").write_text(json.dumps(shapes))


def _as_markdown(folder: Path) -> Path:
    """The same pages as a site builder takes them: each a file of Markdown with HTML in it."""
    pages = folder / "build" / "as-markdown"
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(folder / "build" / "pages", pages)
    from yusuan.pages.filling import read_bodies

    for body in read_bodies(pages):
        head = json.dumps({"title": body.title, "description": body.description})
        path = pages / Path(body.address).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}\n---\n\n{body.content}", encoding="utf-8")
    return pages


def _site(folder: Path) -> float:
    """Seconds of all that makes a site of the pages."""
    seconds = _mkdocs(folder, folder / "build" / "pages")
    return seconds + measure("fill", folder).seconds


def _mkdocs(folder: Path, pages: Path) -> float:
    """Seconds of ``mkdocs build`` of ``pages``, with the repository's own settings."""
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(pages),
        "site_dir": str(folder / "site"),
        "theme": {"custom_dir": str(pages / ".overrides")},
    }
    config = folder / "mkdocs.json"  # JSON is YAML
    config.write_text(json.dumps(settings))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return time.perf_counter() - start


def compare_build(folder: Path, repeats: int) -> Pair:
    """convert + pages + site against mkdocs alone of the same pages in Markdown."""
    measure("pages", folder)
    alike = _as_markdown(folder)

    def ours() -> float:
        seconds = measure("convert", folder).seconds + measure("pages", folder).seconds
        return seconds + _site(folder)

    return alternate(ours, lambda: _mkdocs(folder, alike), repeats)


def measure_site(folder: Path, count: int) -> Iterator[str]:
    """One build of a large site: seconds and bytes a page, and what all of it weighs."""
    pages_seconds = measure("pages", folder).seconds
    site_seconds = _site(folder)
    site = folder / "site"
    pages = [path.stat().st_size for path in site.rglob("*.html")]
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    pair = Pair(pages_seconds + site_seconds, site_seconds, 1 + pages_seconds / site_seconds)
    yield _line("pages + site / site, once", count, pair, "–")
    each = 1000 / len(pages)
    yield (
        f"| milliseconds a page, {len(pages)} pages | {count} | {pair.ours * each:.1f} ms "
        f"| {site_seconds * each:.1f} ms | {pair.ratio:.2f} | – |"
    )
    yield f"| bytes a page | {count} | {sum(pages) / len(pages):,.0f} | – | – | – |"
    yield f"| whole site | {count} | {total / 1e6:.1f} MB | – | – | ≤ {SITE_TARGET_MB} MB |"


def report(counts: Sequence[int], repeats: int, build: bool) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield "| what | disclosures | ours | compared with | ratio | target |"
    yield "|---|--:|--:|--:|--:|--:|"
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder), count)
            yield from _report_count(Path(folder), count, repeats)
            if build and count == BUILD_COUNT:
                pair = compare_build(Path(folder), min(repeats, 3))
                yield _line(
                    "convert + pages + site / mkdocs of Markdown", count, pair, f"≤ {BUILD_TARGET}"
                )
            if build and count == SITE_COUNT:
                yield from measure_site(Path(folder), count)


def _report_count(folder: Path, count: int, repeats: int) -> Iterator[str]:
    peaks: list[float] = []

    def seconds(step: str) -> Callable[[], float]:
        def run() -> float:
            measured = measure(step, folder)
            if step == "convert":
                peaks.append(measured.peak_mib)
            return measured.seconds

        return run

    pair = alternate(seconds("convert"), seconds("floor"), repeats)
    yield _line("convert / floor", count, pair, f"≤ {CONVERT_TARGET}" if count >= 20 else "–")
    pair = alternate(seconds("convert alone"), seconds("floor"), min(repeats, 3))
    yield _line("convert in one process / floor", count, pair, "–")
    pair = alternate(seconds("validate"), seconds("convert alone"), min(repeats, 3))
    target = f"≤ {VALIDATE_TARGET:.2f}" if count >= SITE_COUNT else "–"
    yield _line("validate / convert in one process", count, pair, target)
    target = f"≤ {MEMORY_TARGET_MIB} MiB" if count >= 200 else "–"
    yield f"| peak memory of convert | {count} | {max(peaks):.0f} MiB | – | – | {target} |"


def _line(what: str, count: int, pair: Pair, target: str) -> str:
    return (
        f"| {what} | {count} | {pair.ours:.2f} s | {pair.other:.2f} s "
        f"| {pair.ratio:.2f} | {target} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", default="1,20,200", help="how many disclosures")
    parser.add_argument("--repeats", type=int, default=5, help="turns of each comparison")
    parser.add_argument("--no-build", action="store_true", help="leave out pages and mkdocs")
    parser.add_argument("--step", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        name, folder = arguments.step
        print(json.dumps(run_step(name, Path(folder))))
        return
    counts = [int(count) for count in arguments.counts.split(",")]
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, ", end="")
    print(f"{os.cpu_count()} processors\n", flush=True)
    for line in report(counts, arguments.repeats, not arguments.no_build):
        print(line, flush=True)


if __name__ == "__main__":
    main()
