"""Where the files of the data lie: CSV past its limit leaves the site, and is told where it is."""

import html
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import Package

from tests.kept import make_package
from tests.page_texts import written_pages
from tests.paths import PACKAGE, SMALL
from tests.sites import no_progress
from yusuan.declared.descriptor import data_files
from yusuan.described.addresses import resource_name
from yusuan.described.schema_org import disclosure_set, table_set, whole_set
from yusuan.exporting.archive import write_release_files
from yusuan.package import distribution
from yusuan.pages.downloads import DOWNLOADS_PAGE
from yusuan.pages.model import Site, read_site
from yusuan.pages.writing import write_pages
from yusuan.releasing.catalogue import files_of_archive
from yusuan.releasing.edition import Edition
from yusuan.releasing.publishing import publish
from yusuan.releasing.releases import AttachedFile, Release
from yusuan.sources.folders import sha256_of

REPOSITORY = "https://example.org/a/b"
HOMEPAGE = "https://example.org/site"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("distribution") / "package"
    shutil.copytree(SMALL, folder / "sources" / SMALL.name)
    text = (PACKAGE / "package.toml").read_text(encoding="utf-8")
    known = f'repository = "{REPOSITORY}"\nhomepage = "{HOMEPAGE}"\n'
    (folder / "package.toml").write_text(known + text, encoding="utf-8")
    make_package(folder / "sources", folder)
    return folder


@pytest.fixture(scope="module")
def described(package: Path) -> distribution.Json:
    found: distribution.Json = json.loads((package / "datapackage.json").read_text("utf-8"))
    return found


@pytest.fixture
def too_much(described: distribution.Json, monkeypatch: pytest.MonkeyPatch) -> None:
    """The CSV files are one byte more than the site has room for."""
    weight = sum(each["bytes"] for each in distribution.csv_files(described))
    monkeypatch.setattr("yusuan.package.distribution.MAXIMUM_CSV_BYTES", weight - 1)


@pytest.fixture(scope="module")
def pages(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of a site that has no room for any CSV."""
    folder = tmp_path_factory.mktemp("without") / "pages"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("yusuan.package.distribution.MAXIMUM_CSV_BYTES", 0)
        write_pages(package, folder / "no-docs", folder, no_progress)
    return folder


def as_released(site: Site, package: Path) -> Site:
    """The site as if its package were released; CSV files located anew."""
    version = site.descriptor["version"]
    release = Release(version, "2026-01-01", f"yusuan-{version}.zip", 5, "0" * 64, "0" * 64)
    plain = json.loads((package / "datapackage.json").read_text("utf-8"))
    resources = tuple(
        replace(
            each,
            files=tuple(
                replace(file, located=distribution.locate(plain, file.path, released=True))
                for file in each.files
            ),
        )
        for each in site.resources
    )
    return replace(
        site,
        descriptor=distribution.site_descriptor(plain, released=True),
        edition=Edition(version, released=True),
        releases=(release,),
        resources=resources,
    )


def test_csv_leaves_the_site_past_its_limit_only(
    package: Path, described: distribution.Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    weight = sum(each["bytes"] for each in distribution.csv_files(described))
    monkeypatch.setattr("yusuan.package.distribution.MAXIMUM_CSV_BYTES", weight)
    assert read_site(package).csv_on_site
    assert distribution.site_descriptor(described, released=False) is described
    monkeypatch.setattr("yusuan.package.distribution.MAXIMUM_CSV_BYTES", weight - 1)
    assert not read_site(package).csv_on_site


def test_a_site_without_csv_says_so_and_nothing_leads_to_what_is_not_there(
    pages: Path, described: distribution.Json
) -> None:
    assert not list(pages.glob("datapackage/data/*.csv"))
    csv = {each["path"]: each for each in distribution.csv_files(described)}
    assert len(list(pages.glob("datapackage/data/*.parquet"))) == len(csv)
    texts = written_pages(pages)
    for address, page in texts.items():
        assert re.findall(r'href="?[^" >]*\.csv', page) == [], address
    listed = json.loads((pages / "index.json").read_text(encoding="utf-8"))["current"]["files"]
    away = {each["path"]: each for each in listed if not each.get("on_site", True)}
    assert away.keys() == csv.keys()
    for path, each in away.items():
        assert (each["bytes"], f"sha256:{each['sha256']}") == (
            csv[path]["bytes"],
            csv[path]["hash"],
        )
        assert "download_url" not in each  # there is no release yet
    assert [each["path"] for each in listed if each.get("on_site", True)] == sorted(
        (p.relative_to(pages / "datapackage").as_posix() for p in _files(pages / "datapackage")),
        key=lambda path: path.split("/"),
    )
    text = texts["downloads.html"]
    assert "这里的数据还没有发布" in text
    assert csv["data/budget_lines.csv"]["hash"].removeprefix("sha256:") in text
    assert f"{HOMEPAGE}/datapackage/data/budget_lines.csv" not in text
    whole = json.loads((pages / "datacite.json").read_text(encoding="utf-8"))
    assert "text/csv" in json.dumps(whole)  # the data set is what it was


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_package_on_the_site_can_be_read_without_csv(pages: Path) -> None:
    found = Package(pages / "datapackage" / "datapackage.json")
    resource = found.get_table_resource("disclosures")
    assert resource.path == "data/disclosures.parquet"
    assert [row["disclosure_id"] for row in resource.read_rows()] == [SMALL.name]


@pytest.mark.usefixtures("too_much")
def test_of_a_release_the_csv_files_lie_at_its_assets(
    package: Path, described: distribution.Json
) -> None:
    site = as_released(read_site(package), package)
    address = f"{REPOSITORY}/releases/download/v{described['version']}/budget_lines.csv"
    entries = {each["name"]: each for each in data_files(site.descriptor)}
    assert entries["budget_lines"]["format"] == "parquet"
    assert entries["budget_lines-csv"]["path"] == address
    was = next(e for e in distribution.csv_files(described) if e["name"] == "budget_lines")
    assert entries["budget_lines-csv"]["hash"] == was["hash"]
    assert {resource_name(each) for each in entries.values()} == {
        each["name"] for each in described["resources"]
    }
    text = html.unescape(re.sub("<(?!a )[^>]*>", "", DOWNLOADS_PAGE.render(site).content))
    assert f'href="{address}"' in text
    assert f'read_csv("{address}"' in text  # code to paste reads it there
    assert f'"{HOMEPAGE}/datapackage/schemas/budget_lines.json"' in text  # and this from the site
    facts = site.disclosures[0].facts
    fields = site.resource("expenditure").schema["fields"]
    for told in (
        table_set(site.descriptor, facts, fields, "budget_lines", "x.html", "../"),
        whole_set(site.descriptor, [facts], ""),
    ):
        assert address in {each["contentUrl"] for each in told["distribution"]}
    [file] = disclosure_set(site.descriptor, facts, ["budget_lines"], "x.html", "")["distribution"]
    assert file["name"] == "data/budget_lines.parquet"


@pytest.mark.usefixtures("too_much")
def test_without_a_known_repository_no_address_is_invented(described: distribution.Json) -> None:
    unknown = {name: value for name, value in described.items() if name != "repository"}
    path = "data/budget_lines.csv"
    assert distribution.locate(unknown, path, released=True) == distribution.Located(
        None, on_site=False
    )
    [lines] = (
        each
        for each in distribution.site_descriptor(unknown, released=True)["resources"]
        if each["name"] == "budget_lines"
    )
    assert lines["alternates"] == []


@pytest.mark.usefixtures("too_much")
def test_a_release_brings_the_csv_files_and_the_site_does_not_hold_them(
    package: Path, described: distribution.Json, tmp_path: Path
) -> None:
    archive, *others = write_release_files(package, tmp_path / "out")
    csv = {distribution.asset_name(e["path"]): e for e in distribution.csv_files(described)}
    attached = {path.name: path.read_bytes() for path in others}
    assert {name for name in attached if name.endswith(".csv")} == csv.keys()
    for name, entry in csv.items():
        assert f"sha256:{sha256_of(attached[name])}" == entry["hash"]
    lines = (AttachedFile(n, len(c), sha256_of(c)).line for n, c in attached.items())
    content = archive.read_bytes()
    release = Release(
        described["version"],
        "2026-01-01",
        archive.name,
        len(content),
        sha256_of(content),
        "0" * 64,
        (),
        tuple(lines),
    )
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(b"")
    (site / "index.json").write_text("{}", encoding="utf-8")
    [published] = publish((release,), tmp_path / "out", site)
    assert not published.unpacked
    assert not list(site.rglob("*.csv"))
    assert len(list(site.rglob("*.xlsx"))) == 1
    [version] = json.loads((site / "index.json").read_text(encoding="utf-8"))["versions"]
    told = {each["path"]: each for each in version["attached"]}
    assert told["budget_lines.csv"]["on_site"] is False
    assert told["budget_lines.csv"]["download_url"].endswith("/budget_lines.csv")
    assert "on_site" not in told[next(name for name in attached if name.endswith(".xlsx"))]
    assert files_of_archive(release, archive, unpacked=False).descriptor == described


def test_a_release_brings_no_csv_files_that_lie_on_the_site(package: Path, tmp_path: Path) -> None:
    made = write_release_files(package, tmp_path / "out")
    assert [path.suffix for path in made] == [".zip", ".xlsx", ".sqlite"]
