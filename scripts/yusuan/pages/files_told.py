"""Size and checksum of the files of the package, where the pages of a disclosure tell them.

They change with every disclosure, nothing else of those pages does: the pages are made of a
descriptor with blanks, which are filled in as they are written (``drawn``).
"""

import re
from collections.abc import Mapping
from typing import Any

from yusuan.descriptor import ALTERNATES, data_files
from yusuan.pages.model import Json, Site

# What no file has.
_NO_SIZE, _NO_CHECKSUM = -1, "?"
_BLANKS = f'"contentSize":"{_NO_SIZE} B","sha256":"{_NO_CHECKSUM}"'
# A file as `described.schema_org` tells of it; no text of a document can look so: its quotation
# marks are escaped.
_FILE = re.compile(rf'("name":"([^"]+)"(?:,"[^"]+":"[^"]*"){{2}},){re.escape(_BLANKS)}')


def blank_descriptor(descriptor: Json) -> Json:
    """``descriptor`` without what only the whole package tells, blanks for sizes and checksums."""
    resources = [_blank(entry) for entry in descriptor["resources"]]
    return {**descriptor, "resources": resources, "sources": []}


def _blank(entry: Mapping[str, Any]) -> Json:
    others = [{**other, **_FACTS} for other in entry.get(ALTERNATES, ())]
    return {**entry, **_FACTS, "rows": 0, ALTERNATES: others}


_FACTS = {"bytes": _NO_SIZE, "hash": f"sha256:{_NO_CHECKSUM}"}


class FilesTold:
    """Fills the blanks in: the files of ``site`` as they are."""

    def __init__(self, site: Site) -> None:
        self._facts = {
            entry["path"]: (entry["bytes"], entry["hash"].removeprefix("sha256:"))
            for entry in data_files(site.descriptor)
        }

    def fill(self, content: str) -> str:
        """A page with every blank filled."""
        return _FILE.sub(self._told, content) if _BLANKS in content else content

    def _told(self, found: re.Match[str]) -> str:
        size, checksum = self._facts[found[2]]
        return f'{found[1]}"contentSize":"{size} B","sha256":"{checksum}"'
