"""One thing that can be found, and how a part of them is written for the browser."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from yusuan.pages.packing import packed

Kind = Literal[
    "collection", "row", "table", "project", "indicator", "goal", "amount", "term", "code", "prose", "page",
    "data", "finding", "other", "source", "comparison",
]  # fmt: skip


class KindOf(NamedTuple):
    """What readers call it, and how far it goes before others that fit as well."""

    name: Kind
    title: str
    title_en: str
    weight: int

    def weight_among(self, disclosures: int) -> int:
        """Where many disclosures have rows of one name, all of them side by side come first."""
        return _AHEAD if self.name == "comparison" and disclosures >= _MANY else self.weight


# From so many disclosures on the comparison goes before their rows, of which it is one step ahead.
_MANY, _AHEAD = 10, 21
KINDS = (
    KindOf("row", "表中的行", "Table rows", 20),
    KindOf("project", "项目", "Projects", 18),
    KindOf("table", "表", "Tables", 17),
    KindOf("term", "名词", "Terms", 15),
    KindOf("amount", "文字中的金额", "Amounts in the text", 14),
    KindOf("code", "科目代码", "Codes", 13),
    KindOf("goal", "部门目标", "Goals", 12),
    KindOf("indicator", "绩效指标", "Indicators", 12),
    KindOf("page", "页面", "Pages", 9),
    KindOf("prose", "情况说明", "Explanation", 8),
    KindOf("other", "未归入数据的内容", "Not placed in the data", 3),
    KindOf("comparison", "比较", "Comparison", 0),
    KindOf("source", "原文", "Source text", -10),
    KindOf("data", "数据和下载", "Data and downloads", -15),
    KindOf("finding", "数据核对", "Checks", -20),
    KindOf("collection", "机构和地区", "Organisations and places", 28),
)
# Shorter texts are no longer than what would stand for them.
_SHORT = 6
_NUMBERS = {kind.name: number for number, kind in enumerate(KINDS)}


class Valued(NamedTuple):
    """A value as printed, the column it stands in and its unit; ``field`` where it is a figure."""

    label: str
    unit: str
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``page`` (relative to the folder of its part) and ``anchor`` are its address, ``of`` names the page.

    ``place`` says where the document prints it.
    """

    kind: Kind
    page: str
    of: str
    title: str
    anchor: str = ""
    code: str = ""
    place: str = ""
    texts: tuple[str, ...] = ()
    values: tuple[Valued, ...] = ()


class Result(NamedTuple):
    """What came out of a check, as the pages of figures tell it; ``anchor``: on the page of checks."""

    number: int
    status: str
    title: str
    message: str
    left: str
    right: str
    anchor: str


class Listed(NamedTuple):
    """A part as the list of all of them names it."""

    name: str
    folder: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """Records that load together; ``folder`` is where their pages lie, blank for the site's own.

    ``results`` say of checks what records do too, for the pages of figures: they load the same part.
    ``known`` are texts of records that the list of parts tells for all of them.
    """

    name: str
    folder: str
    title: str
    records: tuple[Found, ...]
    results: tuple[Result, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"search/{self.name}.js"

    @property
    def listed(self) -> "Listed":
        return Listed(self.name, self.folder, self.title)

    @property
    def script(self) -> bytes:
        """What the search loads."""
        told = _Encoding(self.records, self.results, self.known).told
        return packed(self.name, {"name": self.name, **told})


class _Encoding:
    """Records as lists, without their blank ends; what they and the results repeat is written once."""

    def __init__(
        self, records: Sequence[Found], results: Sequence[Result], known: Sequence[str]
    ) -> None:
        pieces = Counter(piece for each in records for piece in each.texts)
        pieces.update(piece for _, *said in results for piece in said)
        self._known = {piece: -1 - number for number, piece in enumerate(known)}
        often = (piece for piece, count in pieces.items() if count > 1 and len(piece) > _SHORT)
        repeated = (piece for piece in often if piece not in self._known)
        self._texts = {piece: number for number, piece in enumerate(repeated)}
        self._pages: dict[tuple[str, str], int] = {}
        self._labels: dict[tuple[str, str, str], int] = {}
        rows = [list(_trimmed(self._fields(each))) for each in records]
        self.told: dict[str, object] = {
            "pages": list(self._pages),
            "labels": list(self._labels),
            "texts": list(self._texts),
            "records": rows,
        }
        if results:
            self.told |= {
                "results": {number: list(map(self._once, said)) for number, *said in results}
            }

    def _fields(self, found: Found) -> Iterator[object]:
        yield _NUMBERS[found.kind]
        yield self._pages.setdefault((found.page, found.of), len(self._pages))
        yield from (found.anchor, found.title, found.code, found.place)
        yield [self._known.get(piece, self._once(piece)) for piece in found.texts if piece]
        yield [
            piece
            for label, unit, shown, field in found.values
            for piece in (self._labels.setdefault((label, unit, field), len(self._labels)), shown)
        ]

    def _once(self, piece: str) -> str | int:
        """As it is, or, if it is written once for all, its number."""
        return self._texts.get(piece, piece)


def _trimmed(fields: Iterable[object]) -> Iterator[object]:
    """Without the blank fields at the end."""
    held: list[object] = []
    for field in fields:
        held.append(field)
        if field not in ("", []):
            yield from held
            held.clear()
