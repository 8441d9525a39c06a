"""The style sheets and scripts of ``site/assets`` as one file each.

They are written apart, one for each matter; a phone on a slow line fetches two files, not fifteen.
"""

from pathlib import Path

ASSETS = "assets"
# In the order in which they apply.
BUNDLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "yusuan.css",
        (
            "theme.css",
            "site.css",
            "drawer.css",
            "tables.css",
            "frames.css",
            "terms.css",
            "checks.css",
            "indicators.css",
            "cards.css",
            "parts.css",
            "downloads.css",
            "figure.css",
            "pictures.css",
            "citation.css",
            "search.css",
            "naming.css",
            "explore.css",
            "forced-colors.css",
            "print.css",
        ),
    ),
    (
        "yusuan.js",
        (
            "scheme.js",
            "loading.js",
            "terms.js",
            "theme.js",
            "drawer.js",
            "cards.js",
            "frames.js",
            "parts.js",
            "print.js",
            "indicators.js",
            "citation.js",
            "figure.js",
            "search-opener.js",
            "naming.js",
            "workbook-opener.js",
            "pictures/source.js",
            "picture-opener.js",
        ),
    ),
    # Loaded by pages that are kept packed.
    (
        "unpacking.js",
        (
            "loading.js",
            "packed-page.js",
        ),
    ),
    # Loaded by a picture in another page, which has nothing else of the site.
    (
        "embed.css",
        (
            "embedded.css",
            "pictures.css",
        ),
    ),
    (
        "embed.js",
        (
            "loading.js",
            "pictures/source.js",
            "pictures/embedded.js",
        ),
    ),
    # Loaded when a picture is taken along.
    (
        "pictures.js",
        ("pictures/exporting.js",),
    ),
    # Loaded when a workbook is asked for.
    (
        "workbook.js",
        (
            "workbook/zip.js",
            "workbook/tables.js",
            "workbook/sheets.js",
        ),
    ),
    # Loaded by the pages that explore and compare.
    (
        "explore.js",
        (
            "explore/words.js",
            "explore/lines.js",
            "explore/amounts.js",
            "explore/view.js",
            "explore/drawing.js",
            "explore/choosing.js",
            "explore/handing.js",
            "explore/pivot.js",
            "explore/page.js",
            "explore/comparing.js",
        ),
    ),
    # Loaded when the search is opened.
    (
        "search.js",
        (
            "search/wording.js",
            "search/words.js",
            "search/ranking.js",
            "search/parts.js",
            "search/marking.js",
            "search/panel.js",
        ),
    ),
)


def bundle(folder: Path) -> None:
    """Replace the parts in ``folder/assets`` by the files that they make up."""
    assets = folder / ASSETS
    bundles = {
        name: "\n\n".join((assets / part).read_text(encoding="utf-8").rstrip() for part in parts)
        for name, parts in BUNDLES
    }
    for part in {part for _, parts in BUNDLES for part in parts}:
        (assets / part).unlink()
        if (assets / part).parent != assets and not any((assets / part).parent.iterdir()):
            (assets / part).parent.rmdir()
    for name, text in bundles.items():
        (assets / name).write_bytes(f"{text}\n".encode())
