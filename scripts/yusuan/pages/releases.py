"""All released versions of the data, newest first."""

from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.figures import size
from yusuan.pages.model import Site
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head


def _table(site: Site) -> TableView:
    rows = tuple(
        TableRow(
            (
                Cell(f"{release.version} 版", "name", header=True),
                Cell(release.released),
                Cell(f"releases/{release.version}/"),
                Cell(size(release.bytes), "figure"),
                Cell(release.sha256, "checksum"),
            ),
            f"version-{release.version}",
        )
        for release in reversed(site.releases)
    )
    head = simple_head("版本", "发布日期", "永久地址", "整包", "整包的 SHA-256", name="版本")
    return TableView("已发布的版本", head, rows, "files", "还没有发布过版本。")


def _context(site: Site) -> Context:
    return {"table": _table(site), "pending": site.pending}


RELEASES_PAGE = SitePage(
    name="releases", title="全部版本", template="releases.html.j2", context=_context
)
