"""What scripts load in parts, packed: JSON, deflated, as a script that hands it over.

A script, because a page opened from the disk may load nothing else; packed, because a site holds
the parts of hundreds of disclosures (``site/assets/loading.js`` unpacks them). The script is
UTF-16, which its byte order mark says before any header is asked (Encoding Standard, decode):
there a sign of two bytes holds fifteen bits, where in base64 a byte holds six. The deflated bytes
are those of a pinned compressor (see ``yusuan.storage.zipping``).
"""

import json
from codecs import BOM_UTF16_LE
from collections.abc import Iterator

from yusuan.storage.zipping import LEVEL

# From here on 2 ** 15 signs are letters or unassigned: none ends a line, a string or a pair of
# surrogates.
FIRST_SIGN = 0x3000
BITS = 15
_MASK = (1 << BITS) - 1
# So many bytes are eight signs.
_BLOCK = BITS
_SHIFTS = tuple(range(BITS * 7, -1, -BITS))


def packed(name: str, value: object) -> bytes:
    """The script that hands over ``value``, which is called ``name`` among what a page loads."""
    import deflate

    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    content = bytes(deflate.zlib_compress(plain, LEVEL))
    signs = "".join(map(chr, _signs(content)))[: -(-len(content) * 8 // BITS)]
    script = f'yusuanPacked({json.dumps(name)},{len(content)},"{signs}");\n'
    return BOM_UTF16_LE + script.encode("utf-16-le")


def _signs(content: bytes) -> Iterator[int]:
    """Fifteen bits in each, the first ones first; zeros fill the last block."""
    for at in range(0, len(content), _BLOCK):
        held = int.from_bytes(content[at : at + _BLOCK].ljust(_BLOCK, b"\0"), "big")
        for shift in _SHIFTS:
            yield FIRST_SIGN + (held >> shift & _MASK)
