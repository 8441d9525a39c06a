"""Results kept from run to run, so that only what changed is made again.

``code`` tells what a result depends on besides what it was made of, ``entries`` is a result as
bytes, ``cache`` the folder of them. ``conversions`` keeps what source folders gave; what the site
has of a disclosure is kept by ``yusuan.pages.drawn``.
"""

from yusuan.caching.cache import Cache
from yusuan.caching.entries import Entry

__all__ = ["Cache", "Entry"]
