"""The code lists of functional and economic classification, by class."""

from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.model import Record, Site, text
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head
from yusuan.text import key

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
    by_class: dict[str, dict[tuple[str, str], list[Record]]] = {}
    listed: set[tuple[str, str, object]] = set()
    for row in site.code_lists[resource]:
        code, name = text(row, f"{kind}_code"), text(row, f"{kind}_name")
        listed.add((code, key(name), row["fiscal_year"]))
        by_class.setdefault(code[:3], {}).setdefault((code, name), []).append(row)
    for row in _other_names(site, kind, listed):
        code, name = text(row, f"{kind}_code"), text(row, f"{kind}_name")
        by_class[code[:3]].setdefault((code, name), []).append(row)
    classes = []
    for code, names in sorted(by_class.items()):
        heading = next((name for found, name in sorted(names) if found == code), "")
        rows = tuple(_rows(names, kind))
        head = simple_head("编码", "名称", "年度", "首见")
        table = TableView(f"{code} {heading}", head, rows, "codes")
        classes.append(CodeClass(code, heading, f"{kind}-class-{code}", table))
    return CodeList(resource, title, kind, tuple(classes))


def _other_names(site: Site, kind: str, listed: set[tuple[str, str, object]]) -> Iterator[Record]:
    """Names that tables print beside a listed code and that the list, one name a year, leaves out."""
    known = {(code, year) for code, _, year in listed}
    levels = {3: 1, 5: 2, 7: 3}
    for disclosure in site.disclosures:
        year = disclosure.facts["fiscal_year"]
        for row in (each for rows in disclosure.rows.values() for each in rows):
            code, name = row.get(f"{kind}_code"), row.get(f"{kind}_name")
            if not isinstance(code, str) or not isinstance(name, str) or (code, year) not in known:
                continue
            at = (code, key(name), year)
            if key(name) and at not in listed:
                listed.add(at)
                yield {
                    "fiscal_year": year,
                    f"{kind}_code": code,
                    f"{kind}_name": name,
                    "level": levels.get(len(code), 3),
                    "first_disclosure_id": disclosure.id,
                }


def _rows(names: dict[tuple[str, str], list[Record]], kind: str) -> Iterator[TableRow]:
    """A code with several names, over the years or in one document, has a row for each."""
    seen: set[str] = set()
    for (code, name), rows in sorted(names.items(), key=lambda item: item[0]):
        first = rows[0]
        known = {str(row["fiscal_year"] or "年度不明") for row in rows}
        years = "、".join(sorted(known))
        disclosure = text(first, "first_disclosure_id")
        anchor = "" if code in seen else f"{kind}-{code}"
        seen.add(code)
        yield TableRow(
            (
                Cell(code, "code"),
                Cell(name, f"name level-{first['level']}", header=True),
                Cell(years),
                Cell(disclosure, "source", link=f"disclosures/{disclosure}/index.html"),
            ),
            anchor,
        )


def _context(site: Site) -> Context:
    return {"lists": [_code_list(site, *each) for each in CODE_LISTS]}


CLASSIFICATIONS_PAGE = SitePage(
    name="classifications", title="科目代码", template="classifications.md.j2", context=_context
)
