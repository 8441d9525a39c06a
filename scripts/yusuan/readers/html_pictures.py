"""Pictures of a web page that may hold a table: a browser shows them, no reader reads them."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

# As for pictures in other files (a twentieth of a sheet of A4), in square pixels of a screen.
_LEAST_AREA = 0.05 * 794 * 1123
_LEAST_SIDE = 100
_LEAST_SHARE = 30
_LEAST_INLINE = 10_000  # characters of a picture within the page: icons are smaller
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "in": 96.0,
    "em": 16.0,
}
_LENGTH = re.compile(r"\s*([0-9]{1,5}(?:\.[0-9]{1,4})?)\s*(px|pt|cm|mm|in|em|%|)\s*", re.I)
_STYLED = re.compile(r"(?:^|;)\s*(width|height)\s*:([^;]{1,40})", re.I)
# What web designers call pictures that decorate.
_DECORATION = re.compile(
    r"logo|ico(?:n|$|[^a-z])|btn|button|banner|qr|ewm|erweima|weixin|wechat|weibo|share|print"
    r"|arrow|bg|bullet|spacer|line|dot|more|close|search|gov|dzjg|jiucuo|conac|beian|loading"
    r"|\.(?:svg|ico|gif)|二维码|打印|分享|图标|标识",
    re.I,
)
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|bmp|webp|tiff?)(?:$|\?)", re.I)


def is_large_picture(element: "etree._Element") -> bool:
    """Whether an ``img`` is large; one of unknown size is unless its names say that it decorates."""
    source = (element.get("src") or "").strip()
    if not source or source[:18].lower().startswith("data:image/svg"):
        return False
    sizes = {name: element.get(name) or "" for name in ("width", "height")}
    sizes.update((name.lower(), text) for name, text in _STYLED.findall(element.get("style") or ""))
    known = [size for text in sizes.values() if (size := _size(text)) is not None]
    if known:
        return min(known) >= _LEAST_SIDE and (len(known) < 2 or known[0] * known[1] >= _LEAST_AREA)
    if source[:5].lower() == "data:":
        return len(source) >= _LEAST_INLINE
    named = [element.get(name) or "" for name in ("class", "id", "alt", "title")]
    if any(map(_DECORATION.search, (source.rpartition("/")[2], *named))):
        return False
    parent = element.getparent()
    href = (parent.get("href") or "") if parent is not None and parent.tag == "a" else ""
    return not href or _PICTURE_FILE.search(href) is not None


def _size(text: str) -> float | None:
    """Pixels; for a share of the page whether it is a large one, as many as make it so."""
    match = _LENGTH.fullmatch(text.replace("!important", ""))
    if match is None:
        return None
    number, unit = float(match[1]), match[2].lower()
    if unit == "%":
        return 794.0 if number >= _LEAST_SHARE else 0.0
    return number * _PIXELS[unit]
