"""The data of the pages of figures, as a built site holds it."""

import json
import re
from pathlib import Path
from typing import Any

_CALL = re.compile(r"yusuanFigures\((\"[^\"]+\"),(.*)\);\n", re.DOTALL)


def read_part(path: Path) -> dict[str, Any]:
    """The object in a part, which is one call with a name, that of the file, and an object."""
    match = _CALL.fullmatch(path.read_text(encoding="utf-8"))
    assert match is not None, path
    assert json.loads(match[1]) == path.stem
    content = json.loads(match[2])
    assert isinstance(content, dict)
    return content


def read_parts(folder: Path) -> dict[str, dict[str, Any]]:
    """All figures of a disclosure's folder, by the fragment of their address."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((folder / "figures").glob("*.js")):
        resource = path.stem.rpartition("-")[0]
        for row, drawn in read_part(path)["rows"].items():
            for field, figure in drawn["figures"].items():
                found[f"{resource}.{row}.{field}"] = figure
    return found
