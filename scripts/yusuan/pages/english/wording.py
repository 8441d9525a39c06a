"""Words of the pages in English that are no terms of budgets."""

from collections.abc import Mapping

from yusuan.pages.dictionary import Wording

KINDS: Mapping[str, str] = {"budget": "budget", "final_accounts": "final accounts"}
# Of each format of the whole set: what it is, and what to know of it.
ARCHIVES: Mapping[str, tuple[str, str]] = {
    "xlsx": (
        "To look at it in Excel: one workbook",
        "A sheet for each table; blanks and decimals as printed.",
    ),
    "sqlite": (
        "To query it with SQL: one SQLite file",
        (
            "Amounts are exact decimal texts; columns with _fen hold them as whole numbers of 0.01 "
            "yuan: add and sort those."
        ),
    ),
    "zip": (
        "All data: one zip",
        (
            "CSV, Parquet, workbook, SQLite, schemas, documents, licences and checksums; keep this "
            "file of the version that you cite."
        ),
    ),
}
ENGLISH = Wording(
    title="title_en",
    description="description_en",
    types={
        "string": "text",
        "integer": "integer",
        "number": "number",
        "boolean": "true or false",
        "date": "date",
    },
    comma=", ",
    listed=", ",
    primary="primary key",
    foreign="foreign key: {}",
    required="required",
    values="values: {}",
    pattern="pattern: {}",
    head=("Field", "Description", "Type", "Constraints", "Printed as", "Example", "Glossary"),
    fields_of="Fields of {}",
    shared="Fields that several tables share",
)
