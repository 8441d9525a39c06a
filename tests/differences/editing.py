"""Packages to compare: copies with parts changed, and tiny ones made of rows."""

import csv
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from yusuan.sources.folders import sha256_of

Rows = list[list[str]]


class Editable:
    """A copy of a package whose parts can be changed; ``seal`` puts the hashes right."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor = self._json("datapackage.json")

    def schema(self, name: str, edit: Callable[[dict[str, Any]], object]) -> None:
        schema = self._json(f"schemas/{name}.json")
        edit(schema)
        self._write_json(f"schemas/{name}.json", schema)

    def field(self, name: str, field: str, /, **facts: Any) -> None:
        """Set facts of a field; None takes one away."""

        def edit(schema: dict[str, Any]) -> None:
            found = next(each for each in schema["fields"] if each["name"] == field)
            found.update(facts)
            for fact in [fact for fact, value in found.items() if value is None]:
                del found[fact]

        self.schema(name, edit)

    def table(self, name: str, edit: Callable[[Rows], object]) -> None:
        """Edit the rows of the CSV file, the head among them."""
        path = self.folder / "data" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        edit(rows)
        write_csv(path, rows)

    def cell(self, name: str, row: int, field: str, value: str) -> None:
        def edit(rows: Rows) -> None:
            rows[row][rows[0].index(field)] = value

        self.table(name, edit)

    def drop_resource(self, name: str) -> None:
        kept = [r for r in self.descriptor["resources"] if r["name"] != name]
        self.descriptor["resources"] = kept

    def drop_alternates(self, name: str) -> None:
        """Take the files of a resource in other formats away."""
        for entry in self.descriptor["resources"]:
            if entry["name"] == name:
                del entry["alternates"]

    def seal(self) -> Path:
        resources = self.descriptor["resources"]
        for entry in [*resources, *(f for r in resources for f in r.get("alternates", ()))]:
            entry["hash"] = f"sha256:{sha256_of((self.folder / entry['path']).read_bytes())}"
        self._write_json("datapackage.json", self.descriptor)
        return self.folder

    def _json(self, path: str) -> dict[str, Any]:
        read: dict[str, Any] = json.loads((self.folder / path).read_text(encoding="utf-8"))
        return read

    def _write_json(self, path: str, value: dict[str, Any]) -> None:
        (self.folder / path).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def tiny_package(
    folder: Path,
    rows: Sequence[Sequence[str]],
    fields: Sequence[tuple[str, str]] = (("key", "string"), ("text", "string"), ("n", "number")),
    version: str = "1.0.0",
) -> Path:
    """A package of the one table ``things``, whose first field is its primary key."""
    folder.mkdir()
    write_csv(folder / "things.csv", [[name for name, _ in fields], *rows])
    entry = {
        "name": "things",
        "path": "things.csv",
        "format": "csv",
        "hash": f"sha256:{sha256_of((folder / 'things.csv').read_bytes())}",
        "schema": {
            "fields": [{"name": name, "type": kind} for name, kind in fields],
            "primaryKey": [fields[0][0]],
        },
    }
    descriptor = {"name": "tiny", "version": version, "resources": [entry]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def zipped(folder: Path, target: Path, top: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, f"{top}{path.relative_to(folder).as_posix()}")
    return target
