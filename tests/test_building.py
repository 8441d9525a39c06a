"""What a site builder made is kept, and made anew where anything that it depends on changed."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from tests.paths import ROOT
from yusuan.caching import Cache, Entry
from yusuan.pages import building
from yusuan.pages.building import made_by_mkdocs
from yusuan.pages.framing import Frame, Made, shells_in, static_files

HOME = "https://example.org/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Settings, a text written by hand, a template, a file of data."""
    pages = tmp_path / "build" / "pages"
    for path in (".overrides/main.html", "about.md", "datapackage/sources/x/a.txt"):
        (pages / path).parent.mkdir(parents=True, exist_ok=True)
        (pages / path).write_text("x", encoding="utf-8")
    copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The homepage of each run of the builder, which makes a frame of each shell."""
    asked: list[str] = []

    def noting(repository: Path, pages: Path, homepage: str) -> Made:
        asked.append(homepage)
        frames = {shell.name: Frame(("<p>", "content", "</p>")) for shell in shells_in(pages)}
        return Made(frames, (("assets/theme.css", b"of the theme"),))

    monkeypatch.setattr(building, "_run", noting)
    return asked


def made(project: Path, homepage: str = HOME, kind: type[Cache] = Cache) -> Made:
    kept = kind(project / "kept", lambda: "code")
    return made_by_mkdocs(project, project / "build" / "pages", homepage, kept)


def test_what_did_not_change_is_not_made_again(project: Path, runs: list[str]) -> None:
    first = made(project)
    (project / "build/pages/datapackage/sources/x/b.txt").write_text("more", encoding="utf-8")
    (project / "build/pages/datapackage/sources/x/a.txt").write_text("other", encoding="utf-8")
    assert made(project) == first
    assert runs == [HOME]


def written(path: str) -> Callable[[Path], None]:
    def write(project: Path) -> None:
        with (project / path).open("a", encoding="utf-8") as file:
            file.write("\n# more\n")

    return write


@pytest.mark.parametrize(
    "change",
    [
        written("mkdocs.yml"),
        written("build/pages/about.md"),
        written("build/pages/mine.md"),
        written("build/pages/.overrides/main.html"),
        written("build/pages/picture.svg"),  # a text may link to it
    ],
)
def test_what_it_depends_on_has_it_made_again(
    project: Path, runs: list[str], change: Callable[[Path], None]
) -> None:
    made(project)
    change(project)
    made(project)
    assert len(runs) == 2


def test_another_homepage_or_library_has_it_made_again(
    project: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(project)
    made(project, "https://example.com/")
    monkeypatch.setattr(building, "_version", lambda name: f"{name} 0")
    made(project)
    made(project, "")
    monkeypatch.setenv("YUSUAN_HOMEPAGE", "https://example.net/")
    made(project, "")
    assert len(runs) == 5


@pytest.mark.parametrize(
    "setting",
    [
        "hooks: [mine.py]",
        "INHERIT: other.yml",
        'copyright: !ENV [WHOSE, ""]',
        "copyright: !!python/name:os.sep",
    ],
)
def test_settings_that_may_depend_on_anything_keep_nothing(
    project: Path, runs: list[str], setting: str
) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"{setting}\n")
    made(project)
    made(project)
    assert len(runs) == 2


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("  - search:\n", "  - blog\n  - search:\n"),
        ("  - md_in_html\n", "  - md_in_html\n  - pymdownx.snippets\n"),
        ("docs_dir: build/pages", "docs_dir: ."),
        ("custom_dir: build/pages/.overrides", "custom_dir: theme"),
    ],
)
def test_another_plugin_extension_or_folder_keeps_nothing(
    project: Path, runs: list[str], ours: str, theirs: str
) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert ours in text
    settings.write_text(text.replace(ours, theirs), encoding="utf-8")
    made(project)
    made(project)
    assert len(runs) == 2


class Planted(Cache):
    """Holds what somebody else made: sound, with a path that leads out of the site."""

    def load(self, checksum: str) -> Entry | None:
        entry = super().load(checksum)
        return entry and Entry(entry.head.replace(b'"assets/', b'"../assets/'), entry.parts)


def test_what_leads_out_of_the_site_is_made_again(project: Path, runs: list[str]) -> None:
    first = made(project)
    assert made(project, kind=Planted) == first
    assert len(runs) == 2


def test_shells_and_hidden_files_are_not_on_the_site_and_data_is(project: Path) -> None:
    pages = project / "build" / "pages"
    for path in ("datapackage/sources/x/b.md", "more/mine.md", "more/picture.svg"):
        (pages / path).parent.mkdir(exist_ok=True)
        (pages / path).write_text("x", encoding="utf-8")
    names = ["a.txt", "b.md"]
    expected = [f"datapackage/sources/x/{name}" for name in names]
    assert [*static_files(pages)] == [*expected, "more/picture.svg"]
