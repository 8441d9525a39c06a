"""The data of the pages of figures, as a built site holds it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.packing import unpacked


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


def whole(part: dict[str, Any], row: dict[str, Any], figure: dict[str, Any]) -> dict[str, Any]:
    """A figure with what stands once in its part or its row: its checks, its line."""
    line, at = figure["line"]
    return {
        **figure,
        "line": [(text, number == at) for number, text in enumerate(row["lines"][line])],
        "checks": [part["checks"][str(number)] for number in figure.get("checks", ())],
        "alike": [
            {**each, "between": [part["checks"][str(n)] for n in each.get("between", ())]}
            for each in figure.get("alike", ())
        ],
    }


def read_parts(folder: Path) -> dict[str, dict[str, Any]]:
    """All figures of a disclosure's folder, by the fragment of their address."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((folder / "figures").glob("*.js")):
        resource = path.stem.rpartition("-")[0]
        part = read_part(path)
        for row, drawn in part["rows"].items():
            for field, figure in drawn["figures"].items():
                found[f"{resource}.{row}.{field}"] = whole(part, drawn, figure)
    return found
