"""Every page of the site, in the order in which readers meet them."""

from typing import Any

from yusuan.pages.checks import CHECKS_PAGE
from yusuan.pages.codes import CLASSIFICATIONS_PAGE
from yusuan.pages.collection.organisation import ORGANISATION_PAGE
from yusuan.pages.collection.place import PLACE_PAGE
from yusuan.pages.compare import COMPARE_PAGE
from yusuan.pages.declaration import CollectionPage, DisclosurePage, SitePage
from yusuan.pages.dictionary import DICTIONARY_PAGE
from yusuan.pages.downloads import DOWNLOADS_PAGE
from yusuan.pages.english.pages import ENGLISH_PAGES
from yusuan.pages.explanation import EXPLANATION_PAGE
from yusuan.pages.exploring.page import EXPLORE_PAGE
from yusuan.pages.figure.page import FIGURE_PAGE_OF_DISCLOSURE
from yusuan.pages.goals import GOALS_PAGE
from yusuan.pages.home import HOME_PAGE
from yusuan.pages.indicators import INDICATORS_PAGE
from yusuan.pages.interface import INTERFACE_PAGE
from yusuan.pages.others import OTHERS_PAGE
from yusuan.pages.overview import OVERVIEW_PAGE
from yusuan.pages.projects import PROJECTS_PAGE
from yusuan.pages.published_table import table_page
from yusuan.pages.releases import RELEASES_PAGE
from yusuan.pages.searching.page import SEARCH_PAGE
from yusuan.pages.source import SOURCE_PAGE
from yusuan.pages.terms import DISCLOSURE_GLOSSARY_PAGE, GLOSSARY_PAGE
from yusuan.tables import TABLES

SITE_PAGES: tuple[SitePage, ...] = (
    HOME_PAGE,
    COMPARE_PAGE,
    EXPLORE_PAGE,
    CLASSIFICATIONS_PAGE,
    GLOSSARY_PAGE,
    DICTIONARY_PAGE,
    DOWNLOADS_PAGE,
    RELEASES_PAGE,
    INTERFACE_PAGE,
    SEARCH_PAGE,
    *ENGLISH_PAGES,
)

COLLECTION_PAGES: tuple[CollectionPage[Any], ...] = (PLACE_PAGE, ORGANISATION_PAGE)

DISCLOSURE_PAGES: tuple[DisclosurePage, ...] = (
    OVERVIEW_PAGE,
    *(table_page(table) for table in TABLES),
    EXPLANATION_PAGE,
    GOALS_PAGE,
    PROJECTS_PAGE,
    INDICATORS_PAGE,
    DISCLOSURE_GLOSSARY_PAGE,
    CHECKS_PAGE,
    OTHERS_PAGE,
    SOURCE_PAGE,
    FIGURE_PAGE_OF_DISCLOSURE,
)
