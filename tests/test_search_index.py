"""The search index in UTF-8."""

import json
from pathlib import Path

from yusuan.pages.search_index import INDEX, write_in_utf8

CONTENT = {"config": {"lang": ["zh"]}, "docs": [{"title": "公务\u200b接待", "text": '"<\\\n\x01'}]}


def test_the_index_says_the_same_in_fewer_bytes(tmp_path: Path) -> None:
    path = tmp_path / INDEX
    path.parent.mkdir()
    escaped = json.dumps(CONTENT)
    path.write_text(escaped, encoding="ascii")
    write_in_utf8(tmp_path)
    assert json.loads(path.read_text(encoding="utf-8")) == CONTENT
    assert path.stat().st_size < len(escaped)
