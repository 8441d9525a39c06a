"""What packed files hand over."""

import json
import re
import zlib
from base64 import b64decode
from typing import Any

_CALL = re.compile(r'yusuanPacked\(("[^"]+"),"([A-Za-z0-9+/=]*)"\);\n')


def unpacked(script: str) -> tuple[str, Any]:
    """What it is called, and the value."""
    match = _CALL.fullmatch(script)
    assert match is not None, script[:80]
    return json.loads(match[1]), json.loads(zlib.decompress(b64decode(match[2])))
