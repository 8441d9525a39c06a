"""What of a disclosure did not change is not drawn anew; the pages are those of a full run."""

import dataclasses
import shutil
from itertools import cycle
from pathlib import Path

import pytest

from tests.kept import make_package
from tests.many import DOCUMENTS, write
from tests.paths import PACKAGE, ROOT
from tests.test_caching import change, files_of
from yusuan.caching import Cache, Entry
from yusuan.caching.code import code_checksum, page_code_checksum
from yusuan.pages import drawn
from yusuan.pages.drawn import draw, scope_of
from yusuan.pages.filling import read_bodies
from yusuan.pages.model import Disclosure, Site, read_site
from yusuan.pages.weight import packed_disclosures
from yusuan.pages.writing import write_pages
from yusuan.progress import no_progress
from yusuan.releasing.edition import Edition

# Two of one office, one of another.
SEVERAL = DOCUMENTS[2:5]
FIRST, ALONE = SEVERAL[0], SEVERAL[-1]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources, and beside them the pages of a first run and what it kept."""
    folder = tmp_path_factory.mktemp("growing") / "first"
    for document in SEVERAL:
        write(document, folder / "sources")
    shutil.copy(PACKAGE / "package.toml", folder)
    written(folder / "sources")
    return folder


@pytest.fixture
def sources(first: Path, tmp_path: Path) -> Path:
    """The sources of the first run, with what it kept beside them."""
    return Path(shutil.copytree(first, tmp_path / "place")) / "sources"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Those that are drawn, not taken from what was kept."""
    ids: list[str] = []

    def noting(site: Site, disclosure: Disclosure) -> tuple[drawn.Known, drawn.Drawn]:
        ids.append(disclosure.id)
        return draw(site, disclosure)

    monkeypatch.setattr(drawn, "draw", noting)
    return ids


def at_first(sources: Path) -> dict[str, bytes]:
    """The files of the pages that the first run made."""
    return files_of(sources.parent / "pages")


def is_of_one(path: str) -> bool:
    """Whether a file holds the pages of a disclosure."""
    return path.startswith(".bodies/disclosures/")


def written(sources: Path, *, fresh: bool = False) -> dict[str, bytes]:
    """The files of the pages of the package of ``sources``."""
    folder = sources.parent
    make_package(sources, folder / "package")
    kept = None if fresh else Cache(folder / "kept", page_code_checksum)
    notes = folder / "notes.json"
    write_pages(
        folder / "package",
        ROOT / "docs",
        folder / "pages",
        no_progress,
        kept=kept,
        notes=notes,
        fresh=fresh,
    )
    return files_of(folder / "pages")


def test_nothing_changed(sources: Path, asked: list[str]) -> None:
    full = written(sources, fresh=True)
    assert at_first(sources) == full
    asked.clear()
    assert written(sources) == full
    assert asked == []


def test_what_is_kept_is_as_it_goes_to_the_site(first: Path) -> None:
    for body in read_bodies(first / "pages"):
        assert "</td>" not in body.content, body.address


def test_one_changed(sources: Path, asked: list[str]) -> None:
    before = at_first(sources)
    change(sources / ALONE.id, "公务接待费\t0.70\t0.70", "公务接待费\t0.75\t0.75")
    asked.clear()
    after = written(sources)
    assert asked == [ALONE.id]
    changed = [path for path in after if is_of_one(path) and after[path] != before[path]]
    assert changed == [f".bodies/disclosures/{ALONE.id}.json"]
    assert after == written(sources, fresh=True)
    told = ".bodies/compare.json"
    assert after[told] != before[told]


def test_files_that_did_not_change_are_the_old_ones(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = written(sources)
    unpacked: list[str] = []
    monkeypatch.setattr(drawn.Drawing, "drawn", lambda drawing: unpacked.append(drawing.checksum))
    assert written(sources) == full
    assert unpacked == []


def test_what_was_changed_by_hand_is_written_anew(sources: Path) -> None:
    full = written(sources)
    path = sources.parent / "pages" / f".bodies/disclosures/{ALONE.id}.json"
    path.write_bytes(path.read_bytes()[:-9])
    assert written(sources) == full


def test_the_others_of_an_organisation_look_at_each_other(sources: Path, asked: list[str]) -> None:
    change(sources / FIRST.id, "公务接待费\t0.45\t0.45", "公务接待费\t0.40\t0.40")
    asked.clear()
    after = written(sources)
    assert asked == [each.id for each in SEVERAL if each != ALONE]
    assert after == written(sources, fresh=True)


def test_one_more_and_one_less(sources: Path, asked: list[str]) -> None:
    before = at_first(sources)
    write(DOCUMENTS[5], sources)
    assert written(sources) == written(sources, fresh=True)
    assert asked[0] == DOCUMENTS[5].id
    assert len(asked) == 1 + len(SEVERAL) + 1
    shutil.rmtree(sources / DOCUMENTS[5].id)
    asked.clear()
    assert written(sources) == before
    assert asked == []


def test_what_the_package_says_of_itself_counts(sources: Path, asked: list[str]) -> None:
    described = sources.parent / "package.toml"
    text = described.read_text(encoding="utf-8")
    described.write_text(text.replace('version = "', 'version = "7'), encoding="utf-8")
    after = written(sources)
    assert sorted(asked) == sorted(each.id for each in SEVERAL)
    assert after == written(sources, fresh=True)


def test_what_was_damaged_is_drawn_anew(sources: Path, asked: list[str]) -> None:
    full = at_first(sources)
    kept = sorted((sources.parent / "kept").iterdir())
    for path, place in zip(kept, cycle((0, 40, 90, -1)), strict=False):
        content = bytearray(path.read_bytes())
        content[place % len(content)] ^= 1
        path.write_bytes(content)
    asked.clear()
    assert written(sources) == full
    assert len(asked) == len(SEVERAL)


def test_the_commit_is_no_part_of_what_is_kept(
    sources: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every citation names it; the pages are those that are drawn with it."""

    def of(commit: str) -> None:
        edition = Edition("1.0.0", released=False, number_taken=True, commit=commit)
        monkeypatch.setattr("yusuan.pages.model.edition_of", lambda *_: edition)

    of("0123456789")
    before = written(sources)
    of("abcdef0123.dirty")
    asked.clear()
    after = written(sources)
    assert asked == []
    assert after != before
    assert after == written(sources, fresh=True)


class Planted(Cache):
    """Holds what somebody else made: sound, with paths that lead out of the site."""

    def load(self, checksum: str) -> Entry | None:
        entry = super().load(checksum)
        if entry is None:
            return None
        return dataclasses.replace(
            entry, head=entry.head.replace(b'"disclosures/', b'"../disclosures/')
        )


def test_what_leads_out_of_the_site_is_drawn_anew(sources: Path, asked: list[str]) -> None:
    full = at_first(sources)
    folder = sources.parent
    planted = Planted(folder / "kept", page_code_checksum)
    write_pages(folder / "package", ROOT / "docs", folder / "pages", no_progress, kept=planted)
    assert files_of(folder / "pages") == full
    assert len(asked) == len(SEVERAL)


def test_which_are_packed_is_no_part_of_what_is_kept(
    sources: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = at_first(sources)
    monkeypatch.setattr("yusuan.package.distribution.MOST_COMPLETE", 1)
    asked.clear()
    after = written(sources)
    assert asked == []
    assert after != before
    assert len(packed_disclosures(read_site(sources.parent / "package"))) == len(SEVERAL) - 1
    assert after == written(sources, fresh=True)


def test_pages_depend_on_all_of_the_code() -> None:
    assert page_code_checksum() != code_checksum()


def test_a_disclosure_knows_no_others_than_its_organisation(first: Path) -> None:
    site = read_site(first / "package")
    alone = next(each for each in site.disclosures if each.id == ALONE.id)
    assert [each.id for each in scope_of(site, alone).disclosures] == [ALONE.id]
    one = next(each for each in site.disclosures if each.id == FIRST.id)
    assert len(scope_of(site, one).disclosures) == len(SEVERAL) - 1
    bare = scope_of(dataclasses.replace(site, pending=("x",)), alone)
    assert (bare.pending, bare.releases, bare.code_names) == ((), (), ())
