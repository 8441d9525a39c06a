"""The data of the pages of figures, as a built site holds it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.packing import unpacked
from yusuan.pages.searching.model import Result


def write_files(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write what a disclosure has beside its pages below ``folder``."""
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def read_part(path: Path) -> dict[str, Any]:
    """The object in a part, which is called as the file is."""
    name, content = unpacked(path.read_bytes())
    assert name == path.stem
    assert isinstance(content, dict)
    return content


def told_results(results: Iterable[Result]) -> dict[int, dict[str, Any]]:
    """By number, as the page of a figure shows them."""
    return {
        each.number: {
            **each._asdict(),
            "failed": each.anchor.startswith("check-"),
            "href": f"checks.html#{each.anchor}",
        }
        for each in results
    }


def read_results(path: Path) -> dict[int, dict[str, Any]]:
    """Those in a part of the search, if there is one."""
    if not path.is_file():
        return {}
    _, part = unpacked(path.read_bytes())
    texts = part["texts"]
    return told_results(
        Result(int(number), *(texts[each] if isinstance(each, int) else each for each in said))
        for number, said in part["results"].items()
    )


def whole(
    results: dict[int, dict[str, Any]], row: dict[str, Any], figure: dict[str, Any]
) -> dict[str, Any]:
    """A figure with what stands once elsewhere: its checks, its line."""
    line, at = figure["line"]
    return {
        **figure,
        "line": [(text, number == at) for number, text in enumerate(row["lines"][line])],
        "checks": [results[number] for number in figure.get("checks", ())],
        "alike": [
            {**each, "between": [results[number] for number in each.get("between", ())]}
            for each in figure.get("alike", ())
        ],
    }


def read_parts(folder: Path) -> dict[str, dict[str, Any]]:
    """All figures of a disclosure's folder on a site, by the fragment of their address."""
    found: dict[str, dict[str, Any]] = {}
    results = read_results(folder.parents[1] / "search" / f"{folder.name}-checks.js")
    for path in sorted((folder / "figures").glob("*.js")):
        resource = path.stem.rpartition("-")[0]
        part = read_part(path)
        for row, drawn in part["rows"].items():
            for field, figure in drawn["figures"].items():
                found[f"{resource}.{row}.{field}"] = whole(results, drawn, figure)
    return found
