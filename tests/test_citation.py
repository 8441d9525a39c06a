"""Citations say what the package says, and the programs that read them get the same facts back."""

import dataclasses
import functools
import json
import os
import re
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import bibtexparser.entrypoint
import pytest
import rispy  # type: ignore[import-untyped]
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pylatexenc import latex2text  # type: ignore[import-untyped]

from tests.citation_validator import CannotInstallError, validate
from tests.kept import make_package
from tests.paths import DOCUMENTS, PACKAGE, ROOT
from yusuan.citation.addresses import PAGE_OF_RESOURCE, table_address
from yusuan.citation.builders import cite_dataset
from yusuan.citation.catalogue import FORMATS, citations, find_format
from yusuan.citation.model import Cited, as_edition, flat
from yusuan.citation.reading import read_cited
from yusuan.cli import main
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.pages.model import read_site
from yusuan.sources.metadata import read_metadata

DISCLOSURE = "130500-501-2023-budget"
TABLE = f"{DISCLOSURE}.budget_summary"
FIGURE = f"{TABLE}.本年收入合计-revenue.amount"
WHOLE = None
RUNS = int(os.environ.get("YUSUAN_CITATION_RUNS", "150"))
IDS = (WHOLE, DISCLOSURE, TABLE, FIGURE, f"{DISCLOSURE}.checks", "check_rules")
RENEW = "renew it: yusuan cite --format cff > CITATION.cff"
SITE = "https://budget.example/open"

# What a package may say of itself once it is published; a deposit and a site are known then.
PUBLISHED = {"homepage": SITE, "repository": "https://code.example/y", "doi": "10.5281/zenodo.1"}
HOSTILE = (
    "收支 {总表 100% & #1 a_b $x ~ ^ \\end{document}",
    '}}, title = {"no"',
    "first\nTY  - BOOK\r\nER  - \nAU  - somebody",
    "yes: [no, 'x']\u2028--- !!python/object",
    "\u202ereversed\x00\x1b[31m",
    "<b>&amp;</b> and and",
)
hostile = st.text(
    st.one_of(
        st.sampled_from("{}\\%&$#_~^\"'`@=,;:[]<>-\n\r\t\u2028 "),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
).filter(lambda text: bool(flat(text)))


def texts(test: Callable[..., None]) -> Callable[..., None]:
    """``test`` for whatever text a document may hold."""
    for text in HOSTILE:
        test = example(text)(test)
    return settings(max_examples=RUNS, deadline=None, derandomize=True, database=None)(
        given(hostile)(test)
    )


def titled(title: str, kind: str = "dataset") -> Cited:
    """A part of the real package, or the whole, under another title and by another maker."""
    cited = read(WHOLE if kind == "dataset" else FIGURE)
    return dataclasses.replace(cited, title=title, creators=(title, "第二作者"), publisher=title)


@functools.cache
def read(id_: str | None) -> Cited:
    return read_cited(PACKAGE, id_)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small test documents, with the addresses that the real package does not have yet."""
    sources = tmp_path_factory.mktemp("published")
    for folder in DOCUMENTS.iterdir():
        (sources / "sources" / folder.name).parent.mkdir(exist_ok=True)
        shutil.copytree(folder, sources / "sources" / folder.name)
    facts = (PACKAGE / "package.toml").read_text(encoding="utf-8")
    facts = re.sub(r"^(homepage|repository|doi) = .*\n", "", facts, flags=re.MULTILINE)
    added = "".join(f'{name} = "{value}"\n' for name, value in PUBLISHED.items())
    (sources / "package.toml").write_text(added + facts, encoding="utf-8")
    make_package(sources / "sources", sources / "out")
    return sources / "out"


def latex_context() -> Any:
    """The decoder's commands, with three of LaTeX's own that it lacks or takes for accents."""
    context = latex2text.get_default_latex_context_db()
    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [
        latex2text.MacroTextSpec(name, simplify_repl=character) for name, character in names.items()
    ]
    context.add_context_category("ours", macros=macros, prepend=True)
    return context


def bibtex_entry(text: str) -> Any:
    from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware

    decoding = LatexDecodingMiddleware(
        decoder=latex2text.LatexNodes2Text(latex_context=latex_context())
    )
    library = bibtexparser.entrypoint.parse_string(
        text, append_middleware=[decoding, MonthIntMiddleware()]
    )
    assert library.failed_blocks == []
    [entry] = library.entries
    return entry


def ris_entry(text: str) -> dict[str, Any]:
    [entry] = rispy.loads(text)
    assert isinstance(entry, dict)
    return entry


def csl_entry(text: str) -> dict[str, Any]:
    [entry] = json.loads(text)
    assert isinstance(entry, dict)
    return entry


def unbraced(text: str) -> str:
    """What BibTeX means by a value; the parser takes off the outermost pair of braces only."""
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


# What is cited


def test_the_project_is_the_maker_of_the_data_set() -> None:
    metadata = read_metadata(PACKAGE / "package.toml")
    assert read(WHOLE).creators == tuple(each.title for each in metadata.contributors)


@pytest.mark.parametrize("id_", [DISCLOSURE, TABLE, FIGURE, f"{DISCLOSURE}.checks"])
def test_the_maker_of_the_data_is_the_author_the_department_that_of_the_document(id_: str) -> None:
    assert read(id_).creators == read(WHOLE).creators
    assert read(id_).document_creator == "邢台市工业和信息化局"
    [entry] = json.loads(find_format("csl").write(read(id_)))
    assert entry["original-author"] == [{"literal": "邢台市工业和信息化局"}]


def test_every_fact_of_the_whole_is_that_of_package_toml() -> None:
    metadata, whole = read_metadata(PACKAGE / "package.toml"), read(WHOLE)
    assert (whole.title, whole.title_en) == (metadata.title, metadata.title_en)
    assert (whole.version, whole.issued) == (metadata.version, metadata.created[:10])
    assert (whole.identifier, whole.keywords) == (metadata.id, metadata.keywords)
    assert whole.licenses == tuple(each.name for each in metadata.licenses)
    assert (whole.doi, whole.repository) == (metadata.doi, metadata.repository)


def test_two_rows_of_a_table_have_two_keys() -> None:
    rows = ("公务接待费", "因公出国（境）费", "2150502")
    keys = [dataclasses.replace(read(FIGURE), id=f"{TABLE}.{row}.total").key for row in rows]
    assert len({*keys}) == len(rows)
    assert all(re.fullmatch("[A-Za-z0-9._-]+", key) for key in keys)
    assert keys[-1].startswith(f"{TABLE}.2150502.total-{read(FIGURE).version}")


def test_a_figure_is_cited_with_value_unit_and_line() -> None:
    assert "1263.84 万元（原文第 82 行）" in read(FIGURE).title


def test_a_table_is_cited_by_its_printed_title() -> None:
    assert read(TABLE).title.endswith("：部门预算收支总表")


def test_a_table_printed_empty_can_be_cited() -> None:
    assert "政府基金预算" in read(f"{DISCLOSURE}.government_fund_expenditure").title


@pytest.mark.parametrize("id_", [TABLE, FIGURE])
def test_slashes_do_for_dots(id_: str) -> None:
    assert read(id_.replace(".", "/")) == read(id_)


@pytest.mark.parametrize("id_", IDS)
def test_what_is_not_known_is_left_out(id_: str | None, published: Path) -> None:
    descriptor = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    for name in PUBLISHED:
        del descriptor[name]
    bare = cite_dataset(descriptor)
    assert (bare.address, bare.doi, bare.repository) == (None, None, None)
    for citation in citations(dataclasses.replace(read(id_), address=None, doi=None)):
        assert "http" not in citation.text
        assert "None" not in citation.text
        assert "DOI" not in citation.text.upper().replace("DOI OF", "")


@pytest.mark.parametrize(
    ("id_", "address"),
    [
        (None, f"{SITE}/releases/{{version}}/"),
        ("check_rules", f"{SITE}/dictionary.html#check_rules"),
        ("{id}", f"{SITE}/disclosures/{{id}}/"),
        ("{id}.revenue", f"{SITE}/disclosures/{{id}}/revenue.html"),
        ("{id}.checks", f"{SITE}/disclosures/{{id}}/checks.html"),
        ("{id}.revenue.212.total", f"{SITE}/disclosures/{{id}}/figure.html#revenue.212.total"),
    ],
)
def test_where_the_site_is_known_everything_has_an_address(
    id_: str | None, address: str, published: Path
) -> None:
    disclosure = "130999-345-2024-budget"
    cited = read_cited(published, id_ and id_.format(id=disclosure))
    assert cited.address == address.format(id=disclosure, version=cited.version)


def test_every_page_of_a_resource_is_a_page_of_the_site() -> None:
    from yusuan.pages.catalogue import DISCLOSURE_PAGES

    pages = {page.name for page in DISCLOSURE_PAGES}
    assert set(PAGE_OF_RESOURCE.values()) <= pages
    assert set(PAGE_OF_RESOURCE) <= set(RESOURCE_BY_NAME)
    for name in RESOURCE_BY_NAME:
        file = table_address("x", name).removeprefix("disclosures/x/").partition("#")[0]
        assert file.removesuffix(".html") in {*pages, ""}


# The formats


@pytest.mark.parametrize(
    ("id_", "text"),
    [
        (
            WHOLE,
            (
                "yusuan contributors. 中国政府部门预算公开数据集[DS/OL]. V{version}. "
                "yusuan contributors, {year}({issued})[2030-01-02]. "
                "https://budget.example/open/releases/{version}/. DOI:10.5281/zenodo.1."
            ),
        ),
        (
            "130999-345-2024-budget.revenue",
            (
                "yusuan contributors. {disclosure}：{table}: 130999-345-2024-budget.revenue[DS/OL]"
                "//yusuan contributors. 中国政府部门预算公开数据集. V{version}. "
                "yusuan contributors, {year}({issued})[2030-01-02]. https://budget.example/open/"
                "disclosures/130999-345-2024-budget/revenue.html. DOI:10.5281/zenodo.1."
            ),
        ),
    ],
)
def test_gbt_7714(id_: str | None, text: str, published: Path) -> None:
    cited = read_cited(published, id_, "2030-01-02")
    disclosure, _, table = cited.title.partition("：")
    assert find_format("gbt7714").write(cited) == text.format(
        disclosure=disclosure,
        table=table,
        version=cited.version,
        year=cited.year,
        issued=cited.issued,
    )


def test_gbt_7714_without_an_address_names_no_carrier() -> None:
    cited = dataclasses.replace(read(WHOLE), address=None, doi=None)
    assert "数据集[DS]. V" in find_format("gbt7714").write(cited)


def test_gbt_7714_names_three_creators_at_most() -> None:
    cited = dataclasses.replace(read(WHOLE), creators=("甲", "乙", "丙", "丁"))
    assert find_format("gbt7714").write(cited).startswith("甲, 乙, 丙, 等. 中国")


def test_apa(published: Path) -> None:
    cited = read_cited(published, accessed="2030-01-02")
    assert find_format("apa").write(cited) == (
        f"yusuan contributors. ({cited.year}). 中国政府部门预算公开数据集 "
        f"[Open data of Chinese departmental budget disclosures] (Version {cited.version}) "
        "[Data set]. Retrieved January 2, 2030, from https://doi.org/10.5281/zenodo.1"
    )


@pytest.mark.parametrize(
    ("creators", "written"),
    [
        (("甲",), "甲. (20"),
        (("Acme Inc.",), "Acme Inc. (20"),
        (("甲", "乙"), "甲, & 乙. (20"),
        (tuple("abcdefghijklmnopqrstu"), "r, s, … u. (20"),
    ],
)
def test_apa_names_its_authors(creators: tuple[str, ...], written: str) -> None:
    assert written in find_format("apa").write(dataclasses.replace(read(WHOLE), creators=creators))


def test_apa_names_a_publisher_that_is_no_author() -> None:
    cited = dataclasses.replace(read(WHOLE), publisher="某出版社")
    assert "[Data set]. 某出版社." in find_format("apa").write(cited)


@pytest.mark.parametrize("id_", [WHOLE, "130999-345-2024-budget.revenue.合计.total"])
@pytest.mark.parametrize("format_", ["bibtex", "ris", "csl"])
def test_parsers_give_back_the_same_facts(format_: str, id_: str | None, published: Path) -> None:
    cited = read_cited(published, id_, "2030-01-02")
    text = find_format(format_).write(cited)
    found: dict[str, object]
    if format_ == "bibtex":
        entry = bibtex_entry(text)
        assert (entry.entry_type, entry.key) == ("dataset", cited.key)
        fields = {field.key: field.value for field in entry.fields}
        assert fields.pop("month") == int(cited.issued[5:7])
        found = {name: unbraced(str(value)) for name, value in fields.items()}
        names = {"address": "url", "accessed": "urldate", "creators": "author"}
    elif format_ == "ris":
        entry = ris_entry(text)
        assert entry["type_of_reference"] == "DATA"
        assert entry["date"] == cited.issued.replace("-", "/")
        found = {**entry, "address": entry["urls"][0], "accessed": entry["access_date"]}
        found["accessed"] = str(found["accessed"]).replace("/", "-")
        [found["creators"]] = entry["authors"]
        names = {"version": "edition"}
    else:
        entry = csl_entry(text)
        assert entry["issued"] == {"date-parts": [[int(n) for n in cited.issued.split("-")]]}
        assert entry["accessed"] == {"date-parts": [[2030, 1, 2]]}
        found = {**entry, "year": str(entry["issued"]["date-parts"][0][0])}
        found |= {"accessed": cited.accessed, "creators": entry["author"][0]["literal"]}
        names = {"doi": "DOI", "address": "URL"}
    for fact in ("title", "year", "version", "publisher", "doi", "address", "accessed"):
        assert found[names.get(fact, fact)] == getattr(cited, fact), fact
    assert found[names.get("creators", "creators")] == cited.creators[0]


@pytest.mark.parametrize("format_", ["bibtex", "ris", "csl"])
def test_a_part_names_the_data_set_and_what_was_printed(format_: str) -> None:
    cited = read(FIGURE)
    text = find_format(format_).write(cited)
    container = cited.container
    assert container is not None
    for known in (container.title, "公布为 1263.84 万元，见原文第 82 行", "SHA-256 44cb9183"):
        assert known in text


def test_csl_has_only_the_variables_of_its_schema(published: Path) -> None:
    schema = files("citeproc") / "data" / "schema" / "schemas" / "styles" / "csl-variables.rnc"
    variables = set(re.findall(r'"([A-Za-z-]+)"', schema.read_text(encoding="utf-8")))
    assert {"title", "author", "DOI"} <= variables
    cited = read_cited(published, "130999-345-2024-budget.revenue.合计.total", "2030-01-02")
    assert set(csl_entry(find_format("csl").write(cited))) - {"id", "type"} <= variables


def test_citeproc_renders_csl(published: Path) -> None:
    import citeproc  # type: ignore[import-untyped]
    from citeproc.formatter import plain  # type: ignore[import-untyped]
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

    cited = read_cited(published)
    source = CiteProcJSON(json.loads(find_format("csl").write(cited)))
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(cited.key)]))
    [rendered] = [str(entry) for entry in bibliography.bibliography()]
    for known in ("yusuan contributors", cited.year, cited.title, "10.5281/zenodo.1"):
        assert known in rendered


@pytest.mark.parametrize("id_", IDS)
def test_the_pages_get_every_format_that_fits(id_: str | None) -> None:
    found = citations(read(id_))
    names = [each.name for each in FORMATS]
    assert [each.format for each in found] == (names if id_ is None else names[:-1])
    assert all(each.text and each.title for each in found)


# Hostile texts


@texts
def test_no_text_breaks_out_of_a_line(title: str) -> None:
    for name in ("gbt7714", "apa"):
        text = find_format(name).write(titled(title))
        assert flat(title) in text
        assert text.isprintable()


@texts
def test_no_text_breaks_bibtex(title: str) -> None:
    entry = bibtex_entry(find_format("bibtex").write(titled(title, "figure")))
    plain = find_format("bibtex").write(titled("题", "figure"))
    assert [field.key for field in entry.fields] == [f.key for f in bibtex_entry(plain).fields]


@texts
def test_bibtex_braces_are_balanced_as_bibtex_counts_them(title: str) -> None:
    depth = 0
    for character in find_format("bibtex").write(titled(title)):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


@texts
def test_bibtex_gives_back_any_text(title: str) -> None:
    fields = bibtex_entry(find_format("bibtex").write(titled(title))).fields_dict
    assert unbraced(fields["title"].value) == flat(title)


@texts
def test_ris_gives_back_any_text(title: str) -> None:
    entry = ris_entry(find_format("ris").write(titled(title)))
    assert entry["title"] == entry["publisher"] == flat(title)
    assert entry["authors"] == [flat(title), "第二作者"]
    assert entry["type_of_reference"] == "DATA"


@texts
def test_csl_gives_back_any_text(title: str) -> None:
    entry = csl_entry(find_format("csl").write(titled(title)))
    assert entry["title"] == entry["publisher"] == flat(title)
    assert entry["author"] == [{"literal": flat(title)}, {"literal": "第二作者"}]


@texts
def test_cff_gives_back_any_text(title: str) -> None:
    content = yaml.safe_load(find_format("cff").write(titled(title)))
    assert content["title"] == flat(title)
    assert content["authors"] == [{"name": flat(title)}, {"name": "第二作者"}]


# CITATION.cff


def test_the_committed_file_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "--format", "cff", "--package", str(PACKAGE)]) == 0
    committed = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert capsys.readouterr().out == committed, RENEW


def test_the_committed_file_says_what_package_toml_says() -> None:
    metadata = read_metadata(PACKAGE / "package.toml")
    content = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (content["cff-version"], content["type"]) == ("1.2.0", "dataset")
    assert (content["title"], content["version"]) == (metadata.title, metadata.version), RENEW
    assert content["date-released"] == metadata.created[:10], RENEW
    assert content["keywords"] == list(metadata.keywords), RENEW
    assert content.get("doi") == metadata.doi, RENEW
    assert content.get("repository-code") == metadata.repository, RENEW


def test_nothing_makes_zenodo_ignore_the_file() -> None:
    assert not (ROOT / ".zenodo.json").exists()


def assert_valid(file: Path) -> None:
    try:
        done = validate(file)
    except CannotInstallError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"pip cannot install requirements/citation.txt here: {error}")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_cffconvert_accepts_the_committed_file() -> None:
    assert_valid(ROOT / "CITATION.cff")


@pytest.mark.slow
def test_cffconvert_accepts_the_file_of_a_published_version(
    published: Path, tmp_path: Path
) -> None:
    (tmp_path / "CITATION.cff").write_text(
        find_format("cff").write(read_cited(published)), encoding="utf-8"
    )
    content = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
    assert content["doi"] == PUBLISHED["doi"]
    assert content["repository-code"] == PUBLISHED["repository"]
    assert_valid(tmp_path / "CITATION.cff")


@pytest.mark.slow
def test_cffconvert_would_refuse_a_wrong_file(tmp_path: Path) -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    wrong = tmp_path / "CITATION.cff"
    wrong.write_text(text.replace("type: dataset", "type: database"), encoding="utf-8")
    with pytest.raises(AssertionError, match="database"):
        assert_valid(wrong)


# The command


def cite(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["cite", *arguments, "--package", str(PACKAGE)])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("id_", IDS)
def test_the_command_prints_gbt_7714_by_default(
    id_: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = cite(capsys, *([id_] if id_ else []))
    # The repository's own package may be released or not, which is part of its citation.
    cited = as_edition(read(id_), read_site(PACKAGE).edition.unreleased)
    assert (code, out) == (0, find_format("gbt7714").write(cited) + "\n")


def test_no_clock_but_the_readers_own_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert "[2030-01-02]" in cite(capsys, "--accessed", "2030-01-02")[1]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["130500-501-2024-budget"], "相近的有：130500-501-2023-budget"),
        ([f"{DISCLOSURE}.revenu"], "相近的有：revenue"),
        ([f"{DISCLOSURE}.check_rules"], "130500-501-2023-budget 没有这张表"),
        ([f"{DISCLOSURE}.revenue.合计.totl"], f"{DISCLOSURE}.revenue.合计.total"),
        (["--format", "bibtx"], "相近的有：bibtex"),
        (["--format", ""], "可用：gbt7714、apa、bibtex、ris、csl、cff"),
        ([FIGURE, "--format", "cff"], "CITATION.cff 只描述整个数据集"),
        (["--accessed", "2030-02-30"], "请写成 2026-12-01"),
        (["--accessed", "20300201"], "请写成 2026-12-01"),
        ([""], "没有这份公开文件"),
        (["../../etc/passwd"], "没有这份公开文件"),
    ],
)
def test_bad_use_gets_one_clear_line(
    arguments: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = cite(capsys, *arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert hint in err


@pytest.mark.parametrize("content", [None, "{", "[]", "{}", '{"resources": [], "version": 1}'])
def test_a_package_that_cannot_be_read_gets_one_clear_line(
    content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    assert main(["cite", "--package", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "yusuan convert" in err
