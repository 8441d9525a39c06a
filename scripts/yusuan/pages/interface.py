"""The static interface for programs: which files describe the site, and what they hold."""

from yusuan.described.croissant import CROISSANT_NAME
from yusuan.described.datacite import DATACITE_NAME
from yusuan.described.dcat import CATALOGUE_NAME
from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.descriptions import SITEMAP_NAME
from yusuan.pages.downloads import Snippet, coloured, snippet_text
from yusuan.pages.model import DESCRIPTOR_NAME, Site
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head
from yusuan.releasing.catalogue import INDEX_NAME

# Address, standard, what it is for.
_FILES = (
    (INDEX_NAME, "JSON", "全部版本的全部文件：路径、大小、行数、SHA-256"),
    (f"datapackage/{DESCRIPTOR_NAME}", "Data Package v2", "当前数据包：字段定义、许可、来源"),
    (CATALOGUE_NAME, "DCAT 3（JSON-LD）", "数据目录，供数据门户收割"),
    (CROISSANT_NAME, "Croissant 1.1", "Parquet 文件的记录集，供机器学习平台读取"),
    (DATACITE_NAME, "DataCite 4.5（JSON）", "申请 DOI 用的元数据"),
    (SITEMAP_NAME, "Sitemaps", "全部页面"),
    ("robots.txt", "Robots", "欢迎抓取"),
)


def _table(site: Site) -> TableView:
    """Of the files that there are: only a site that knows its address has a sitemap."""
    rows = tuple(
        TableRow(
            (
                Cell(path, "name", header=True, link=path),
                Cell(standard),
                Cell(purpose, "description"),
            )
        )
        for path, standard, purpose in _FILES
        if path != SITEMAP_NAME or "homepage" in site.descriptor
    )
    head = simple_head("文件", "标准", "内容", name="文件")
    return TableView("供程序读取的文件", head, rows, "files")


def _context(site: Site) -> Context:
    code = coloured("python", snippet_text("read_index.py", None), site.kept)
    return {"table": _table(site), "snippet": Snippet("Python", code)}


INTERFACE_PAGE = SitePage(
    name="interface", title="程序接口", template="interface.html.j2", context=_context
)
