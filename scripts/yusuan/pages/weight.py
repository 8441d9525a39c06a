"""Which disclosures have their pages packed, so that a site of a thousand can be published.

GitHub Pages takes 1 GB. Packed, the pages of a disclosure weigh an eighth; all but the overview
then need a script to be read.
"""

from yusuan.pages.model import Disclosure, Site

# At 1.2 MB each they take a quarter of the room.
MOST_COMPLETE = 200


def packed_disclosures(site: Site) -> frozenset[str]:
    """Their ids: those of tables alone, and of the others those beyond the newest."""
    whole = [each for each in site.disclosures if not each.tables_only]
    newest = sorted(whole, key=_newest_first)[:MOST_COMPLETE]
    return frozenset(each.id for each in site.disclosures) - {each.id for each in newest}


def _newest_first(disclosure: Disclosure) -> tuple[int, str]:
    year = disclosure.facts["fiscal_year"]
    return -(year if isinstance(year, int) else 0), disclosure.id
