"""The page of the search: its results have an address there."""

from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.model import Site


def _context(site: Site) -> Context:
    return {"disclosure_count": len(site.disclosures)}


SEARCH_PAGE = SitePage(
    name="search", title="搜索", template="search.html.j2", context=_context, contents=False
)
