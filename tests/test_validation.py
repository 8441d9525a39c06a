"""Validation finds what was damaged, whatever the table; the stock command agrees with it."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.kept import kept_cache, make_package, proven_cache, small_package
from tests.paths import PACKAGE, REAL, SMALL
from yusuan.declared.descriptor import data_files
from yusuan.declared.fields import Field, Resource
from yusuan.declared.resources import RESOURCE_BY_NAME, RESOURCES
from yusuan.errors import YusuanError
from yusuan.registers.classifications import CODE_LISTS
from yusuan.sources.folders import sha256_of
from yusuan.validation import Problem, read_descriptor, validate_package
from yusuan.validation.declared import declared_problems

Rows = list[list[str]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("package") / "small")


@pytest.fixture
def package(small: Path, tmp_path: Path) -> Path:
    shutil.copytree(small, tmp_path / "package")
    return tmp_path / "package"


def describe_again(package: Path) -> None:
    """Make ``datapackage.json`` agree with the files that a test has changed."""
    descriptor = read_json(package / "datapackage.json")
    for resource in descriptor["resources"]:
        for entry in (resource, *resource["alternates"]):
            content = (package / entry["path"]).read_bytes()
            entry["bytes"], entry["hash"] = len(content), f"sha256:{sha256_of(content)}"
    write_json(package / "datapackage.json", descriptor)


def read_json(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_rows(package: Path, name: str) -> Rows:
    with (package / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(package: Path, name: str, rows: Rows) -> None:
    with (package / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    describe_again(package)


def problems_of(package: Path, derive: int | None = 0) -> tuple[Problem, ...]:
    """Of a changed copy of the small package: what is as it was is neither proven nor converted again.

    ``test_proven`` holds that to a proof of everything.
    """
    return validate_package(package, derive=derive, cache=kept_cache(), kept=proven_cache())


# Sound packages


def test_a_fresh_package_is_valid(small: Path) -> None:
    assert validate_package(small, derive=None) == ()


def test_the_stock_rules_are_asked_where_that_is_wanted(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That they find nothing in it ``test_archive`` sees, whose archive is of this package."""
    found = Problem("data/revenue.csv", "wrong")
    monkeypatch.setattr("yusuan.validation.stock.stock_problems", lambda *_: [found])
    assert validate_package(small, stock=True) == (found,)


def test_the_stock_command_finds_the_committed_package_valid() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=PACKAGE, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


# Faults of every kind, planted in the first field that can have them

Wanted = Callable[[Resource, Field], bool]
Plant = Callable[[Rows, int, Field], object]


def set_last(value: str) -> Plant:
    def plant(rows: Rows, column: int, field: Field) -> None:
        rows[-1][column] = value

    return plant


def last_row_again(rows: Rows, column: int, field: Field) -> None:
    rows.append(list(rows[-1]))


def is_plain(resource: Resource, field: Field) -> bool:
    """Whether nothing but its own type and constraints bears on the field."""
    foreign = {name for key in resource.foreign_keys for name in key.fields}
    return field.name not in resource.primary_key and field.name not in foreign


def of_kind(kind: str) -> Wanted:
    return lambda resource, field: is_plain(resource, field) and field.kind == kind


def is_foreign(resource: Resource, field: Field) -> bool:
    return any(key.fields == (field.name,) for key in resource.foreign_keys) and not field.pattern


FAULTS: dict[str, tuple[Wanted, Plant]] = {
    "integer": (of_kind("integer"), set_last("1x")),
    "integer of other digits": (of_kind("integer"), set_last("x１")),
    "number": (of_kind("amount"), set_last("1,0.5x")),
    "boolean": (of_kind("boolean"), set_last("maybe")),
    "date": (of_kind("date"), set_last("2023-02-30")),
    "required": (lambda r, f: is_plain(r, f) and f.required, set_last("")),
    "enum": (lambda r, f: is_plain(r, f) and bool(f.enum), set_last("neither")),
    "pattern": (
        lambda r, f: is_plain(r, f) and bool(f.pattern) and f.required and not f.enum,
        set_last("!"),
    ),
    "minimum": (lambda r, f: is_plain(r, f) and f.minimum is not None, set_last("-1")),
    "primary key twice": (lambda r, f: True, last_row_again),
    "primary key without a value": (
        lambda r, f: f.name in r.primary_key and f.kind == "integer",
        set_last(""),
    ),
    "foreign key": (is_foreign, set_last("nowhere")),
    "a cell too many": (lambda r, f: True, lambda rows, _, field: rows[-1].append("x")),
    "a cell too few": (lambda r, f: True, lambda rows, _, field: rows[-1].pop()),
    "another head": (lambda r, f: True, lambda rows, at, field: rows[0].__setitem__(at, "other")),
}


def places(package: Path, wanted: Wanted) -> Iterator[tuple[Resource, int, Field]]:
    for resource in RESOURCES:
        if len(read_rows(package, resource.name)) < 2:
            continue
        for column, field in enumerate(resource.fields):
            if wanted(resource, field):
                yield resource, column, field


@pytest.mark.parametrize("fault", FAULTS)
def test_ours_and_the_stock_rules_find_the_same_fault(package: Path, fault: str) -> None:
    wanted, plant = FAULTS[fault]
    place = next(places(package, wanted), None)
    if place is None:
        pytest.skip(f"no field of the small package can have it: {fault}")
    resource, column, field = place
    rows = read_rows(package, resource.name)
    plant(rows, column, field)
    write_rows(package, resource.name, rows)
    path = f"data/{resource.name}.csv"
    ours = problems_of(package)
    assert path in {problem.path for problem in ours}, ours
    # By itself, so that what is found is the stock rule's.
    assert path in {problem.path for problem in stock(package, resource.name)}


def stock(package: Path, name: str) -> list[Problem]:
    """What the stock rules find in one table: taking in a description of all takes seconds.

    The package is left with that table alone and those that it refers to.
    """
    from yusuan.progress import no_progress
    from yusuan.validation.stock import stock_problems

    descriptor = read_json(package / "datapackage.json")
    needed = {name, *(key.resource for key in RESOURCE_BY_NAME[name].foreign_keys)}
    entries = [entry for entry in descriptor["resources"] if entry["name"] in needed]
    write_json(package / "datapackage.json", {**descriptor, "resources": entries})
    asked = [entry for entry in entries if entry["name"] == name]
    return list(stock_problems(package, {**descriptor, "resources": asked}, no_progress))


def test_the_stock_rules_find_nothing_in_the_tables_as_they_were(package: Path) -> None:
    descriptor = (package / "datapackage.json").read_bytes()
    found = (next(places(package, wanted), None) for wanted, _ in FAULTS.values())
    for name in dict.fromkeys(place[0].name for place in found if place):
        (package / "datapackage.json").write_bytes(descriptor)
        assert stock(package, name) == []


def test_every_kind_of_constraint_that_is_declared_is_planted() -> None:
    fields = [(resource, field) for resource in RESOURCES for field in resource.fields]
    kinds = {field.kind for _, field in fields}
    assert kinds <= {"string", "integer", "boolean", "date", "amount", "yuan", "number"}
    assert any(field.minimum is not None for _, field in fields)


def test_a_pattern_where_null_is_allowed_is_ours_alone(package: Path) -> None:
    """It stands outside ``constraints``, so that the schema can become an SQL table."""

    def wanted(resource: Resource, field: Field) -> bool:
        return is_plain(resource, field) and bool(field.pattern) and not field.required

    resource, column, field = next(places(package, wanted))
    rows = read_rows(package, resource.name)
    rows[-1][column] = "!"
    write_rows(package, resource.name, rows)
    found = [problem for problem in problems_of(package) if "pattern" in problem.message]
    assert [problem.path for problem in found] == [f"data/{resource.name}.csv"]
    schema = read_json(package / "schemas" / f"{resource.name}.json")
    [described] = [each for each in schema["fields"] if each["name"] == field.name]
    assert described["pattern"] == field.pattern
    assert "pattern" not in described.get("constraints", {})


def test_a_code_must_be_listed_for_its_own_year(package: Path) -> None:
    name = next(iter(CODE_LISTS))
    rows = read_rows(package, name)
    at = rows[0].index("fiscal_year")
    for row in rows[1:]:
        row[at] = str(int(row[at]) + 1)
    write_rows(package, name, rows)
    assert any("该年度" in problem.message for problem in problems_of(package))


def test_a_code_without_a_year_is_listed_for_documents_without_one(package: Path) -> None:
    for name in ("disclosures", *CODE_LISTS):
        rows = read_rows(package, name)
        at = rows[0].index("fiscal_year")
        for row in rows[1:]:
            row[at] = ""
        write_rows(package, name, rows)
    assert not any("该年度" in problem.message for problem in problems_of(package))


# CSV and Parquet


def test_a_cell_that_differs_between_the_formats_is_found(package: Path) -> None:
    resource, column, field = next(places(package, of_kind("amount")))
    rows = read_rows(package, resource.name)
    filled = [row for row in rows[1:] if row[column]]
    filled[0][column] = filled[0][column] + "1" if "." in filled[0][column] else "7.5"
    write_rows(package, resource.name, rows)
    [problem] = problems_of(package)
    assert problem.path == f"data/{resource.name}.parquet"
    assert field.name in problem.message


def test_a_row_that_only_one_format_has_is_found(package: Path) -> None:
    name = RESOURCES[-1].name
    write_rows(package, name, read_rows(package, name)[:-1])
    assert {problem.path for problem in problems_of(package)} == {
        f"data/{name}.csv",
        f"data/{name}.parquet",
    }


def test_a_parquet_value_that_breaks_a_rule_is_found(package: Path) -> None:
    resource, _, field = next(places(package, lambda r, f: bool(f.enum)))
    change_parquet(package, resource.name, field.name, lambda values: ["neither", *values[1:]])
    problems = problems_of(package)
    assert any(p.path.endswith(".parquet") and "enum" in p.message for p in problems), problems


def change_parquet(
    package: Path, name: str, field: str, change: Callable[[list[Any]], list[Any]]
) -> None:
    path = package / "data" / f"{name}.parquet"
    table = pq.read_table(path)
    at = table.column_names.index(field)
    values = change(table[field].to_pylist())
    changed = table.set_column(
        at, table.schema.field(field), pa.array(values, table.schema.field(field).type)
    )
    pq.write_table(changed, path, compression="zstd")
    describe_again(package)


@pytest.mark.parametrize("size", [0, 4, 12, 1000, -1])
def test_a_damaged_parquet_file_with_a_mended_checksum_is_told(package: Path, size: int) -> None:
    path = package / "data" / f"{RESOURCES[0].name}.parquet"
    path.write_bytes(path.read_bytes()[:size])
    describe_again(package)
    assert any("Parquet" in problem.message for problem in problems_of(package))


def test_a_parquet_file_of_other_types_is_found(package: Path) -> None:
    path = package / "data" / f"{RESOURCES[0].name}.parquet"
    table = pq.read_table(path)
    pq.write_table(table.cast(pa.schema([(n, pa.string()) for n in table.column_names])), path)
    describe_again(package)
    assert any("类型" in problem.message for problem in problems_of(package))


# Files, declarations and facts


def test_a_changed_byte_is_found(package: Path) -> None:
    path = package / "data" / "revenue.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    [problem] = problems_of(package)
    assert problem.path == "data/revenue.parquet"
    assert "校验值" in problem.message


def test_a_missing_file_is_found(package: Path) -> None:
    (package / "data" / "revenue.csv").unlink()
    assert [problem.path for problem in problems_of(package)] == ["data/revenue.csv"]


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to(os.devnull)])
def test_what_is_no_regular_file_is_told_and_not_read(
    package: Path, make: Callable[[Path], object]
) -> None:
    path = package / "data" / "revenue.csv"
    path.unlink()
    make(path)
    (problem,) = problems_of(package)
    assert (problem.path, problem.message[:7]) == ("data/revenue.csv", "不是普通文件（")


def test_a_folder_that_cannot_be_converted_any_more_says_why(package: Path) -> None:
    (path,) = (package / "sources").rglob("source.toml")
    text = path.read_text(encoding="utf-8")
    path.write_text(f"published = 9999-12-31\n{text}", encoding="utf-8")
    first, *_ = problems_of(package, derive=None)
    where = path.relative_to(package)
    assert f"：{where}：有不认识的项 published" in str(first)


def test_an_entry_for_what_is_no_disagreement_is_named(package: Path) -> None:
    (path,) = (package / "sources").rglob("source.toml")
    entry = (
        'check_id = "term-order"',
        'places = ["L9"]',
        'left = ""',
        'right = ""',
        'reason = "。"',
    )
    path = path.with_name("acknowledged.toml")
    path.write_text("\n".join(("[[acknowledged]]", *entry)), encoding="utf-8")
    first, *_ = problems_of(package, derive=None)
    assert first.path == str(path.relative_to(package))
    assert "规则 term-order，第 9 行" in first.message


def test_a_changed_source_is_found(package: Path) -> None:
    path = next((package / "sources").rglob("source.txt"))
    path.write_bytes(path.read_bytes() + b"\n")
    assert ["原文的校验值" in problem.message for problem in problems_of(package)] == [True]


def schema_edits() -> Iterator[tuple[str, Callable[[dict[str, Any]], object]]]:
    """An edit of each fact of a schema and of a field, and of the order and number of fields."""
    schema = json.loads(json.dumps(described_schema()))
    for key in schema:
        yield f"without {key}", lambda s, k=key: s.pop(k)  # type: ignore[misc]
    for key in ("title", "description", "description_en", "$schema"):
        yield f"other {key}", lambda s, k=key: s.update({k: "x"})  # type: ignore[misc]
    keys = {key for field in schema["fields"] for key in field}
    for key in sorted(keys):
        yield f"field without {key}", lambda s, k=key: first_with(s, k).pop(k)  # type: ignore[misc]
        yield f"field with other {key}", lambda s, k=key: first_with(s, k).update({k: "x"})  # type: ignore[misc]
    yield "field with a new fact", lambda s: s["fields"][0].update(example="x")
    yield "fields reversed", lambda s: s["fields"].reverse()
    yield "one field less", lambda s: s["fields"].pop()
    yield "a missing value more", lambda s: s["missingValues"].append("-")


def described_schema() -> dict[str, Any]:
    from yusuan.declared.descriptor import schema_descriptor

    return schema_descriptor(RESOURCES[0])


def first_with(schema: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(field for field in schema["fields"] if key in field)
    return found


@pytest.mark.parametrize(
    "edit", [pytest.param(edit, id=name) for name, edit in schema_edits()]
)  # fmt: skip
def test_every_edit_of_a_schema_is_found(
    package: Path, edit: Callable[[dict[str, Any]], object]
) -> None:
    path = package / "schemas" / f"{RESOURCES[0].name}.json"
    schema = read_json(path)
    edit(schema)
    write_json(path, schema)
    found = declared_problems(package, read_descriptor(package))
    assert f"schemas/{path.name}" in {problem.path for problem in found}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version = "', 'version = "9'),
        ('title = "', 'title = "新'),
        ('description_en = "', 'description_en = "New '),
        ('created = "2', 'created = "3'),
        ("keywords = [", 'keywords = ["新词", '),
        ('name = "yusuan', 'name = "other'),
    ],
)
def test_a_changed_fact_of_package_toml_is_found(package: Path, old: str, new: str) -> None:
    path = package / "package.toml"
    text = path.read_text(encoding="utf-8")
    if old not in text:
        pytest.skip(f"package.toml does not say {old}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert "package.toml" in {problem.path for problem in problems_of(package)}


def test_a_package_toml_that_cannot_be_read_is_a_problem(package: Path) -> None:
    (package / "package.toml").write_text("title = 1", encoding="utf-8")
    assert "package.toml" in {problem.path for problem in problems_of(package)}


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d.update(resources=[]),
        lambda d: d["resources"].pop(),
        lambda d: d["resources"].reverse(),
        lambda d: d["resources"].append(d["resources"][0]),
        lambda d: d["resources"][0].update(name="other"),
        lambda d: d["resources"][0].update(title="other"),
        lambda d: d["resources"][0].update(rows=7),
        lambda d: d["resources"][0].update(schema=d["resources"][1]["schema"]),
        lambda d: d["resources"][0].update(alternates=[]),
        lambda d: d["resources"][0].update(profile="data-resource"),
        lambda d: d["resources"][0].update(note="x"),
        lambda d: d.update(title="other"),
        lambda d: d.update(note="x"),
        lambda d: d.pop("columnTypes"),
    ],
)
def test_a_hand_edited_descriptor_is_found(
    package: Path, edit: Callable[[dict[str, Any]], object]
) -> None:
    descriptor = read_json(package / "datapackage.json")
    edit(descriptor)
    write_json(package / "datapackage.json", descriptor)
    assert problems_of(package) != ()


DAMAGES: list[Callable[[dict[str, Any]], object]] = [
    lambda d: d.update(sources=[1]),
    lambda d: d.pop("sources"),
    lambda d: d.update(title=None),
    lambda d: d.update(licenses="CC"),
    lambda d: d["resources"][0].update(path="../outside.csv"),
    lambda d: d["resources"][0].update(path="/etc/hostname"),
    lambda d: d["resources"][0].update(path="data/\0.csv"),
    lambda d: d["resources"][0].update(bytes="1"),
    lambda d: d["resources"][0].update(hash="md5:0"),
    lambda d: d["resources"][0].update(alternates={}),
    lambda d: d["resources"][0].pop("schema"),
    lambda d: d["sources"][0].update(path=["x"]),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_descriptor_of_another_shape_is_an_error_of_reading(
    package: Path, damage: Callable[[dict[str, Any]], object]
) -> None:
    descriptor = read_json(package / "datapackage.json")
    damage(descriptor)
    write_json(package / "datapackage.json", descriptor)
    with pytest.raises(YusuanError, match=r"datapackage\.json"):
        problems_of(package)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '{"resources": 1}', '{"resources": [{}]}', "[" * 100_000, "\ufeff{}"),
        '{"name": "a", "name": "b", "resources": []}',
    ],
    ids=["empty", "half", "list", "number", "no facts", "deep", "mark", "twice"],
)
def test_a_broken_descriptor_is_an_error_of_reading(package: Path, text: str) -> None:
    (package / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(YusuanError, match=r"datapackage\.json"):
        problems_of(package)


# What the sources give


def test_an_edit_made_alike_in_both_formats_is_found_by_the_source(package: Path) -> None:
    resource, column, field = next(places(package, of_kind("amount")))
    rows = read_rows(package, resource.name)
    at = next(number for number, row in enumerate(rows[1:]) if row[column])
    rows[at + 1][column] = "7.00"
    write_rows(package, resource.name, rows)

    def change(values: list[Any]) -> list[Any]:
        return [*values[:at], Decimal("7.00"), *values[at + 1 :]]

    change_parquet(package, resource.name, field.name, change)
    assert problems_of(package) == ()
    problems = problems_of(package, derive=None)
    told = [problem for problem in problems if problem.path == f"data/{resource.name}.csv"]
    assert any("原文" in problem.message and "7.00" in problem.message for problem in told)


def test_a_source_titled_otherwise_is_found_by_its_folder(package: Path) -> None:
    descriptor = read_json(package / "datapackage.json")
    descriptor["sources"][0]["title"] = "另一个标题"
    write_json(package / "datapackage.json", descriptor)
    assert problems_of(package) == ()
    assert any("sources" in str(problem) for problem in problems_of(package, derive=None))


def test_every_file_has_an_entry_of_its_own(small: Path) -> None:
    described = read_json(small / "datapackage.json")
    paths = [entry["path"] for entry in data_files(described)]
    assert sorted(paths) == sorted(
        f"data/{name}.{format_}" for name in RESOURCE_BY_NAME for format_ in ("csv", "parquet")
    )


def test_a_package_without_its_sources_cannot_be_derived(package: Path) -> None:
    descriptor = read_json(package / "datapackage.json")
    descriptor["sources"] = []
    write_json(package / "datapackage.json", descriptor)
    shutil.rmtree(package / "sources")
    assert problems_of(package) == ()
    assert [problem.path for problem in problems_of(package, derive=None)] == ["sources"]


def test_a_part_of_the_disclosures_is_derived_where_there_are_many(tmp_path: Path) -> None:
    """Rows of those that are chosen are compared, the others are left alone."""
    sources = tmp_path / "package" / "sources"
    for folder in (REAL, SMALL):
        shutil.copytree(folder, sources / folder.name)
    shutil.copy(PACKAGE / "package.toml", tmp_path / "package")
    make_package(sources, tmp_path / "package")
    assert problems_of(tmp_path / "package", derive=1) == ()
    assert problems_of(tmp_path / "package", derive=None) == ()
