"""A version that is released stays as it was: prepared, verified on its tag, published for good."""

import hashlib
import html
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.kept import kept_cache, make_package, proven_cache
from tests.page_texts import written_pages
from tests.paths import PACKAGE, ROOT, SMALL, read_csv
from tests.sites import no_progress
from yusuan.citation.cff import cff
from yusuan.citation.model import Cited, as_edition
from yusuan.citation.reading import read_cited
from yusuan.cli import main
from yusuan.errors import YusuanError
from yusuan.exporting.workbook import write_workbook
from yusuan.package.writing import convert_folder
from yusuan.pages.citing import citation_of
from yusuan.pages.model import read_site
from yusuan.pages.writing import write_pages
from yusuan.releasing import preparing
from yusuan.releasing.depositing import prepare_deposit
from yusuan.releasing.edition import Edition, edition_of
from yusuan.releasing.preparing import prepare, verify
from yusuan.releasing.publishing import publish
from yusuan.releasing.releases import Release, add_release, read_releases, tag_of
from yusuan.sources.metadata import read_metadata
from yusuan.validation.proven import Proven


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def set_version(folder: Path, version: str) -> None:
    path = folder / "datapackage" / "package.toml"
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition('version = "')
    path.write_text(before + f'version = "{version}"' + rest.partition('"')[2], encoding="utf-8")


def convert(folder: Path) -> None:
    make_package(folder / "datapackage" / "sources", folder / "datapackage")


@pytest.fixture(autouse=True, scope="module")
def converted_once() -> Iterator[None]:
    """What is released is converted, proven and made a workbook of each time: of the very same
    bytes, once is enough. ``test_archive`` and ``test_workbook`` make them twice.
    """
    workbooks: dict[bytes, bytes] = {}

    def write_workbook_once(package: Path, path: Path) -> None:
        described = (package / "datapackage.json").read_bytes()
        if described not in workbooks:
            write_workbook(package, path)
            workbooks[described] = path.read_bytes()
        path.write_bytes(workbooks[described])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preparing, "convert_folder", partial(convert_folder, cache=kept_cache()))
        patch.setattr("yusuan.exporting.archive.Proven", partial(Proven, proven_cache()))
        patch.setattr("yusuan.exporting.archive.write_workbook", write_workbook_once)
        yield


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the small document, converted and committed as version 0.1.0."""
    folder = tmp_path_factory.mktemp("committed")
    package = folder / "datapackage"
    shutil.copytree(SMALL, package / "sources" / SMALL.name)
    shutil.copy(PACKAGE / "package.toml", package)
    (folder / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    set_version(folder, "0.1.0")
    convert(folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "First version")
    return folder


@pytest.fixture
def repository(committed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(committed, tmp_path / "repository"))


@pytest.fixture(scope="module")
def released(committed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with 0.1.0 prepared, committed and tagged; ``out`` beside it has the archive."""
    place = tmp_path_factory.mktemp("released")
    folder = Path(shutil.copytree(committed, place / "repository"))
    prepare(folder, place / "out")
    commit(folder, "Prepare 0.1.0")
    git(folder, "tag", tag_of("0.1.0"))
    return place


@pytest.fixture
def place(released: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(released, tmp_path / "place"))


@pytest.fixture(scope="module")
def twice_released(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """And 0.2.0, with one disclosure more."""
    place = Path(shutil.copytree(released, tmp_path_factory.mktemp("twice") / "place"))
    repository = place / "repository"
    add_disclosure(repository, "0.2.0")
    prepare(repository, place / "out")
    commit(repository, "Prepare 0.2.0")
    git(repository, "tag", tag_of("0.2.0"))
    return place


def listed(repository: Path) -> tuple[Release, ...]:
    return read_releases(repository / "datapackage" / "releases.toml")


# Preparing


def test_a_version_is_prepared_with_the_checksum_of_its_archive(place: Path) -> None:
    [release] = listed(place / "repository")
    content = (place / "out" / release.archive).read_bytes()
    assert release.version == "0.1.0"
    assert release.bytes == len(content)
    assert release.sha256 == hashlib.sha256(content).hexdigest()


def test_preparing_twice_changes_nothing(place: Path) -> None:
    path = place / "repository" / "datapackage" / "releases.toml"
    before = path.read_bytes()
    prepare(place / "repository", place / "again")
    assert path.read_bytes() == before


def test_what_is_not_committed_is_not_released(repository: Path, tmp_path: Path) -> None:
    (repository / "note.txt").write_text("left over", encoding="utf-8")
    with pytest.raises(YusuanError, match=r"尚未提交.*note\.txt"):
        prepare(repository, tmp_path / "out")
    assert listed(repository) == ()


def test_a_package_that_its_sources_do_not_give_is_not_released(
    repository: Path, tmp_path: Path
) -> None:
    set_version(repository, "0.2.0")
    commit(repository, "A new version, not converted")
    with pytest.raises(YusuanError, match="已过时"):
        prepare(repository, tmp_path / "out")
    assert listed(repository) == ()


def test_a_folder_without_git_is_not_released(repository: Path, tmp_path: Path) -> None:
    shutil.rmtree(repository / ".git")
    with pytest.raises(YusuanError, match="不是 git 仓库"):
        prepare(repository, tmp_path / "out")


def add_disclosure(repository: Path, version: str) -> None:
    """A second document: at least MINOR."""
    sources = repository / "datapackage" / "sources"
    source = ROOT / "datapackage" / "sources" / "130500-501-2023-budget"
    shutil.copytree(source, sources / source.name)
    set_version(repository, version)
    convert(repository)
    commit(repository, f"A second disclosure as {version}")


def test_a_version_that_rises_too_little_is_refused(place: Path) -> None:
    repository = place / "repository"
    add_disclosure(repository, "0.1.1")
    with pytest.raises(YusuanError, match=r"版本号不够：0\.1\.0 → 0\.1\.1.*0\.2\.0"):
        prepare(repository, place / "out")
    assert [release.version for release in listed(repository)] == ["0.1.0"]


def test_a_version_that_rises_enough_is_added_to_those_before(
    released: Path, twice_released: Path
) -> None:
    listing = Path("repository") / "datapackage" / "releases.toml"
    first, both = ((place / listing).read_text("utf-8") for place in (released, twice_released))
    versions = [release.version for release in listed(twice_released / "repository")]
    assert versions == ["0.1.0", "0.2.0"]
    assert both.startswith(first)


def test_a_released_version_cannot_be_released_with_other_content(place: Path) -> None:
    repository = place / "repository"
    add_disclosure(repository, "0.1.0")
    with pytest.raises(YusuanError, match=r"版本号不够|已有|不同"):
        prepare(repository, place / "other")


# On the tag


def test_the_tag_gives_the_very_bytes_that_were_prepared(place: Path) -> None:
    release = verify(place / "repository", "v0.1.0", place / "dist")
    assert sorted(path.name for path in (place / "dist").iterdir()) == sorted(
        [release.archive, *(each.name for each in release.attached_files), "SHA256SUMS", "notes.md"]
    )
    assert [each.name.rpartition(".")[2] for each in release.attached_files] == ["xlsx", "sqlite"]
    sums = (place / "dist" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(sums) == 3
    for line in sums:
        sha256, name = line.split("  ")
        assert hashlib.sha256((place / "dist" / name).read_bytes()).hexdigest() == sha256
    assert release.sha256 in (place / "dist" / "notes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", ["v0.2.0", "0.1.0", "v0.1.0-rc1", ""])
def test_a_tag_other_than_the_version_is_refused(place: Path, tag: str) -> None:
    with pytest.raises(YusuanError, match=r"与数据的版本 0\.1\.0 不符"):
        verify(place / "repository", tag, place / "dist")
    assert not (place / "dist").exists()


def test_a_version_that_was_not_prepared_is_refused(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(YusuanError, match=r"没有列出 0\.1\.0 版"):
        verify(repository, "v0.1.0", tmp_path / "dist")


def test_an_archive_with_other_bytes_than_prepared_is_refused(place: Path) -> None:
    repository = place / "repository"
    path = repository / "datapackage" / "releases.toml"
    [release] = listed(repository)
    path.write_text(path.read_text("utf-8").replace(release.sha256, "0" * 64), encoding="utf-8")
    commit(repository, "Another checksum")
    with pytest.raises(YusuanError, match="与它不同"):
        verify(repository, "v0.1.0", place / "dist")


def test_the_notes_tell_what_changed_since_the_version_before(
    twice_released: Path, tmp_path: Path
) -> None:
    verify(twice_released / "repository", "v0.2.0", tmp_path / "dist")
    notes = (tmp_path / "dist" / "notes.md").read_text(encoding="utf-8")
    assert "130500-501-2023-budget" in notes


# On the site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return empty_site(tmp_path / "site")


def empty_site(folder: Path) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (folder / "index.json").write_text('{"current": {}, "versions": []}', encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_released_version_stands_on_the_site_as_it_was(place: Path, site: Path) -> None:
    releases = listed(place / "repository")
    [published] = publish(releases, place / "out", site)
    assert published.unpacked
    folder = site / "releases" / "0.1.0"
    archive = place / "out" / releases[0].archive
    assert (folder / archive.name).read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as opened:
        for member in opened.namelist():
            path = folder / member.partition("/")[2]
            assert path.read_bytes() == opened.read(member), member
    assert contents(site / "releases" / "latest") == contents(folder)


def test_the_index_lists_every_file_with_size_rows_and_checksum(place: Path, site: Path) -> None:
    publish(listed(place / "repository"), place / "out", site)
    [version] = json.loads((site / "index.json").read_text(encoding="utf-8"))["versions"]
    assert version["version"] == "0.1.0"
    assert version["files"]
    for file in version["files"]:
        content = (site / version["path"] / file["path"]).read_bytes()
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
    rows = {file["path"]: file.get("rows") for file in version["files"]}
    assert rows["data/disclosures.csv"] == 1
    assert rows["README.md"] is None


def test_older_versions_keep_the_zip_alone_when_the_site_gets_large(
    twice_released: Path, site: Path
) -> None:
    place = twice_released
    releases = listed(place / "repository")
    with zipfile.ZipFile(place / "out" / releases[-1].archive) as opened:
        unpacked = sum(member.file_size for member in opened.infolist())
    room = sum(release.bytes for release in releases) + 2 * unpacked + 100_000
    published = publish(releases, place / "out", site, room)
    assert [(each.release.version, each.unpacked) for each in published] == [
        ("0.2.0", True),
        ("0.1.0", False),
    ]
    old = site / "releases" / "0.1.0"
    assert sorted(path.name for path in old.iterdir()) == [
        *("figures", "index.html"),
        releases[0].archive,
    ]
    assert "都在整包里" in (old / "index.html").read_text(encoding="utf-8")


def test_workbook_and_database_of_the_newest_stand_alone_even_where_there_is_no_room(
    place: Path, site: Path
) -> None:
    [release] = listed(place / "repository")
    [published] = publish((release,), place / "out", site, 1)
    assert not published.unpacked
    for each in release.attached_files:
        content = (site / "releases" / "0.1.0" / each.name).read_bytes()
        assert len(content) == each.bytes
        assert hashlib.sha256(content).hexdigest() == each.sha256
    assert not (site / "releases" / "0.1.0" / "data").exists()
    [version] = json.loads((site / "index.json").read_text(encoding="utf-8"))["versions"]
    assert [each["path"] for each in version["attached"]] == [
        each.name for each in release.attached_files
    ]


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_lost_or_altered_archive_stops_the_publication(
    place: Path, site: Path, damage: str
) -> None:
    releases = listed(place / "repository")
    publish(releases, place / "out", site)
    before = contents(site)
    archive = place / "out" / releases[0].archive
    if damage == "missing":
        archive.unlink()
    else:
        content = bytearray(archive.read_bytes())
        content[len(content) // 2] ^= 1
        archive.write_bytes(content)
    with pytest.raises(YusuanError, match="缺少已发布的" if damage == "missing" else "校验值不符"):
        publish(releases, place / "out", site)
    assert contents(site) == before


def test_an_archive_with_a_path_that_leads_outside_is_refused(site: Path, tmp_path: Path) -> None:
    archive = tmp_path / "evil-0.1.0.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("evil/../../outside.txt", "out")
    content = archive.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    release = Release("0.1.0", "2026-01-01", archive.name, len(content), digest, "0" * 64)
    with pytest.raises(YusuanError, match="指向外面"):
        publish((release,), tmp_path, site)
    assert not (tmp_path / "outside.txt").exists()
    assert not (site / "releases").exists()


def test_a_site_that_is_not_built_gets_no_releases(place: Path, tmp_path: Path) -> None:
    with pytest.raises(YusuanError, match="不是建好的网站"):
        publish(listed(place / "repository"), place / "out", tmp_path / "empty")


# One version number, one content


@pytest.fixture(scope="module")
def two(twice_released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with 0.1.0 and, with one disclosure more, 0.2.0."""
    site = empty_site(tmp_path_factory.mktemp("two") / "site")
    publish(listed(twice_released / "repository"), twice_released / "out", site)
    return site


def test_the_page_of_a_version_names_the_newer_one_and_what_changed(two: Path) -> None:
    old = (two / "releases" / "0.1.0" / "index.html").read_text(encoding="utf-8")
    new = (two / "releases" / "0.2.0" / "index.html").read_text(encoding="utf-8")
    assert "有更新的版本" in old
    assert 'href="../0.2.0/index.html"' in old
    assert "有更新的版本" not in new
    assert "这一版改了什么" in new
    for page in (old, new):
        assert "130500-501-2023-budget" in page


def test_the_page_of_a_version_says_how_to_cite_it(two: Path) -> None:
    page = (two / "releases" / "0.1.0" / "index.html").read_text(encoding="utf-8")
    for title in ("GB/T 7714", "APA", "BibTeX"):
        assert title in page
    assert "V0.1.0" in page
    assert "unreleased" not in page


def test_a_figure_of_an_old_version_answers_with_its_value(two: Path) -> None:
    folder = two / "releases" / "0.1.0"
    rows = read_csv(folder / "data" / "budget_lines.csv")
    assert rows
    for row in rows:
        page = folder / "figures" / f"{row['disclosure_id']}.html"
        text = html.unescape(page.read_text(encoding="utf-8"))
        [shown] = re.findall(f'<li id="{re.escape(row["budget_line_id"])}">.*?</li>', text)
        assert f"<strong>{row['published_text']} {row['published_unit']}" in shown
        assert "有更新的版本" in text


def test_the_page_of_figures_calls_their_tables_by_their_titles(two: Path) -> None:
    pages = sorted((two / "releases" / "0.1.0" / "figures").iterdir())
    assert pages
    for page in pages:
        assert re.findall("<h2>(.*?)</h2>", page.read_text(encoding="utf-8"))[0] == "部门收支总表"


def test_the_list_says_what_each_version_changed(twice_released: Path) -> None:
    first, second = listed(twice_released / "repository")
    assert first.changes == ()
    assert any("增加公开文件：130500-501-2023-budget" in line for line in second.changes)


def edition(repository: Path) -> Edition:
    package = repository / "datapackage"
    return edition_of(package, read_metadata(package / "package.toml").version, listed(repository))


def test_a_package_as_it_was_released_is_released(place: Path) -> None:
    assert edition(place / "repository") == Edition("0.1.0", released=True)


def test_other_content_of_a_released_number_is_unreleased_with_its_commit(
    place: Path, tmp_path: Path
) -> None:
    repository = place / "repository"
    add_disclosure(repository, "0.1.0")
    head = git(repository, "rev-parse", "--short=10", "HEAD").strip()
    found = edition(repository)
    assert (found.released, found.number_taken, found.commit) == (False, True, head)
    assert found.label == f"0.1.0-unreleased+{head}"
    (repository / "datapackage" / "sources" / "note.txt").write_text("x", encoding="utf-8")
    assert edition(repository).commit == f"{head}.dirty"
    (repository / "datapackage" / "sources" / "note.txt").unlink()

    site = read_site(repository / "datapackage")
    cited = citation_of(site, "index").cited
    assert cited.edition == found.label
    write_pages(repository / "datapackage", ROOT / "docs", tmp_path / "pages", no_progress)
    releases = written_pages(tmp_path / "pages")["releases.html"]
    assert head in releases
    assert "增加公开文件" in html.unescape(releases)
    assert "未发布的改动" in written_pages(tmp_path / "pages")["index.html"]
    offered = tmp_path / "pages" / "datapackage"
    assert not [*offered.glob("*.zip"), *offered.glob("*.xlsx"), *offered.glob("*.sqlite")]
    described = json.loads((offered / "datapackage.json").read_text(encoding="utf-8"))
    assert described["version"] == found.label


def test_a_stale_citation_file_is_refused(repository: Path, tmp_path: Path) -> None:
    path = repository / "CITATION.cff"
    path.write_text("cff-version: 1.2.0\nversion: 0.0.9\n", encoding="utf-8")
    commit(repository, "An old citation")
    with pytest.raises(YusuanError, match=r"CITATION\.cff.*已过时"):
        prepare(repository, tmp_path / "out")
    path.write_text(f"{cff(read_cited(repository / 'datapackage'))}\n", encoding="utf-8")
    commit(repository, "The citation of now")
    assert prepare(repository, tmp_path / "out").version == "0.1.0"


def test_adding_a_disclosure_tells_which_part_of_the_version_rises(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "new.txt"
    text = (SMALL / "source.txt").read_text(encoding="utf-8")
    document.write_text(text.replace("345", "346"), encoding="utf-8")
    sources = place / "repository" / "datapackage" / "sources"
    assert main(["add", str(document), "--sources", str(sources)]) == 0
    assert "0.2.0" in capsys.readouterr().out


def test_the_newest_release_is_compared_by_name(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = place / "repository"
    monkeypatch.chdir(repository)
    assert main(["diff", "latest", "datapackage", "--require-version"]) == 0
    add_disclosure(repository, "0.1.1")
    assert main(["diff", "latest", "datapackage", "--require-version"]) == 1
    assert "0.2.0" in capsys.readouterr().err


# The list


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[releases]\n", "不是合规的 TOML"),
        ("other = 1\n", "有不认识的项 other"),
        ('[[releases]]\nversion = "0.1.0"\n', "缺少 releases 第 1 项的 "),
    ],
)
def test_a_damaged_list_gets_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "releases.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(YusuanError, match=message):
        read_releases(path)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("released", "2026-13-01", "released 的写法不合规范"),
        ("released", "9999-01-01", "released 的年份"),
        ("bytes", 10**30, "bytes 的数值太大"),
        ("version", "0.01.0", "version 的写法不合规范"),
        ("attached", (f"{'0' * 64} {'9' * 5000} a.db",), "attached 第 1 项 的写法不合规范"),
        ("changes", ("\x00",), "控制字符"),
    ],
)
def test_a_value_that_no_release_has_is_named(
    tmp_path: Path, key: str, value: Any, message: str
) -> None:
    path = tmp_path / "releases.toml"
    release = Release("0.1.0", "2026-01-01", "a.zip", 1, "0" * 64, "0" * 64)
    add_release(path, replace(release, **{key: value}))
    with pytest.raises(YusuanError, match=message):
        read_releases(path)


def test_versions_out_of_order_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "releases.toml"
    for version in ("0.10.0", "0.9.0"):
        add_release(path, Release(version, "2026-01-01", "a.zip", 1, "0" * 64, "0" * 64))
    with pytest.raises(YusuanError, match="由旧到新"):
        read_releases(path)


def test_a_released_figure_is_cited_by_the_address_that_keeps_its_value() -> None:
    cited = Cited(
        kind="figure",
        id="130999-345-2024-budget.revenue.合计.total",
        title="合计",
        title_en=None,
        creators=("某局",),
        publisher=None,
        version="0.1.0",
        issued="2026-01-01",
        licenses=(),
        address="https://example.org/budget/disclosures/130999-345-2024-budget/revenue.html#x",
    )
    assert as_edition(cited, None).address == (
        "https://example.org/budget/releases/0.1.0/figures/130999-345-2024-budget.html"
        "#130999-345-2024-budget.revenue.%E5%90%88%E8%AE%A1.total"
    )
    assert as_edition(cited, "abc").address == cited.address


# The first deposit


def test_a_deposit_leads_from_reserving_a_doi_to_uploading(place: Path, tmp_path: Path) -> None:
    repository, output = place / "repository", tmp_path / "deposit"
    first = prepare_deposit(repository, output)
    assert "保留 DOI" in first.next_step
    metadata = json.loads((output / first.metadata).read_text(encoding="utf-8"))["metadata"]
    assert metadata["upload_type"] == "dataset"
    assert metadata["version"] == "0.1.0"
    assert "doi" not in metadata

    # Its content is released and can't change: with the DOI the number rises.
    assert "0.1.0 版已经发布" in first.next_step
    assert "修订号（PATCH）" in first.next_step

    path = repository / "datapackage" / "package.toml"
    text = path.read_text(encoding="utf-8").replace('version = "0.1.0"', 'version = "0.1.1"')
    doi = "10.5281/zenodo.1234567"
    path.write_text(f'doi = "{doi}"\n{text}', encoding="utf-8")
    convert(repository)
    assert "yusuan release" in prepare_deposit(repository, output).next_step
    commit(repository, "0.1.1 with its DOI")
    prepare(repository, place / "out")
    last = prepare_deposit(repository, output)
    assert f"上传到 DOI {doi}" in last.next_step
    # What is uploaded is what is released, and the DOI stands in it everywhere.
    assert (output / last.archive).read_bytes() == (place / "out" / last.archive).read_bytes()
    with zipfile.ZipFile(output / last.archive) as opened:
        top = opened.namelist()[0].partition("/")[0]
        for name in ("CITATION.cff", "datapackage.json", "README.md"):
            assert doi in opened.read(f"{top}/{name}").decode(), name
    assert doi in (output / last.metadata).read_text(encoding="utf-8")
