"""``yusuan diff``: what differs between two packages, and what their versions owe to it.

``tests/differences/`` holds the kinds of change and the golden outputs of one comparison with
many of them at once, as a reader gets them.
"""

import json
import os
import random
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.derived import derive
from tests.differences.editing import Editable, tiny_package, zipped
from tests.differences.kinds import KIND, KINDS, MAJOR, MINOR, NONE, PATCH, Kind
from tests.kept import small_package
from tests.paths import DOCUMENTS, PACKAGE, ROOT
from yusuan.cli import main
from yusuan.differences import (
    Difference,
    Rise,
    chosen_rise,
    compare,
    is_enough,
    lowest_version,
    reasons,
    required_rise,
)
from yusuan.differences.comparing import compare_packages
from yusuan.differences.model import Change, TableDifference
from yusuan.differences.reading import open_package
from yusuan.differences.rises import rise_of
from yusuan.differences.writing import as_changelog, as_json, as_text
from yusuan.errors import YusuanError
from yusuan.package.writing import convert_folder

GOLDEN = ROOT / "tests" / "differences"
UPDATE_HINT = "If the change is meant, renew it with YUSUAN_RENEW_GOLDEN=1 and read the difference"
Edit = Callable[[Editable], object]
Edited = Callable[[Edit], Path]
OfKind = Callable[[Kind], tuple[Difference, Difference]]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("diff") / "small")


@pytest.fixture
def edited(small: Path, tmp_path: Path) -> Edited:
    """Makes a copy of the small package, changed."""
    numbers = count()

    def make(edit: Edit) -> Path:
        package = Editable(Path(shutil.copytree(small, tmp_path / f"edited-{next(numbers)}")))
        edit(package)
        return package.seal()

    return make


@pytest.fixture(scope="module")
def of_kind(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfKind]:
    """What a kind of change makes: compared from the unchanged package, and the other way."""
    with open_package(small, Path()) as before:

        @cache
        def compared(kind: Kind) -> tuple[Difference, Difference]:
            folder = tmp_path_factory.mktemp("kind") / "package"
            package = Editable(Path(shutil.copytree(small, folder)))
            kind.edit(package)
            with open_package(package.seal(), Path()) as after:
                return compare_packages(before, after), compare_packages(after, before)

        yield compared


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package with a derived disclosure besides, drawn by a seed."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(DOCUMENTS, folder / "sources")
    derive(4).write(folder / "sources")
    convert_folder(folder / "sources", folder / "package")
    return folder / "package"


def mirrored(difference: Difference) -> Difference:
    """What comparing the other way round must say."""

    def turned(changes: Sequence[Change]) -> tuple[Change, ...]:
        return tuple(replace(change, old=change.new, new=change.old) for change in changes)

    def table(one: TableDifference) -> TableDifference:
        return replace(
            one,
            changes=turned(one.changes),
            fields_added=one.fields_removed,
            fields_removed=one.fields_added,
            rows_added=one.rows_removed,
            rows_removed=one.rows_added,
            rows_of_disclosures_added=one.rows_of_disclosures_removed,
            rows_of_disclosures_removed=one.rows_of_disclosures_added,
            rows_changed=tuple(
                replace(row, cells=tuple(replace(c, old=c.new, new=c.old) for c in row.cells))
                for row in one.rows_changed
            ),
        )

    return Difference(
        old=difference.new,
        new=difference.old,
        metadata=turned(difference.metadata),
        disclosures_added=difference.disclosures_removed,
        disclosures_removed=difference.disclosures_added,
        resources_added=difference.resources_removed,
        resources_removed=difference.resources_added,
        tables=tuple(map(table, difference.tables)),
    )


# Every kind of change


@each_kind
def test_each_kind_requires_its_rise(kind: Kind, of_kind: OfKind) -> None:
    difference, _ = of_kind(kind)
    found = [(reason.rise, reason.kind, reason.where) for reason in reasons(difference)]
    assert (kind.rise, kind.reason, kind.where) in found
    assert required_rise(difference) == kind.rise


@each_kind
def test_each_kind_is_told_to_people(kind: Kind, of_kind: OfKind) -> None:
    told = as_text(of_kind(kind)[0])
    before_the_verdict = told.partition("\n版本\n")[0]
    assert all(name in before_the_verdict for name in kind.where.split("."))


@each_kind
def test_each_kind_is_in_the_changelog(kind: Kind, of_kind: OfKind) -> None:
    [heading, _, *entries] = as_changelog(of_kind(kind)[0]).splitlines()
    assert heading == "### Data 0.1.0"
    assert f"`{kind.where.split('.')[0]}" in entries[0]


@each_kind
def test_each_kind_looks_the_same_from_the_other_side(kind: Kind, of_kind: OfKind) -> None:
    there, back = of_kind(kind)
    assert back == mirrored(there)


@pytest.mark.parametrize(
    ("attribute", "old", "new", "rise"),
    [
        ("constraints.required", None, True, MAJOR),
        ("constraints.required", False, None, PATCH),
        ("constraints.unique", True, None, MAJOR),
        ("constraints.minimum", 0, -1, MINOR),
        ("constraints.minimum", 0, 1, MAJOR),
        ("constraints.minimum", 0, "2023-01-01", MAJOR),
        ("constraints.maximum", 9, 10, MINOR),
        ("constraints.maximum", 9, 8, MAJOR),
        ("constraints.maxLength", 9, None, MINOR),
        ("constraints.maxLength", None, 9, MAJOR),
        ("constraints.pattern", "a", "b", MAJOR),
        ("constraints.enum", ["a"], ["b", "a"], MINOR),
        ("constraints.enum", [["a"]], [["a"], ["b"]], MAJOR),
        ("format", "default", "any", MAJOR),
        ("columnType", "value", "phase:id", MAJOR),
        ("path", "data/a.csv", "a.csv", MAJOR),
        ("keywords", ["a"], ["b"], PATCH),
    ],
)
def test_facts_rise_as_the_rule_says(attribute: str, old: object, new: object, rise: Rise) -> None:
    assert rise_of(Change(attribute, old, new)) == rise


def test_a_foreign_key_of_an_added_field_comes_with_it() -> None:
    key = {"fields": "note", "reference": {"resource": "notes", "fields": "id"}}
    assert rise_of(Change("foreignKeys", None, key), ("note",)) == MINOR


def test_a_number_written_otherwise_is_told_from_another_number(
    small: Path, edited: Edited
) -> None:
    [table] = compare(small, edited(KIND["notation"].edit)).tables
    [cell] = table.rows_changed[0].cells
    assert (cell.new, cell.notation) == (f"{cell.old}0", True)


def test_rows_are_not_compared_by_another_key(small: Path, edited: Edited) -> None:
    def edit(package: Editable) -> None:
        KIND["primary key"].edit(package)
        KIND["value"].edit(package)

    [table] = compare(small, edited(edit)).tables
    assert (table.rows_compared, table.rows_changed) == (False, ())


def test_a_disclosure_comes_with_its_rows(small: Path, two: Path) -> None:
    difference = compare(small, two)
    [added] = difference.disclosures_added
    assert (added.id, added.title) == (
        derive(4).folder_name,
        f"{derive(4).facts.department_name} {derive(4).facts.fiscal_year} 年部门预算信息公开",
    )
    assert difference.metadata == ()
    by_name = {table.name: table for table in difference.tables}
    assert by_name["source_lines"].rows_of_disclosures_added == derive(4).text.count("\n") + 1
    assert not any(t.rows_added for t in difference.tables if t.by_disclosure)
    assert required_rise(difference) == MINOR


def test_a_disclosure_that_is_gone_is_a_break(small: Path, two: Path) -> None:
    difference = compare(two, small)
    assert [each.id for each in difference.disclosures_removed] == [derive(4).folder_name]
    assert required_rise(difference) == MAJOR


# Properties, on packages of one small table

_rows = st.dictionaries(
    st.text('ab,"\n ', max_size=2),
    st.tuples(
        st.sampled_from(["", "x", "甲\n乙", "NaN", '"']),
        st.sampled_from(["", "0", "1", "1.0", "2"]),
    ),
    max_size=6,
).map(lambda found: [(key, *values) for key, values in found.items()])
_settings = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def compared(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]
) -> tuple[Difference, Difference]:
    """The comparison of two tiny packages, both ways."""
    with tempfile.TemporaryDirectory() as folder:
        a, b = tiny_package(Path(folder) / "a", old), tiny_package(Path(folder) / "b", new)
        with open_package(a, Path()) as before, open_package(b, Path()) as after:
            return compare_packages(before, after), compare_packages(after, before)


@_settings
@given(_rows)
def test_a_package_does_not_differ_from_itself(rows: list[tuple[str, ...]]) -> None:
    assert compared(rows, rows)[0].is_empty


@_settings
@given(_rows, _rows)
def test_comparing_the_other_way_round_mirrors(
    old: list[tuple[str, ...]], new: list[tuple[str, ...]]
) -> None:
    def in_order(difference: Difference) -> Difference:
        """Rows by key: a table's own order decides in which they are told."""
        tables = (
            replace(
                table,
                rows_added=tuple(sorted(table.rows_added, key=lambda row: row.key)),
                rows_removed=tuple(sorted(table.rows_removed, key=lambda row: row.key)),
                rows_changed=tuple(sorted(table.rows_changed, key=lambda row: row.key)),
            )
            for table in difference.tables
        )
        return replace(difference, tables=tuple(tables))

    there, back = compared(old, new)
    assert in_order(back) == in_order(mirrored(there))


@_settings
@given(_rows, _rows)
def test_the_difference_turns_the_old_rows_into_the_new(
    old: list[tuple[str, ...]], new: list[tuple[str, ...]]
) -> None:
    made = {row[:1]: dict(zip(("key", "text", "n"), row, strict=True)) for row in old}
    for table in compared(old, new)[0].tables:
        for removed in table.rows_removed:
            assert made.pop(removed.key) == removed.values
        for added in table.rows_added:
            assert made.setdefault(added.key, dict(added.values)) == added.values
        for row in table.rows_changed:
            for cell in row.cells:
                assert made[row.key][cell.field] == cell.old
                made[row.key][cell.field] = cell.new
    assert sorted(tuple(row.values()) for row in made.values()) == sorted(new)


@_settings
@given(_rows, _rows)
def test_every_form_of_a_difference_can_be_read(
    old: list[tuple[str, ...]], new: list[tuple[str, ...]]
) -> None:
    difference, _ = compared(old, new)
    assert json.loads(as_json(difference))["identical"] == difference.is_empty
    entries = as_changelog(difference).split("\n")[2:-1]
    assert all(line.startswith(("- ", "  ")) for line in entries)
    assert as_text(difference, everything=True).count("\n  ~ 行 ") == sum(
        len(table.rows_changed) for table in difference.tables
    )


# Versions


@pytest.mark.parametrize(
    ("old", "new", "rise"),
    [
        ("0.1.0", "0.1.0", NONE),
        ("0.1.9", "0.1.10", PATCH),
        ("0.1.9", "0.3.0", MINOR),
        ("0.9.9", "1.0.0", MAJOR),
        ("2.0.0", "1.9.9", NONE),
    ],
)
def test_what_a_version_rises_by(old: str, new: str, rise: Rise) -> None:
    assert chosen_rise(old, new) == rise


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "1.0.0-rc.1", "01.0.0", "1.0.0\n", "１.0.0"])
def test_other_versions_are_refused(version: str) -> None:
    with pytest.raises(YusuanError, match="版本号"):
        chosen_rise("1.0.0", version)


@pytest.mark.parametrize(
    ("rise", "version"),
    [(NONE, "0.4.2"), (PATCH, "0.4.3"), (MINOR, "0.5.0"), (MAJOR, "1.0.0")],
)
def test_the_lowest_version_is_just_enough(rise: Rise, version: str) -> None:
    assert lowest_version("0.4.2", rise) == version
    assert chosen_rise("0.4.2", version) == rise


@pytest.mark.parametrize(
    ("version", "enough"),
    [("1.2.3", False), ("1.2.4", False), ("1.3.0", True), ("2.0.0", True), ("1.1.0", False)],
)
def test_an_added_field_needs_a_minor_version(tmp_path: Path, version: str, enough: bool) -> None:
    old = tiny_package(tmp_path / "old", [], [("key", "string")], version="1.2.3")
    new = tiny_package(tmp_path / "new", [], [("key", "string"), ("n", "number")], version=version)
    assert is_enough(compare(old, new)) is enough


@pytest.mark.parametrize(
    ("version", "enough"), [("1.0.0", True), ("1.0.1", True), ("0.9.0", False)]
)
def test_without_a_difference_any_version_but_a_lower_one_will_do(
    tmp_path: Path, version: str, enough: bool
) -> None:
    old = tiny_package(tmp_path / "old", [])
    new = tiny_package(tmp_path / "new", [], version=version)
    assert is_enough(compare(old, new)) is enough


# What people and programs read


def everything(package: Editable) -> None:
    """Many kinds of change in one package."""
    package.descriptor |= {"version": "0.2.0", "doi": "10.5281/zenodo.1", "title": "新\x1b[31m标题"}
    for name in (
        *("resource added", "format removed", "unit", "description", "foreign key added"),
        *("value", "notation", "row added", "value removed from an enum", "field added"),
    ):
        KIND[name].edit(package)
    package.table("source_lines", lambda rows: [row.__setitem__(-1, "改") for row in rows[1:31]])
    package.cell("narrative", 3, "text", "`很长的一段`" * 30)


@pytest.fixture
def changed(small: Path, edited: Edited) -> Difference:
    found = compare(small, edited(everything))
    return replace(
        found,
        old=replace(found.old, location="旧的文件夹"),
        new=replace(found.new, location="新的文件夹"),
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [("text.txt", as_text), ("changelog.md", as_changelog), ("difference.json", as_json)],
)
def test_golden_output(name: str, form: Callable[[Difference], str], changed: Difference) -> None:
    found = form(changed)
    if os.environ.get("YUSUAN_RENEW_GOLDEN"):
        (GOLDEN / name).write_text(found, encoding="utf-8")
    assert found == (GOLDEN / name).read_text(encoding="utf-8"), UPDATE_HINT


def test_long_lists_are_cut_with_a_count(changed: Difference) -> None:
    assert "…… 另有 20 行（用 --all 列出）" in as_text(changed)
    assert "另有" not in as_text(changed, everything=True)


def test_the_json_holds_values_in_full(changed: Difference) -> None:
    [narrative] = [t for t in json.loads(as_json(changed))["tables"] if t["name"] == "narrative"]
    assert narrative["rows"]["changed"][0]["cells"][0]["new"] == "`很长的一段`" * 30


def test_a_hostile_package_cannot_write_lines_of_its_own(tmp_path: Path) -> None:
    trap = "a\n### Data 9.9.9\r\x1b[2J\u202e\u2028`<b>`"
    old = tiny_package(tmp_path / "old", [(trap, trap, "1")])
    new = tiny_package(tmp_path / "new", [(trap, f"{trap}.", "1"), (f"{trap}2", trap, "")])
    difference = compare(old, new)
    for text in (as_text(difference, everything=True), as_changelog(difference)):
        assert all(line.isprintable() for line in text.split("\n"))
        assert not any(line.startswith("### Data 9") for line in text.splitlines())


_MARKS = st.text(st.sampled_from(list("`*-+#>~=<&_[](!)|1.\\ \n甲")), max_size=80)


@_settings
@given(_MARKS.filter(bool), _MARKS, _MARKS.filter(bool))
def test_no_value_becomes_markup_of_the_changelog(key: str, old: str, new: str) -> None:
    text = as_changelog(compared([(key, old, "1")], [(key, new, "2")])[0])
    found = [token for token in MarkdownIt().parse(text) if token.type != "inline"]
    entry = ["list_item_open", "paragraph_open", "paragraph_close", "list_item_close"]
    assert [token.type for token in found] == [
        *("heading_open", "heading_close", "bullet_list_open", *entry, "bullet_list_close"),
    ]


# Where a package may lie


@pytest.mark.parametrize("top", ["", "yusuan-0.1.0/"], ids=["top level", "one folder"])
def test_a_zip_is_read_like_a_folder(top: str, small: Path, tmp_path: Path) -> None:
    assert compare(small, zipped(small, tmp_path / "p.zip", top)).is_empty


def test_the_archive_of_a_package_is_the_package(small: Path, tmp_path: Path) -> None:
    assert main(["archive", "--package", str(small), "--output", str(tmp_path)]) == 0
    [archive] = tmp_path.glob("*.zip")
    assert compare(small, archive).is_empty


@pytest.fixture
def repository(small: Path, tmp_path: Path) -> Path:
    """A git repository whose tag v0.1.0 has the small package, and HEAD one changed."""
    folder = tmp_path / "repository"
    shutil.copytree(small, folder / "datapackage")
    git(folder, "init", "-q")
    (folder / ".gitattributes").write_text("datapackage/** -text\n", encoding="utf-8")
    commit(folder)
    git(folder, "tag", "v0.1.0")
    package = Editable(folder / "datapackage")
    KIND["value"].edit(package)
    package.seal()
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    settings = (
        "user.name=t",
        "user.email=t@example.org",
        "core.autocrlf=true",
        "commit.gpgsign=false",
    )
    options = [part for setting in settings for part in ("-c", setting)]
    subprocess.run(["git", *options, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def test_revisions_are_read_from_the_repository(repository: Path, small: Path) -> None:
    assert compare("v0.1.0", small, repository).is_empty
    [table] = compare("HEAD~1", "HEAD", repository).tables
    assert (table.name, len(table.rows_changed)) == ("glossary", 1)


def test_a_folder_goes_before_a_revision_of_its_name(
    repository: Path, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(small, tmp_path / "HEAD")
    assert compare("v0.1.0", "HEAD", repository).is_empty


@pytest.mark.parametrize(
    "name", ["v9.9.9", "--output=x", "HEAD:datapackage", "", "a\0b", "x" * 5000]
)
def test_what_is_no_package_is_refused(name: str, repository: Path, small: Path) -> None:
    with pytest.raises(YusuanError, match="不是文件夹，也不是 zip 文件或 git 版本"):
        compare(name, small, repository)


def test_a_revision_without_a_package_is_refused(repository: Path, small: Path) -> None:
    git(repository, "rm", "-rq", "datapackage")
    commit(repository)
    with pytest.raises(YusuanError, match="读不出 datapackage/"):
        compare(small, "HEAD", repository)


def test_outside_a_repository_there_are_no_revisions(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(YusuanError, match="不是 git 仓库"):
        compare("HEAD", small, tmp_path)


# Damaged packages


def renamed(name: str) -> Callable[[Path], None]:
    def damage(archive: Path) -> None:
        with zipfile.ZipFile(archive, "a") as opened:
            opened.writestr(name, b"x")

    return damage


def encrypted(archive: Path) -> None:
    """Set the flag of encryption in the directory's first entry."""
    content = bytearray(archive.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (renamed("../outside.csv"), "指向包外"),
        (renamed("/etc/outside"), "指向包外"),
        (renamed("C:/outside"), "指向包外"),
        (renamed("data/../../outside"), "指向包外"),
        (encrypted, "有密码"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "不是完好的 zip"),
        (lambda path: path.write_bytes(b""), "不是完好的 zip"),
    ],
    ids=["parent", "root", "drive", "inner parent", "encrypted", "cut", "empty"],
)
def test_damaged_zips_are_refused(
    damage: Callable[[Path], object], message: str, small: Path, tmp_path: Path
) -> None:
    archive = zipped(small, tmp_path / "p.zip")
    damage(archive)
    with pytest.raises(YusuanError, match=message):
        compare(small, archive)


@pytest.mark.parametrize("tops", [(), ("a/", "b/"), ("a/b/",)], ids=["none", "two", "too deep"])
def test_a_zip_must_hold_one_package(tops: Sequence[str], small: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("other.txt", "x")
        for top in tops:
            archive.write(small / "datapackage.json", f"{top}datapackage.json")
    with pytest.raises(YusuanError, match=r"datapackage\.json"):
        compare(small, tmp_path / "p.zip")


def test_a_flipped_byte_is_refused_or_without_effect(tmp_path: Path) -> None:
    """Never another answer and never a traceback, wherever the archive is damaged."""
    folder = tiny_package(tmp_path / "p", [("a", "甲" * 50, "1.0")])
    content = zipped(folder, tmp_path / "p.zip").read_bytes()
    chance, refused = random.Random(1), 0
    for _ in range(300):
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (tmp_path / "f.zip").write_bytes(flipped)
        try:
            found = compare(folder, tmp_path / "f.zip")
        except YusuanError:
            refused += 1
        else:
            assert found.is_empty
    assert refused > 100


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda p: (p / "datapackage.json").unlink(), "缺少文件"),
        (lambda p: (p / "datapackage.json").write_text("{"), "JSON"),
        (lambda p: (p / "datapackage.json").write_text("[" * 100_000), "JSON"),
        (lambda p: (p / "datapackage.json").write_text("[]"), "JSON"),
        (lambda p: (p / "datapackage.json").write_text('{"version": "1"}'), "version"),
        (lambda p: (p / "datapackage.json").write_text('{"version": "1.0.0"}'), "resources"),
        (lambda p: (p / "data/glossary.csv").unlink(), "缺少文件"),
        (lambda p: (p / "data/glossary.csv").write_text("x"), "校验值"),
        (lambda p: (p / "data/glossary.parquet").write_text("x"), "校验值"),
        (lambda p: (p / "schemas/glossary.json").unlink(), "缺少文件"),
        (lambda p: (p / "schemas/glossary.json").write_text("{}"), "fields"),
    ],
)
def test_damaged_folders_are_refused(
    damage: Callable[[Path], object], message: str, small: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(small, tmp_path / "damaged"))
    damage(folder)
    with pytest.raises(YusuanError, match=message):
        compare(small, folder)


def outside(package: Editable) -> None:
    package.descriptor["resources"][0]["path"] = "../outside.csv"
    (package.folder.parent / "outside.csv").write_text("x", encoding="utf-8")


def not_parquet(package: Editable) -> None:
    (package.folder / "data" / "glossary.parquet").write_bytes(b"PAR1")


def not_utf8(package: Editable) -> None:
    path = package.folder / "data" / "glossary.csv"
    path.write_bytes(path.read_bytes() + b"\xff\n")


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (outside, "指向数据包外"),
        (not_parquet, "Parquet"),
        (not_utf8, "读不下去"),
        (lambda p: p.table("glossary", lambda rows: rows[2].pop()), "第 3 行有 6 格，应有 7 格"),
        (lambda p: p.table("glossary", lambda rows: rows[0].reverse()), "首行"),
        (lambda p: p.table("glossary", lambda rows: rows.append(rows[1])), "主键相同"),
        (lambda p: p.schema("glossary", lambda schema: schema.pop("primaryKey")), "primaryKey"),
        (lambda p: p.schema("glossary", lambda s: s.update(primaryKey=[["x"]])), "primaryKey"),
        (lambda p: p.schema("glossary", lambda s: s.update(missingValues=1)), "missingValues"),
        (lambda p: p.schema("glossary", lambda s: s["fields"][0].update(type=[])), "type"),
        (
            lambda p: p.schema("glossary", lambda s: s["fields"].append(s["fields"][0])),
            "没有名称或同名",
        ),
        (lambda p: p.descriptor["resources"].append(p.descriptor["resources"][0]), "同名"),
        (lambda p: p.descriptor["resources"][0].pop("format"), "format"),
    ],
)
def test_a_package_that_contradicts_itself_is_refused(
    edit: Edit, message: str, small: Path, edited: Edited
) -> None:
    with pytest.raises(YusuanError, match=message):
        compare(small, edited(edit))


# The command


def test_the_command_says_what_differs(
    small: Path, edited: Edited, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(small), str(edited(KIND["unit"].edit))]) == 0
    assert "total.unit：万元 → CNY" in capsys.readouterr().out


@pytest.mark.parametrize(("kind", "code"), [("unit", 1), ("value", 0)])
def test_a_version_too_small_fails_where_required(
    kind: str, code: int, small: Path, edited: Edited, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(package: Editable) -> None:
        KIND[kind].edit(package)
        package.descriptor["version"] = "0.1.1"

    assert main(["diff", "--require-version", "--json", str(small), str(edited(edit))]) == code
    printed = capsys.readouterr()
    assert json.loads(printed.out)["enough"] is (code == 0)
    assert printed.err == (
        "版本号不够：0.1.0 → 0.1.1，须升主版本号（MAJOR），至少为 1.0.0，"
        "因为改了表结构或说明 revenue.total.unit。\n"
        if code
        else ""
    )


def test_a_bad_call_gets_one_line_and_code_2(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(small), "no-such-revision"]) == 2
    assert capsys.readouterr().err.startswith("错误：no-such-revision：不是文件夹")


def test_the_committed_package_can_be_compared() -> None:
    assert compare(PACKAGE, PACKAGE).is_empty
