"""What of an organisation's years cannot be compared, and why."""

from collections.abc import Iterator

from yusuan.pages.collection.cells import SCOPE_TITLES, column_names, series_of
from yusuan.pages.collection.model import Organisation
from yusuan.pages.figures import KIND_TITLES, occasion
from yusuan.pages.model import Disclosure, text, year_of


def caveats(organisation: Organisation, unitless: tuple[Disclosure, ...]) -> Iterator[str]:
    """Each in one sentence; none where there is but one document."""
    disclosures = organisation.disclosures
    names = column_names(disclosures)
    if len(organisation.names) > 1:
        told = "；".join(
            f"{'、'.join(str(year) if year else '年度不详' for year in years)} 年印作“{name}”"
            for name, years in organisation.names.items()
        )
        yield f"名称：{told}。职责是否相同，文件没有说。"
    if len({text(each.facts, "scope") for each in disclosures}) > 1:
        by_scope: dict[str, list[str]] = {}
        for each in disclosures:
            by_scope.setdefault(text(each.facts, "scope"), []).append(occasion(each.facts))
        told = "；".join(
            f"{'、'.join(which)}{'是' if scope else ''}{SCOPE_TITLES[scope]}"
            for scope, which in by_scope.items()
        )
        yield (
            f"范围：{told}。部门含所属单位，单位只是它自己，大小不同；范围不同的不算增减，"
            "没有写明的只在没有写明的之间算。"
        )
    kinds = {text(each.facts, "kind") for each in disclosures}
    if len(kinds) > 1:
        told = "和".join(KIND_TITLES.get(kind, "看不出种类的文件") for kind in sorted(kinds))
        yield f"种类：这里有{told}。预算是计划，决算是实际；增减只在同类文件之间算。"
    for each in unitless:
        yield f"单位：{names[each.id]}有的表没有印金额单位，数字照印，不算增减，也不画图。"
    yield from _gaps(disclosures)


def _gaps(disclosures: tuple[Disclosure, ...]) -> Iterator[str]:
    """Years without a document between two of one series: changes reach over them."""
    by_series: dict[object, set[int]] = {}
    for each in disclosures:
        if year_of(each.facts):
            by_series.setdefault(series_of(each), set()).add(year_of(each.facts))
    lacking = {
        year
        for years in by_series.values()
        for year in range(min(years) + 1, max(years))
        if year not in years
    }
    if lacking:
        told = "、".join(str(year) for year in sorted(lacking))
        yield (
            f"缺年：没有收录 {told} 年同一种类、同一范围的文件；跨过缺年的增减，注明是与哪一年比。"
        )
