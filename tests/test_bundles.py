"""Style sheets and scripts: written apart, fetched together."""

from pathlib import Path

import pytest
import yaml

from tests.paths import PACKAGE, ROOT, SITE_FILES
from yusuan.pages.bundles import ASSETS, BUNDLES
from yusuan.pages.writing import write_pages
from yusuan.progress import no_progress


def test_every_part_is_in_a_bundle() -> None:
    parts = {part for _, names in BUNDLES for part in names}
    folder = SITE_FILES / ASSETS
    written = [path.relative_to(folder).as_posix() for path in folder.rglob("*.*s")]
    # A library is one file as it is, see hyparquet.txt.
    own = [each for each in written if each.endswith((".css", ".js")) and each != "hyparquet.js"]
    assert sorted(parts) == sorted(own)


def test_the_site_fetches_the_bundles_alone() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    configured = yaml.safe_load(text)
    scripts = [entry["path"] for entry in configured["extra_javascript"]]
    assert [*configured["extra_css"], *scripts] == [f"{ASSETS}/{name}" for name, _ in BUNDLES[:2]]


@pytest.mark.parametrize("name", ["search.js", "workbook.js"])
def test_other_scripts_are_fetched_when_they_are_asked_for(name: str) -> None:
    opener = SITE_FILES / ASSETS / f"{name.removesuffix('.js')}-opener.js"
    assert opener.name in dict(BUNDLES)["yusuan.js"]
    assert f'yusuanLoading.script("{name}")' in opener.read_text(encoding="utf-8")


def test_a_bundle_holds_its_parts_in_order(tmp_path: Path) -> None:
    write_pages(PACKAGE, ROOT / "docs", tmp_path / "pages", no_progress)
    for name, parts in BUNDLES:
        text = (tmp_path / "pages" / ASSETS / name).read_text(encoding="utf-8")
        places = [
            text.index((SITE_FILES / ASSETS / part).read_text(encoding="utf-8").rstrip())
            for part in parts
        ]
        assert places == sorted(places)
        assert not any((tmp_path / "pages" / ASSETS / part).exists() for part in parts)
