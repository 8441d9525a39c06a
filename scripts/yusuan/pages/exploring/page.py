"""The page that explores every line, and what a view of it is cited with."""

from collections.abc import Mapping
from dataclasses import replace

from yusuan.citation.builders import cite_dataset
from yusuan.citation.model import as_edition, flat
from yusuan.pages.citing_forms import open_citations
from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.figure.citing import rules
from yusuan.pages.model import Site
from yusuan.pages.outline import outline_of

# As `site/assets/explore/view.js` knows them.
FIRST = (
    ("table", "表"),
    ("field", "栏"),
    ("place", "地区"),
    ("org", "机构"),
    ("year", "年度"),
)
# Seldom asked for, so they are folded: on a phone the table comes sooner.
FURTHER = (
    ("kind", "种类"),
    ("leaf", "层级"),
    ("scope", "范围"),
)
FACETS = (*FIRST, *FURTHER)
GROUPS = (*FACETS, ("item", "项目"))


def citing(site: Site) -> Mapping[str, object]:
    """The citations of the whole set with title, address and note left open for a view of it."""
    whole = as_edition(cite_dataset(site.descriptor), site.edition.unreleased)
    return {
        "title": flat(whole.title),
        "id": whole.id,
        "texts": open_citations(replace(whole, address="OPEN", doi=None), ""),
        "rules": rules(site),
    }


def _context(site: Site) -> Context:
    return {
        "disclosure_count": len(site.disclosures),
        "line_count": sum(outline_of(each).line_count for each in site.disclosures),
        "facets": FIRST,
        "further": FURTHER,
        "groups": GROUPS,
        "citing": citing(site),
    }


EXPLORE_PAGE = SitePage(
    name="explore",
    title="探索",
    template="explore.html.j2",
    context=_context,
    in_english=True,
    contents=False,
)
