"""Projects, goals, indicators, terms and all prose of a disclosure as records of the search."""

from collections.abc import Iterator

from yusuan.evidence.places import LinePlace, covers, place_of
from yusuan.pages.explaining import term_id
from yusuan.pages.explanation import kind_of_amount
from yusuan.pages.figures import TARGET_KIND_TITLES, grouped, plain, target
from yusuan.pages.model import Disclosure, Record, decimal, integer, text
from yusuan.pages.others import REASONS
from yusuan.pages.searching.model import Found, Kind, Valued
from yusuan.pages.searching.places import said
from yusuan.pages.text import identifier
from yusuan.printed.text import key
from yusuan.tables.performance import DEPARTMENT_TASKS

_PROJECTS, _GOALS, _EXPLANATION = "项目绩效目标", "部门绩效目标", "情况说明"
# Their rows are paragraphs of the explanation, found where they have pages of their own.
_ELSEWHERE = ("glossary", "department_goals")


def prose_of(disclosure: Disclosure) -> Iterator[Found]:
    """All that a disclosure prints and that is no row of a table."""
    yield from _projects(disclosure)
    yield from _goals(disclosure)
    yield from _terms(disclosure)
    yield from _amounts(disclosure)
    yield from _narrative(disclosure)
    yield from _leftovers(disclosure)
    yield from _unclaimed_lines(disclosure)


def _projects(disclosure: Disclosure) -> Iterator[Found]:
    names: dict[object, str] = {}
    promised: dict[object, list[str]] = {}
    for row in disclosure.of("performance_indicators"):
        said_of = f"{text(row, 'level3')} {text(row, 'target_text')}".strip()
        promised.setdefault(row["project_no"], []).append(said_of)
    for row in disclosure.of("projects"):
        number = text(row, "project_no")
        names[row["project_no"]] = f"{number}、{text(row, 'project_name')}"
        yield Found(
            kind="project",
            page="projects.html",
            of=_PROJECTS,
            anchor=str(identifier(f"project-{number}")),
            title=names[row["project_no"]],
            place=said(row["place"], row["place_end"]),
            texts=(text(row, "goal"), "；".join(promised.get(row["project_no"], ()))),
        )
    for row in disclosure.of("performance_indicators"):
        yield _indicator(
            row,
            "indicator",
            f"{_PROJECTS}：{names.get(row['project_no'], '')}",
            "projects.html",
            f"project-{row['project_no']}-{row['indicator_no']}",
        )


def _goals(disclosure: Disclosure) -> Iterator[Found]:
    for row in disclosure.of("department_goals"):
        overall = row["goal_type"] == "overall"
        number = f"{row['goal_no']}、{text(row, 'goal_title') or '分项绩效目标'}"
        yield Found(
            kind="goal",
            page="goals.html",
            of=_GOALS,
            anchor=str(identifier(f"goal-{row['goal_no']}")),
            title="总体绩效目标" if overall else number,
            place=said(row["place"], row["place_end"]),
            texts=(text(row, "goal"), text(row, "indicators_text")),
        )
    for row in disclosure.of("goal_indicators"):
        anchor = f"goal-{row['goal_no']}-{row['indicator_no']}"
        yield _indicator(row, "indicator", _GOALS, "goals.html", anchor)

    for row in disclosure.of(DEPARTMENT_TASKS.name):
        amounts = [
            Valued(field.title, "万元", plain(amount))
            for field in DEPARTMENT_TASKS.fields
            if field.kind == "amount" and (amount := decimal(row, field.name)) is not None
        ]
        yield Found(
            kind="goal",
            page="goals.html",
            of=_GOALS,
            anchor=f"task-{row['task_no']}",
            title=text(row, "task_name") or "部门整体的资金",
            place=said(row["place"], row["place_end"]),
            texts=(text(row, "content"), text(row, "paying_project")),
            values=tuple(amounts),
        )


def _indicator(row: Record, kind: Kind, of: str, page: str, anchor: str) -> Found:
    """With its target as data and as printed, where that says anything else."""
    printed, shown = text(row, "target_text"), target(row)
    values = tuple(dict.fromkeys(each for each in (shown, printed) if each))
    name, described = text(row, "level3"), text(row, "description")
    texts = (
        "" if described == name else described,
        text(row, "level1"),
        text(row, "level2"),
        TARGET_KIND_TITLES.get(text(row, "target_kind"), ""),
        text(row, "basis") if "basis" in row else "",
    )
    return Found(
        kind=kind,
        page=page,
        of=of,
        anchor=anchor,
        title=name or described or "没有名称的指标",
        place=said(row["place"], row["place_end"]),
        texts=texts,
        values=tuple(Valued("指标值" if n == 0 else "原文", "", v) for n, v in enumerate(values)),
    )


def _terms(disclosure: Disclosure) -> Iterator[Found]:
    for row in disclosure.of("glossary"):
        yield Found(
            kind="term",
            page="glossary.html",
            of="名词解释",
            anchor=str(identifier(term_id(key(text(row, "term"))))),
            title=text(row, "term"),
            place=said(row["place"], row["place_end"]),
            texts=(text(row, "definition"),),
        )


def _amounts(disclosure: Disclosure) -> Iterator[Found]:
    """The sentence of an amount is found as prose."""
    for row in disclosure.of("stated_amounts"):
        amount = Valued(
            kind_of_amount(row), text(row, "published_unit"), grouped(text(row, "published_text"))
        )
        yield Found(
            kind="amount",
            page="explanation.html",
            of=_EXPLANATION,
            anchor=f"amount-{row['amount_no']}",
            title=text(row, "subject") or "没有写明所指",
            place=said(row["place"]),
            values=(amount,),
        )


def _narrative(disclosure: Disclosure) -> Iterator[Found]:
    elsewhere = [
        (place_of(text(row, "place")), place_of(text(row, "place_end")))
        for resource in _ELSEWHERE
        for row in disclosure.of(resource)
    ]
    for row in disclosure.of("narrative"):
        place = place_of(text(row, "place"))
        if any(covers(*span, place) for span in elsewhere):
            continue
        heading = row["paragraph_type"] == "heading"
        above = text(row, "subsection") or text(row, "section_title")
        yield Found(
            kind="prose",
            page="explanation.html",
            of=_EXPLANATION,
            anchor=f"narrative-{row['section_no']}-{row['paragraph_no']}",
            title=text(row, "text") if heading else above or _EXPLANATION,
            place=said(row["place"], row["place_end"]),
            texts=() if heading else (text(row, "text"),),
        )


def _leftovers(disclosure: Disclosure) -> Iterator[Found]:
    for row in disclosure.of("unplaced_cells"):
        shown = text(row, "text")
        if row["reason"] != "unbound_table" and shown:
            yield Found(
                kind="other",
                page="others.html",
                of="未归入数据的内容",
                anchor=f"unplaced-{row['unplaced_no']}",
                title=shown,
                place=said(row["place"], row.get("place_end")),
                texts=(REASONS[text(row, "reason")],),
            )


def _unclaimed_lines(disclosure: Disclosure) -> Iterator[Found]:
    """Lines of a text that no data came of: its cover, its contents, its titles."""
    lines, claimed = disclosure.source, _lines_of_projects(disclosure)
    for row in disclosure.of("source_lines"):
        number = integer(row, "source_line")
        shown = " ".join(lines[number - 1].split()) if number <= len(lines) else ""
        if shown and not row["resource"] and number not in claimed:
            yield Found(
                kind="source",
                page="source.html",
                of="原文",
                anchor=f"line-{number}",
                title=shown,
                place=f"第 {number} 行",
            )


def _lines_of_projects(disclosure: Disclosure) -> frozenset[int]:
    """The lines of goals and indicators, whose rows are found by themselves."""
    found: set[int] = set()
    for row in (*disclosure.of("projects"), *disclosure.of("performance_indicators")):
        start, end = place_of(text(row, "place")), place_of(text(row, "place_end"))
        if isinstance(start, LinePlace) and isinstance(end, LinePlace):
            found.update(range(start.line, end.line + 1))
    return frozenset(found)
