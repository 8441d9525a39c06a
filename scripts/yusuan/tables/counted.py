"""How a field that holds figures is declared: what it counts, of which fund, stage and year."""

from dataclasses import replace

from yusuan.declared.fields import ExpenditureType, Field, FigureStage, FundSource
from yusuan.declared.vocabulary import amount


def counted(
    name: str,
    title: str,
    description: str,
    description_en: str,
    *labels: str,
    fund_source: FundSource | None = None,
    expenditure_type: ExpenditureType | None = None,
    stage: FigureStage | None = None,
    years_before: int = 0,
    term: str = "",
) -> Field:
    """A field of amounts in 元, with its ``labels`` as printed and the ``term`` that explains it."""
    return replace(
        amount(name, title, description, description_en, *labels, term=term),
        measure="amount",
        fund_source=fund_source,
        expenditure_type=expenditure_type,
        stage=stage,
        years_before=years_before,
    )
