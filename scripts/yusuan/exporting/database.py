"""The package as one SQLite file: typed tables, keys, indexes, and a search of every text.

SQLite has no decimal type. An amount stands as its exact decimal text and, beside it, as a whole
number of 分 (``<field>_fen``), in which sums and orders are exact too. Another number stands as
its text and, to be sorted by, as ``<field>_real``. The file is written by the SQLite of a pinned
wheel (``apsw``), so that the same package gives the same bytes on any machine.
"""

import csv
import errno
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.declared.english import head_in_english
from yusuan.declared.fields import Field, FieldKind, Resource
from yusuan.declared.resources import EVIDENCE, RESOURCE_BY_NAME, RESOURCES
from yusuan.errors import YusuanError, reason_of
from yusuan.validation import Json, read_descriptor

# What readers of SQLite files (``file``, Datasette) may tell ours by.
APPLICATION_ID = 0x79737573
_LONGEST_FIELD = 1 << 30
# Powers of ten from the unit of a field to 分.
_FEN: dict[FieldKind, int] = {"amount": 6, "yuan": 2}
_COLUMN_TYPES: dict[FieldKind, str] = {
    "string": "TEXT",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "date": "TEXT",
    "amount": "TEXT",
    "yuan": "TEXT",
    "number": "TEXT",
}
_DICTIONARY = """CREATE TABLE "data_dictionary" (
  "table" TEXT NOT NULL, -- 表
  "position" INTEGER NOT NULL, -- 次序
  "column" TEXT NOT NULL, -- 列
  "title" TEXT NOT NULL, -- 名称
  "title_en" TEXT NOT NULL, -- 英文名称
  "kind" TEXT NOT NULL, -- 类型
  "unit" TEXT, -- 单位
  "description" TEXT NOT NULL, -- 说明
  "description_en" TEXT NOT NULL, -- 英文说明
  PRIMARY KEY ("table", "column")
) WITHOUT ROWID"""
_FACTS = """CREATE TABLE "package" (
  "name" TEXT PRIMARY KEY NOT NULL, -- 项
  "value" TEXT NOT NULL -- 内容
)"""
# How names of columns end that hold keys, places, formulas or figures.
_NO_PROSE = (
    *("_code", "_id", "_ids", "_key", "_sha256", "place", "place_end", "places"),
    *("_expression", "field", "published_text", "resource"),
)
_TOLD = ("name", "id", "title", "title_en", "description", "version", "created", "homepage", "doi")


# Most tables of most packages are short, and each takes whole pages, as its indexes do.
_SETTINGS = (
    "page_size = 2048",
    "journal_mode = OFF",
    "synchronous = OFF",
    "encoding = 'UTF-8'",
)


def write_database(package: Path, path: Path) -> None:
    """Write the database of the package to ``path``, which must not exist.

    The same package gives the same bytes. Raises YusuanError if there is no package to read.
    """
    import apsw

    descriptor = read_descriptor(package)
    database = apsw.Connection(str(path))
    try:
        for setting in _SETTINGS:
            database.execute(f"PRAGMA {setting}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        with database:
            _write(database, package, descriptor)
        database.execute("VACUUM")
    except apsw.Error as error:
        raise YusuanError(f"不能写成 SQLite 文件（{_cause(error)}）", file=path) from None
    finally:
        database.close()


def _write(database: Any, package: Path, descriptor: Json) -> None:
    database.execute(_FACTS)
    database.executemany("INSERT INTO package VALUES (?, ?)", _facts(descriptor))
    for resource in RESOURCES:
        database.execute(create_table(resource))
        columns = [name for field in resource.fields for name, _ in columns_of(field)]
        marks = ", ".join("?" * len(columns))
        rows = _rows(package / "data" / f"{resource.name}.csv", resource)
        database.executemany(f'INSERT INTO "{resource.name}" VALUES ({marks})', rows)
        if database.execute(f'SELECT 1 FROM "{resource.name}" LIMIT 1').fetchone() is None:
            continue  # nothing to look up: indexes of nothing take a page each
        for number, names in enumerate(indexes_of(resource), start=1):
            listed = ", ".join(f'"{name}"' for name in names)
            # Of what is there: most codes of most rows are not printed.
            optional = [f.name for f in resource.fields if f.name in names and not f.required]
            there = " AND ".join(f'"{name}" IS NOT NULL' for name in optional)
            database.execute(
                f'CREATE INDEX "{resource.name}_{number}" ON "{resource.name}" ({listed})'
                + (f" WHERE {there}" if there else "")
            )
        for statement in search_statements(resource):
            database.execute(statement)
    database.execute(_DICTIONARY)
    entries = (entry for resource in RESOURCES for entry in _dictionary(resource))
    database.executemany("INSERT INTO data_dictionary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", entries)
    database.execute("ANALYZE")
    # Samples of values, beside how many there are: no query of a package needs them.
    database.execute("DROP TABLE IF EXISTS sqlite_stat4")


def _facts(descriptor: Json) -> Iterator[tuple[str, str]]:
    yield from ((name, str(descriptor[name])) for name in _TOLD if name in descriptor)
    yield (
        "licenses",
        "；".join(f"{each['title']} {each['path']}" for each in descriptor["licenses"]),
    )
    yield "sources", "；".join(each["title"] for each in descriptor["sources"])
    yield (
        "amounts",
        (
            "金额列是精确的十进制文字；同名加 _fen 的列是以分计的整数，求和、比较、排序请用它。"
            "其他数字的列是文字，同名加 _real 的列是近似值，供排序。空值是原文没有印，不是 0。"
        ),
    )


def columns_of(field: Field) -> Iterator[tuple[str, str]]:
    """Name and SQLite type of each column that the field becomes."""
    yield field.name, _COLUMN_TYPES[field.kind]
    if field.kind in _FEN:
        yield f"{field.name}_fen", "INTEGER"
    elif field.kind == "number":
        yield f"{field.name}_real", "REAL"


def create_table(resource: Resource) -> str:
    """The statement; comments name each column, so that the schema explains itself."""
    lines = []
    for field in resource.fields:
        needed = " NOT NULL" if field.required else ""
        unit = f"（{field.unit}）" if field.unit else ""
        for name, kind in columns_of(field):
            comment = f"{field.title}{unit}" if name == field.name else f"同上，{_beside(field)}"
            lines.append((f'"{name}" {kind}{needed}', comment))
    lines.append((f"PRIMARY KEY ({_listed(resource.primary_key)})", ""))
    for key in resource.foreign_keys:
        if key.reference != RESOURCE_BY_NAME[key.resource].primary_key:
            continue  # a code of whatever year: no key that SQL knows
        target = f'"{key.resource}" ({_listed(key.reference)})'
        lines.append((f"FOREIGN KEY ({_listed(key.fields)}) REFERENCES {target}", ""))
    body = []
    for number, (text, comment) in enumerate(lines):
        comma = "," if number < len(lines) - 1 else ""
        body.append(f"  {text}{comma}{f' -- {comment}' if comment else ''}")
    # Evidence stands in the order of its key, which then needs no index beside the table.
    kind = " WITHOUT ROWID" if resource.name in EVIDENCE else ""
    head = f'CREATE TABLE "{resource.name}" ( -- {resource.title}\n'
    return head + "\n".join(body) + f"\n){kind}"


def _beside(field: Field) -> str:
    return "以分计的整数" if field.kind in _FEN else "近似值，供排序"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def indexes_of(resource: Resource) -> list[tuple[str, ...]]:
    """Columns that rows are looked up by, where they are no part of the primary key."""
    wanted = [key.fields for key in resource.foreign_keys]
    wanted += [(field.name,) for field in resource.fields if field.name.endswith("_code")]
    found: list[tuple[str, ...]] = []
    for names in wanted:
        if not {*names} <= {*resource.primary_key} and names not in found:
            found.append(names)
    return found


def searched_fields(resource: Resource) -> tuple[str, ...]:
    """Texts that people wrote: no codes, no keys, no formulas, no closed list; no evidence."""
    if resource.name in EVIDENCE:
        return ()
    keys = {*resource.primary_key, *(n for key in resource.foreign_keys for n in key.fields)}
    return tuple(
        field.name
        for field in resource.fields
        if field.kind == "string"
        and not (field.enum or field.pattern)
        and field.name not in keys
        and not field.name.endswith(_NO_PROSE)
    )


def search_statements(resource: Resource) -> Iterator[str]:
    """A full-text index that Datasette finds by itself; any three letters in a row are found."""
    fields = searched_fields(resource)
    if not fields:
        return
    name, columns = resource.name, _listed(fields)
    yield (
        f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5 '
        f"({columns}, content=\"{name}\", tokenize='trigram')"
    )
    yield f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')'


def _dictionary(resource: Resource) -> Iterator[tuple[Any, ...]]:
    position = 0
    for field in resource.fields:
        for name, _ in columns_of(field):
            position += 1
            own = name == field.name
            yield (
                resource.name,
                position,
                name,
                field.title if own else f"{field.title}（{_beside(field)}）",
                head_in_english(field),
                field.kind if own else "integer" if field.kind in _FEN else "real",
                (field.unit or None) if own else "分" if field.kind in _FEN else None,
                field.description,
                field.description_en,
            )


def _rows(path: Path, resource: Resource) -> Iterator[tuple[Any, ...]]:
    csv.field_size_limit(_LONGEST_FIELD)
    makers = [_maker(field.kind) for field in resource.fields]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for row in reader:
            values: list[Any] = []
            for text, make in zip(row, makers, strict=True):
                values += make(text)
            yield tuple(values)


def _maker(kind: FieldKind) -> Callable[[str], tuple[Any, ...]]:
    """Text of a CSV cell -> the values of its columns; an empty cell is null."""
    if kind in _FEN:
        power = _FEN[kind]
        return lambda text: (text, int(Decimal(text).scaleb(power))) if text else (None, None)
    if kind == "number":
        return lambda text: (text, float(text)) if text else (None, None)
    if kind == "integer":
        return lambda text: (int(text),) if text else (None,)
    if kind == "boolean":
        return lambda text: (int(text == "true"),) if text else (None,)
    return lambda text: (text or None,)


def _cause(error: BaseException) -> str:
    """What went wrong first: that it cannot be rolled back afterwards is what follows from it."""
    import apsw

    while error.__context__ is not None:
        error = error.__context__
    if isinstance(error, apsw.FullError):
        error = OSError(errno.ENOSPC, "")
    return reason_of(error) if isinstance(error, OSError) else str(error)
