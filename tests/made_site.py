"""A package of one made-up PDF without place or code: a table with two halves, one unknown."""

from hashlib import sha256
from pathlib import Path
from shutil import copy

from tests.paths import PACKAGE
from tests.readers.made_pdf import PageOf, pdf_of
from yusuan.package.writing import convert_folder
from yusuan.pages.model import Disclosure, Site, read_site

ID = "moushengmouju-2031-budget"
_SUMMARY = (
    ("收入", "", "支出", ""),
    ("项目", "预算数", "项目", "预算数"),
    ("一、一般公共预算拨款收入", "12.50", "一、一般公共服务支出", "10.00"),
    ("二、其他收入", "", "二、教育支出", "2.50"),
    ("本年收入合计", "12.50", "本年支出合计", "12.50"),
    ("收入总计", "12.50", "支出总计", "12.50"),
)
_UNKNOWN = (("树木", "棵数"), ("银杏", "7"), ("水杉", "9"))


def _printed(page: PageOf, rows: tuple[tuple[str, ...], ...], top: float) -> PageOf:
    xs = [60 + 120 * column for column in range(len(rows[0]) + 1)]
    ys = [top + 20 * row for row in range(len(rows) + 1)]
    page.table(xs, ys)
    for row, y in zip(rows, ys, strict=False):
        for cell, x in zip(row, xs, strict=False):
            if cell:
                page.text(x + 2, y + 14, cell, 8)
    return page


def made_pdf() -> bytes:
    """A cover, the summary, a table of trees."""
    cover = PageOf().text(150, 200, "某省某局2031年部门预算", 20)
    summary = PageOf().text(230, 60, "收支总表", 16).text(450, 80, "单位：万元")
    trees = PageOf().text(230, 60, "院内树木一览", 16)
    return pdf_of(cover, _printed(summary, _SUMMARY, 100), _printed(trees, _UNKNOWN, 100))


def made_package(folder: Path) -> Path:
    """The package of that document, which asks for pictures of its pages."""
    content = made_pdf()
    source = folder / "in" / "sources" / ID
    source.mkdir(parents=True)
    (source / "source.pdf").write_bytes(content)
    (source / "source.toml").write_text(
        'kind = "budget"\n\n[[documents]]\npath = "source.pdf"\n'
        f'sha256 = "{sha256(content).hexdigest()}"\npictures = true\n',
        encoding="utf-8",
    )
    copy(PACKAGE / "package.toml", source.parents[1])
    convert_folder(source.parent, folder / "package")
    return folder / "package"


def only(package: Path) -> tuple[Site, Disclosure]:
    site = read_site(package)
    return site, site.disclosures[0]
