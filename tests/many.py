"""Several documents made of the small one: three offices in two places, years, an outcome."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from tests.paths import SMALL
from yusuan.cli import main

_YEAR = 2024  # of the small document, which names the year before it too


class Document(NamedTuple):
    """``reception`` is the amount for 公务接待, ``total`` that of “三公”, both in 万元."""

    division: tuple[str, str]
    department: tuple[str, str]
    year: int
    kind: str
    reception: str
    total: str

    @property
    def organisation_id(self) -> str:
        return f"{self.division[0]}-{self.department[0]}"

    @property
    def id(self) -> str:
        return f"{self.organisation_id}-{self.year}-{self.kind}"


_COUNTY, _CITY = ("130999", "示例县"), ("130900", "示例市")
_WATER, _SCHOOLS, _CITY_WATER = ("345", "水务局"), ("346", "教育局"), ("347", "水利局")
DOCUMENTS = (
    Document(_COUNTY, _WATER, 2022, "budget", "0.80", "3.30"),
    Document(_COUNTY, _WATER, 2023, "budget", "0.60", "3.10"),
    Document(_COUNTY, _WATER, 2023, "final_accounts", "0.45", "2.95"),
    Document(_COUNTY, _WATER, 2024, "budget", "0.50", "3.00"),
    Document(_COUNTY, _SCHOOLS, 2024, "budget", "0.70", "3.20"),
    Document(_CITY, _CITY_WATER, 2024, "budget", "1.25", "3.75"),
)


def text_of(document: Document) -> str:
    """The small document's text as this one's."""
    name = f"{document.division[1]}{document.department[1]}"
    text = (SMALL / "source.txt").read_text(encoding="utf-8")
    text = text.replace("345 示例县水务局", f"{document.department[0]} {name}")
    text = text.replace("示例县水务局", name)
    text = text.replace(str(_YEAR - 1), "PREVIOUS").replace(str(_YEAR), str(document.year))
    text = text.replace("PREVIOUS", str(document.year - 1))
    text = text.replace(
        "公务接待费\t0.50\t0.50", f"公务接待费\t{document.reception}\t{document.reception}"
    )
    if document.kind == "final_accounts":
        text = text.replace("部门预算", "部门决算").replace("预算年度", "决算年度")
        text = text.replace("预算数", "决算数")
    return text.replace(
        "“三公”经费小计\t3.00\t3.00", f"“三公”经费小计\t{document.total}\t{document.total}"
    )


def write(document: Document, sources: Path) -> Path:
    """Its folder below ``sources``."""
    folder = sources / document.id
    folder.mkdir(parents=True)
    content = text_of(document).encode()
    (folder / "source.txt").write_bytes(content)
    code, name = document.division
    (folder / "source.toml").write_text(
        f'division_code = "{code}"\ndivision_name = "{name}"\nkind = "{document.kind}"\n'
        f'\n[[documents]]\npath = "source.txt"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\n',
        encoding="utf-8",
    )
    return folder


def add(document: Document, folder: Path, sources: Path) -> None:
    """As a reader would: the file lies in ``folder`` and is added by the command."""
    folder.mkdir(parents=True)
    path = folder / "budget.txt"
    path.write_text(text_of(document), encoding="utf-8")
    command = ["add", str(path), "--division", document.division[0], "--sources", str(sources)]
    assert main(command) == 0
