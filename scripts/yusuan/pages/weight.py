"""Which disclosures have their pages packed, so that a site of a thousand can be published.

GitHub Pages takes 1 GB. Packed, the pages of a disclosure weigh an eighth; all but the overview
then need a script to be read.
"""

from yusuan.package import distribution
from yusuan.pages.model import Disclosure, Site


def packed_disclosures(site: Site) -> frozenset[str]:
    """Their ids: those of tables alone, and of the others those beyond the newest."""
    whole = [each for each in site.disclosures if not each.tables_only]
    newest = sorted(whole, key=_newest_first)[: distribution.MOST_COMPLETE]
    return frozenset(each.id for each in site.disclosures) - {each.id for each in newest}


def _newest_first(disclosure: Disclosure) -> tuple[int, str]:
    year = disclosure.facts["fiscal_year"]
    return -(year if isinstance(year, int) else 0), disclosure.id
