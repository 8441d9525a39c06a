"""Every resource of the package, in the order of ``datapackage.json`` and of the site.

To add a published table, declare it in ``tables/``; any other resource is named here.
"""

from yusuan.checks.resource import CHECK_RESULTS, CHECK_RULES
from yusuan.declared.fields import Resource
from yusuan.prose.glossary import GLOSSARY
from yusuan.prose.goals import DEPARTMENT_GOALS, GOAL_EXECUTION, GOAL_INDICATORS
from yusuan.prose.narrative import NARRATIVE
from yusuan.prose.stated import STATED_AMOUNTS
from yusuan.registers.classification_names import CLASSIFICATION_NAMES
from yusuan.registers.classifications import ECONOMIC_CLASSIFICATION, FUNCTIONAL_CLASSIFICATION
from yusuan.registers.crosswalk import CROSSWALK
from yusuan.registers.divisions import DIVISIONS
from yusuan.registers.organisations import ORGANISATION_NAMES, ORGANISATIONS
from yusuan.tables import TABLES
from yusuan.tables.performance import (
    DEPARTMENT_TASKS,
    PERFORMANCE_INDICATORS,
    PROJECT_EXECUTION,
    PROJECTS,
)
from yusuan.views.documents import DOCUMENTS
from yusuan.views.lines import BUDGET_LINES
from yusuan.views.published import DISCLOSURES, PUBLISHED_TABLES
from yusuan.views.published_cells import PUBLISHED_CELLS, UNPLACED_CELLS
from yusuan.views.source_lines import SOURCE_LINES

RESOURCES: tuple[Resource, ...] = (
    DISCLOSURES,
    DOCUMENTS,
    PUBLISHED_TABLES,
    *(table.resource for table in TABLES),
    DEPARTMENT_GOALS,
    GOAL_INDICATORS,
    DEPARTMENT_TASKS,
    GOAL_EXECUTION,
    PROJECTS,
    PERFORMANCE_INDICATORS,
    PROJECT_EXECUTION,
    STATED_AMOUNTS,
    NARRATIVE,
    GLOSSARY,
    FUNCTIONAL_CLASSIFICATION,
    ECONOMIC_CLASSIFICATION,
    CLASSIFICATION_NAMES,
    ORGANISATIONS,
    ORGANISATION_NAMES,
    DIVISIONS,
    CROSSWALK,
    BUDGET_LINES,
    PUBLISHED_CELLS,
    UNPLACED_CELLS,
    SOURCE_LINES,
    CHECK_RESULTS,
    CHECK_RULES,
)
# Where every fact was read, cell by cell: long, and of use beside the document only.
EVIDENCE = frozenset(each.name for each in (PUBLISHED_CELLS, UNPLACED_CELLS, SOURCE_LINES))
RESOURCE_BY_NAME: dict[str, Resource] = {resource.name: resource for resource in RESOURCES}
