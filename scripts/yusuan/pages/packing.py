"""What scripts load in parts, packed: JSON, deflated, as a script that hands it over.

A script, because a page opened from the disk may load nothing else; packed, because a site holds
the parts of hundreds of disclosures (``site/assets/loading.js`` unpacks them). The bytes are those
of a pinned compressor (see ``yusuan.storage.zipping``).
"""

import json
from base64 import b64encode

from yusuan.storage.zipping import LEVEL


def packed(name: str, value: object) -> str:
    """The script that hands over ``value``, which is called ``name`` among what a page loads."""
    import deflate

    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    content = b64encode(deflate.zlib_compress(plain, LEVEL)).decode()
    return f'yusuanPacked({json.dumps(name)},"{content}");\n'
