"""The code lists of functional and economic classification, by class."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yusuan.pages.checks import joined
from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.figures import department_of, occasion
from yusuan.pages.model import Record, Site, text
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head

CODE_LISTS = (
    ("functional_classification", "function", "支出功能分类科目"),
    ("economic_classification", "economic", "部门预算支出经济分类科目"),
)


@dataclass(frozen=True, slots=True)
class CodeClass:
    """A class (类) and everything below it."""

    code: str
    name: str
    id: str
    table: TableView


@dataclass(frozen=True, slots=True)
class CodeList:
    resource: str
    title: str
    kind: str
    classes: tuple[CodeClass, ...]


def _code_list(site: Site, resource: str, kind: str, title: str) -> CodeList:
    codes = {row["code_id"]: row for row in site.code_lists[resource]}
    titles = {
        each.id: f"{department_of(each.facts)} {occasion(each.facts)}" for each in site.disclosures
    }
    by_class: dict[str, dict[tuple[str, str], list[Record]]] = {}
    for row in site.code_names:
        if row["classification"] == kind:
            of_code = codes[row["code_id"]]
            code, name = text(of_code, f"{kind}_code"), text(row, "printed_name")
            named = {**of_code, "first_disclosure_id": row["first_disclosure_id"]}
            by_class.setdefault(code[:3], {}).setdefault((code, name), []).append(named)
    classes = []
    for code, names in sorted(by_class.items()):
        heading = next((name for found, name in sorted(names) if found == code), "")
        rows = tuple(_rows(names, kind, titles))
        head = simple_head("编码", "名称", "年度", "首见")
        table = TableView(f"{code} {heading}", head, rows, "codes")
        classes.append(CodeClass(code, heading, f"{kind}-class-{code}", table))
    return CodeList(resource, title, kind, tuple(classes))


def _rows(
    names: dict[tuple[str, str], list[Record]], kind: str, titles: Mapping[str, str]
) -> Iterator[TableRow]:
    """A code with several names, over the years or in one document, has a row for each."""
    seen: set[str] = set()
    for (code, name), rows in sorted(names.items(), key=lambda item: item[0]):
        first = rows[0]
        known = {row["fiscal_year"] for row in rows}
        said = joined(sorted(year for year in known if isinstance(year, int)))
        years = "、".join(filter(None, (said, "年度不详" if None in known else "")))
        disclosure = text(first, "first_disclosure_id")
        anchor = "" if code in seen else f"{kind}-{code}"
        seen.add(code)
        yield TableRow(
            (
                Cell(code, "code"),
                Cell(name, f"name level-{first['level']}", header=True),
                Cell(years),
                Cell(
                    titles.get(disclosure, disclosure),
                    "source",
                    link=f"disclosures/{disclosure}/index.html",
                ),
            ),
            anchor,
        )


def _context(site: Site) -> Context:
    return {"lists": [_code_list(site, *each) for each in CODE_LISTS]}


CLASSIFICATIONS_PAGE = SitePage(
    name="classifications", title="科目代码", template="classifications.html.j2", context=_context
)
