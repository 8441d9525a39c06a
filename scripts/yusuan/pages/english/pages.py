"""The pages in English: what each shows besides what the Chinese page gathers."""

from yusuan.declared.english import in_english
from yusuan.pages.collection.model import collection_of
from yusuan.pages.declaration import Context
from yusuan.pages.dictionary import dictionary_in
from yusuan.pages.downloads import DOWNLOADS_PAGE
from yusuan.pages.english.names import lists_of
from yusuan.pages.english.page import FOLDER, EnglishPage
from yusuan.pages.english.wording import ARCHIVES, ENGLISH, KINDS
from yusuan.pages.exploring.page import EXPLORE_PAGE, FIRST, FURTHER, GROUPS
from yusuan.pages.model import Site
from yusuan.pages.outline import outline_of


def _home(site: Site) -> Context:
    collection = collection_of(site)
    return {
        "collection": collection,
        "places": collection.within(None),
        "line_count": sum(outline_of(each).line_count for each in site.disclosures),
        "check_count": sum(outline_of(each).check_count for each in site.disclosures),
        "kinds": KINDS,
    }


def _nothing(site: Site) -> Context:
    return {}


def _downloads(site: Site) -> Context:
    return {**DOWNLOADS_PAGE.context(site), "archives": ARCHIVES}


def _dictionary(site: Site) -> Context:
    return {**dictionary_in(ENGLISH, site), "names": lists_of(site)}


def _explore(site: Site) -> Context:
    return {
        **EXPLORE_PAGE.context(site),
        "facets": [(name, in_english(title)) for name, title in FIRST],
        "further": [(name, in_english(title)) for name, title in FURTHER],
        "groups": [(name, in_english(title)) for name, title in GROUPS],
    }


ENGLISH_PAGES = (
    EnglishPage(
        name=f"{FOLDER}/index",
        title="English",
        description="Budgets and final accounts of Chinese government departments as open data: "
        "every figure traced to the line of the document that prints it.",
        template="english/home.html.j2",
        context=_home,
    ),
    EnglishPage(
        name=f"{FOLDER}/about",
        title="About",
        description="What this site is, how the data are made, blank and 0, limits, citing, "
        "licence, and how to report an error.",
        template="english/about.html.j2",
        context=_nothing,
    ),
    EnglishPage(
        name=f"{FOLDER}/downloads",
        title="Downloads",
        description="All data: CSV, Parquet, workbook and SQLite, with checksums and code.",
        template="english/downloads.html.j2",
        context=_downloads,
    ),
    EnglishPage(
        name=f"{FOLDER}/dictionary",
        title="Dictionary",
        description="Every table and field of the data, and the English names of checks and of "
        "the functional and economic classification.",
        template="english/dictionary.html.j2",
        context=_dictionary,
        contents=False,
    ),
    EnglishPage(
        name=f"{FOLDER}/explore",
        title="Explore",
        description="Filter, group, sort and download every figure of the budgets and final "
        "accounts of Chinese government departments in the browser.",
        template="english/explore.html.j2",
        context=_explore,
        contents=False,
    ),
)
