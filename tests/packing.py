"""What packed files hand over."""

import json
import re
import zlib
from typing import Any

from yusuan.pages.packing import BITS, FIRST_SIGN

_CALL = re.compile(r'\ufeffyusuanPacked\(("[^"]+"),([0-9]+),"([\u3000-\uafff]*)"\);\n')


def unpacked(script: bytes) -> tuple[str, Any]:
    """What it is called, and the value."""
    match = _CALL.fullmatch(script.decode("utf-16-le"))
    assert match is not None, script[:80]
    held = "".join(f"{ord(sign) - FIRST_SIGN:0{BITS}b}" for sign in match[3])
    length = int(match[2])
    content = int(held[: length * 8], 2).to_bytes(length, "big")
    return json.loads(match[1]), json.loads(zlib.decompress(content))
