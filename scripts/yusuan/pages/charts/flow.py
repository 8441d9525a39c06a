"""The picture of the flow: sources, functional classes, basic and project, economic classes."""

from itertools import pairwise

from yusuan.pages.charts.amounts import rounded, total
from yusuan.pages.charts.flow_drawing import flow_drawing, unit_of
from yusuan.pages.charts.picture import NARROW, WIDE, Entry, Picture
from yusuan.pages.charts.stages import BASIC_TABLE, Stage, divided_elsewhere, stages
from yusuan.pages.model import Disclosure

_RESOURCES = ("budget_summary", "revenue", "expenditure", BASIC_TABLE)


def flow(disclosure: Disclosure) -> Picture | None:
    """From sources to uses, as far as published; None where less than two stages are."""
    found = stages(disclosure)
    if len(found) < 2:
        return None
    return Picture(
        name="flow",
        title="钱从哪里来，到哪里去",
        summary=_summary(found, elsewhere=divided_elsewhere(disclosure)),
        drawings=(flow_drawing(found, "narrow", NARROW), flow_drawing(found, "wide", WIDE)),
        entries=tuple(_entries(found)),
        resources=tuple(name for name in _RESOURCES if disclosure.of(name)),
        notes=tuple(_notes(found)),
    )


def _summary(found: tuple[Stage, ...], *, elsewhere: bool) -> str:
    first, last = found[0], found[-1]
    whole = first.total.positive if first.total else total(n.amount for n in first.nodes)
    largest = max(first.nodes, key=lambda node: node.amount.positive).amount
    told = f"共{rounded(whole)[0]}元，最大的来源是“{largest.name}”{largest.full}。"
    hidden = next((node.amount for node in last.nodes if node.css == "unpublished"), None)
    if hidden is not None:
        why = "不在基本支出表里，别的表另有经济分类" if elsewhere else "没有公布经济分类"
        told += f"其中 {hidden.full}{why}。"
    return f"{told}图中单位：{unit_of(found)}。"


def _entries(found: tuple[Stage, ...]) -> list[Entry]:
    entries = []
    for stage in found:
        entries += [node.amount.entry(stage.title) for node in stage.nodes]
        if stage.total is not None:
            entries.append(stage.total.entry(stage.title))
    return entries


def _notes(found: tuple[Stage, ...]) -> list[str]:
    notes = []
    for before, after in pairwise(found):
        if after.flows is None:
            notes.append(
                f"{before.title}与{after.title}之间怎样对应没有公布（或与总数对不上），"
                "图中只用一根灰柱相连。"
            )
    for stage in found:
        parts = total(node.amount for node in stage.nodes)
        if stage.total is not None and parts != stage.total.value:
            notes.append(
                f"{stage.title}各项之和与所印的“{stage.total.name}”{stage.total.full}不一致。"
            )
    totals = [stage.total for stage in found[:2] if stage.total is not None]
    if len(totals) == 2 and totals[0].value != totals[1].value:
        notes.append(f"收入总计 {totals[0].full}与支出总计 {totals[1].full}不一致，各照原文画出。")
    return notes
