"""Every rule in its order, and the evidence held to all of them."""

from functools import partial

from yusuan.checks import (
    across_codes,
    across_summaries,
    announced,
    announced_titles,
    basic_parts,
    cited,
    code_list,
    completeness,
    economic_items,
    economic_names,
    empty_tables,
    evaluations,
    institutions,
    legible,
    legible_targets,
    numbering,
    performance_goals,
    performance_targets,
    printed_facts,
    promised_twice,
    repeated_rows,
    row_parts,
    slips,
    summary_blocks,
    summary_lines,
    summary_names,
    term_order,
    terms,
    text_against_tables,
    text_changes,
    text_consistency,
    text_items,
    text_lists,
    text_percent_signs,
    text_plan_compared,
    text_sums,
    text_unstated,
    text_years,
    uncoded_sums,
    within_codes,
    within_items,
    within_row,
    within_summaries,
)
from yusuan.checks.evidence import Evidence
from yusuan.checks.judging import doubted, judge, sums_are_exact
from yusuan.checks.model import Check, Outcome, Result, not_due
from yusuan.checks.row_causes import RowCauses
from yusuan.checks.unnamed import Unnamed
from yusuan.checks.unseen import Unseen
from yusuan.checks.wrong_units import WrongUnits

CHECKS: tuple[Check, ...] = (
    *within_row.CHECKS,
    *row_parts.CHECKS,
    *within_codes.CHECKS,
    *code_list.CHECKS,
    *economic_names.CHECKS,
    *uncoded_sums.CHECKS,
    *economic_items.CHECKS,
    *within_summaries.CHECKS,
    *summary_blocks.CHECKS,
    *basic_parts.CHECKS,
    *within_items.CHECKS,
    *completeness.CHECKS,
    *legible.CHECKS,
    *repeated_rows.CHECKS,
    *numbering.CHECKS,
    *across_summaries.CHECKS,
    *summary_lines.CHECKS,
    *summary_names.CHECKS,
    *across_codes.CHECKS,
    *institutions.CHECKS,
    *slips.CHECKS,
    *text_against_tables.CHECKS,
    *text_changes.CHECKS,
    *text_years.CHECKS,
    *text_unstated.CHECKS,
    *text_items.CHECKS,
    *text_plan_compared.CHECKS,
    *text_sums.CHECKS,
    *text_lists.CHECKS,
    *text_consistency.CHECKS,
    *text_percent_signs.CHECKS,
    *announced.CHECKS,
    *announced_titles.CHECKS,
    *cited.CHECKS,
    *empty_tables.CHECKS,
    *printed_facts.CHECKS,
    *terms.CHECKS,
    *term_order.CHECKS,
    *performance_targets.CHECKS,
    *legible_targets.CHECKS,
    *performance_goals.CHECKS,
    *promised_twice.CHECKS,
    *evaluations.CHECKS,
)


def run_checks(evidence: Evidence) -> tuple[Result, ...]:
    """Evaluate every rule, in the order of ``CHECKS`` and of the document."""
    found: list[tuple[Check, Outcome]] = []
    for check in CHECKS:
        if not evidence.is_departmental and check.family != "performance":
            found.append((check, not_due("这是政府预算，规则说的是部门预算")))
            continue
        outcomes = tuple(check.evaluate(evidence))
        nothing = (not_due("文件中没有这条规则涉及的内容"),)
        found.extend((check, outcome) for outcome in outcomes or nothing)
    exact = sums_are_exact(outcome for _, outcome in found)
    unnamed, unseen = Unnamed(evidence), Unseen(evidence)
    judges = [partial(judge, check, exact=exact) for check, _ in found]
    judged = [
        (outcome, unseen.judged(outcome, unnamed.judged(outcome, judge_it(outcome))))
        for (_, outcome), judge_it in zip(found, judges, strict=True)
    ]
    rows = RowCauses(evidence, (result for _, result in judged))
    judged = [
        (outcome, rows.judged(outcome, result, judge_it))
        for (outcome, result), judge_it in zip(judged, judges, strict=True)
    ]
    units = WrongUnits(evidence, judged, judges)
    return tuple(
        doubted(units.judged(outcome, result), evidence.recognised_pages)
        for outcome, result in judged
    )
