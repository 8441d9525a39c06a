"""What a build costs when one disclosure of many has changed, and what the whole site weighs.

    python -m tests.benchmarks.growing                     # 20 derived disclosures
    python -m tests.benchmarks.growing --count 200
    python -m tests.benchmarks.growing --count 1000 --tables-only --once

Builds a repository of its own with ``yusuan build``: in full, then with one figure changed, then in
full again without anything kept, and compares the last two sites byte by byte. CPU seconds are those
of the command and all processes below it, so that a busy machine falsifies them little.
"""

import argparse
import itertools
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.derived import DerivedDisclosure, derive
from tests.paths import PACKAGE, ROOT
from yusuan.sources.adding import add_files
from yusuan.sources.folders import sha256_of

INCREMENTAL_TARGET = 0.05
SITE_TARGETS_MB = {False: 240, True: 350}  # whole, of tables only
_FIGURE = re.compile(rb"(?<![0-9.])[1-9](?=\.[0-9]{2}(?![0-9.]))")


def prepare(repository: Path, count: int, *, tables_only: bool) -> list[Path]:
    """A repository of ``count`` derived disclosures; returns their source folders."""
    shutil.copytree(ROOT / "docs", repository / "docs")
    shutil.copy(ROOT / "mkdocs.yml", repository)
    package = repository / "datapackage"
    package.mkdir()
    shutil.copy(PACKAGE / "package.toml", package)
    written = repository / "texts" if tables_only else package / "sources"
    folders = [each.write(written) for each in itertools.islice(_derived(), count)]
    if not tables_only:
        return folders
    sources = package / "sources"
    return [
        add_files([each / "source.txt"], sources, each.name[:6], "budget", evidence=True)
        for each in folders
    ]


def _derived() -> Iterator[DerivedDisclosure]:
    """Without end, no two of one department and year: of a thousand some would be."""
    seen: set[str] = set()
    for each in map(derive, itertools.count()):
        if each.folder_name not in seen:
            seen.add(each.folder_name)
            yield each


def change(folder: Path) -> None:
    """Another figure in the document of ``folder``, and its checksum."""
    path, described = folder / "source.txt", folder / "source.toml"
    content = path.read_bytes()
    changed = _FIGURE.sub(lambda found: b"7" if found[0] == b"8" else b"8", content, count=1)
    assert changed != content
    path.write_bytes(changed)
    told = described.read_text(encoding="utf-8")
    described.write_text(told.replace(sha256_of(content), sha256_of(changed)), encoding="utf-8")


def build(repository: Path, *options: str) -> tuple[float, float]:
    """CPU seconds of ``yusuan build``, and the peak of its largest process so far in MiB."""
    before = _cpu_seconds()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    # As on most machines: what is compiled once, modules and templates, is kept.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "yusuan", "build", *options],
        cwd=repository,
        env=environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return _cpu_seconds() - before, peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def files_of(folder: Path) -> dict[str, str]:
    """The checksum of each file."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def report(repository: Path, count: int, *, tables_only: bool, once: bool) -> Iterator[str]:
    """The lines of a Markdown table."""
    folders = prepare(repository, count, tables_only=tables_only)
    yield "| what | disclosures | measured | target |"
    yield "|---|--:|--:|--:|"
    full, peak = build(repository)
    site = repository / "site"
    yield f"| CPU of a full build | {count} | {full:.1f} s | – |"
    yield f"| peak memory of its largest process | {count} | {peak:.0f} MiB | – |"
    weight = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    yield f"| whole site | {count} | {weight:.1f} MB | ≤ {SITE_TARGETS_MB[tables_only]} MB |"
    if once or tables_only:  # the evidence of a document cannot be changed by hand
        return
    change(folders[0])
    again, _ = build(repository)
    grown = files_of(site)
    build(repository, "--fresh")
    ratio = again / full
    yield f"| CPU after one change | {count} | {again:.1f} s | – |"
    yield f"| the same / full | {count} | {ratio:.1%} | ≤ {INCREMENTAL_TARGET:.0%} |"
    yield f"| files unlike those of a fresh build | {count} | {_unlike(grown, files_of(site))} | 0 |"


def _unlike(one: dict[str, str], other: dict[str, str]) -> int:
    return sum(one.get(path) != other.get(path) for path in one.keys() | other.keys())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="how many disclosures")
    parser.add_argument("--tables-only", action="store_true", help="keep tables of documents alone")
    parser.add_argument("--once", action="store_true", help="the full build alone")
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        for line in report(
            Path(name), arguments.count, tables_only=arguments.tables_only, once=arguments.once
        ):
            print(line, flush=True)


if __name__ == "__main__":
    main()
