"""Results of source folders kept from run to run, so that only what changed is converted again.

``code`` tells what else than a folder a result depends on, ``entries`` is a result as bytes,
``cache`` the folder of them.
"""

from yusuan.caching.cache import ConversionCache

__all__ = ["ConversionCache"]
