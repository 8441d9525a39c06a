"""Every file of the package, with its size and checksum, and how to read it."""

from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.figures import size
from yusuan.pages.model import PackagedResource, Site
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head


def _file_cell(resource: PackagedResource, format_: str) -> Cell:
    file = next(file for file in resource.files if file.format == format_)
    return Cell(size(file.size), "file", link=f"datapackage/{file.path}")


def _files(site: Site) -> TableView:
    rows = [
        TableRow(
            (
                Cell(
                    resource.title,
                    "name",
                    header=True,
                    link=f"dictionary.html#{resource.name}",
                    note=resource.name,
                ),
                Cell(f"{resource.row_count:,}", "figure"),
                _file_cell(resource, "csv"),
                _file_cell(resource, "parquet"),
                Cell("JSON", "file", link=f"datapackage/{resource.schema_path}"),
            ),
            resource.name,
        )
        for resource in site.resources
    ]
    head = simple_head("表", "行数", "CSV", "Parquet", "字段定义")
    return TableView("数据文件", head, tuple(rows), "files", searchable=True)


def _checksums(site: Site) -> TableView:
    rows = [
        TableRow((Cell(file.path, "name", header=True), Cell(file.sha256, "checksum")))
        for resource in site.resources
        for file in resource.files
    ]
    return TableView("校验值", simple_head("文件", "SHA-256"), tuple(rows), "checksums")


def _context(site: Site) -> Context:
    return {"files": _files(site), "checksums": _checksums(site)}


DOWNLOADS_PAGE = SitePage(
    name="downloads", title="下载", template="downloads.md.j2", context=_context
)
