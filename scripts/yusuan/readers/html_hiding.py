"""What a page keeps from its reader: not shown, or shown so that nobody sees it, or struck out.

By attribute, by style, by a class of its style sheet.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*collapse|mso-hide\s*:\s*all)", re.I)
_SHOWING = re.compile(r"display\s*:\s*(?!none)\w", re.I)
# The box stays, its text is not seen: no size, no ink, off the page, cut away.
_UNSEEN = re.compile(
    r"visibility\s*:\s*hidden|(?<![\w-])opacity\s*:\s*0?\.?0*%?\s*(?:;|$|!)"
    r"|(?<![\w-])color\s*:\s*(?:transparent|rgba?\((?:[^,)]*,){3}\s*0?\.?0*%?\s*\)|rgba?\([^/)]*/\s*0?\.?0*%?\s*\)"
    r"|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)\b)"
    r"|font-size\s*:\s*(?:0*\.?0+(?:px|pt|em|rem|%)?|0*1(?:\.0*)?(?:px|pt))\s*(?:;|$|!)"
    r"|text-indent\s*:\s*-[0-9]{3}|position\s*:\s*(?:absolute|fixed)[^}]*left\s*:\s*-[0-9]{3}"
    r"|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\((?:50|100)%|scale\(\s*0\s*\)"
    r"|(?<![\w-])(?:max-)?(?:width|height)\s*:\s*0(?:px|pt)?\s*;[^}]*overflow\s*:\s*hidden",
    re.I,
)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_STRUCK_TAGS = frozenset(("s", "strike", "del"))
_WHITE = r"(?:#fff\b|#f[c-f]f[c-f]f[c-f]|white\b|rgba?\(\s*25[2-5]\s*,\s*25[2-5]\s*,\s*25[2-5])"
_WHITE_INK = re.compile(rf"(?<![\w-])color\s*:\s*{_WHITE}", re.I)
_PAINTED = re.compile(
    rf"background(?:-color|-image)?\s*:\s*(?!{_WHITE}|transparent|none|inherit|initial)", re.I
)
_WHITE_COLOUR = re.compile(_WHITE, re.I)
_SIMPLE = re.compile(r"[a-z0-9]*[.#][\w-]+", re.I)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
# What a browser with scripts does not print, or prints in a box to choose from or to write in.
_NOT_SHOWN = frozenset(
    (
        *("noscript", "template", "noframes", "iframe", "object", "datalist", "select", "dialog"),
        *("textarea", "rp", "canvas", "audio", "video"),
    )
)


class Hiding:
    """Knows the classes and ids that the page's own style sheets hide."""

    def __init__(self, root: "etree._Element") -> None:
        self._names: set[str] = set()
        self._unseen: set[str] = set()
        self._white: set[str] = set()
        self._paints = root.find(".//link[@rel='stylesheet']") is not None
        for style in root.iter("style"):
            if (style.get("media") or "all").strip().lower() in ("all", "screen", ""):
                sheet = style.text or ""
                self._names.update(_names_of(sheet, _HIDING))
                self._unseen.update(_names_of(sheet, _UNSEEN))
                self._white.update(_names_of(sheet, _WHITE_INK))
                self._paints = self._paints or _PAINTED.search(sheet) is not None

    def hides(self, element: "etree._Element") -> bool:
        """Whether the element has no place on the page."""
        if element.tag in _NOT_SHOWN or element.get("hidden") is not None:
            return True
        style = element.get("style") or ""
        if _HIDING.search(style):
            return True
        return not _SHOWING.search(style) and _is_named(element, self._names)

    def unseen(self, element: "etree._Element") -> bool:
        """Whether the element has its place, and its text is not seen there or is struck out."""
        style = element.get("style") or ""
        if element.tag in _STRUCK_TAGS or _UNSEEN.search(style) or _STRUCK.search(style):
            return True
        white = (
            _WHITE_INK.search(style)
            or _is_named(element, self._white)
            or (element.tag == "font" and _WHITE_COLOUR.match((element.get("color") or "").strip()))
        )
        return bool(white and not self._painted(element)) or _is_named(element, self._unseen)

    def _painted(self, element: "etree._Element") -> bool:
        """Whether the ground may be of another colour than white."""
        at: etree._Element | None = element
        while at is not None:
            ground = at.get("bgcolor") or ""
            if (
                (ground and not _WHITE_COLOUR.match(ground))
                or at.get("background") is not None
                or _PAINTED.search(at.get("style") or "")
                or (self._paints and (at.get("class") or at.get("id") or at.tag == "th"))
            ):
                return True
            at = at.getparent()
        return False


def _is_named(element: "etree._Element", names: set[str]) -> bool:
    if not names:
        return False
    own = [f".{name}" for name in (element.get("class") or "").split()]
    own.append(f"#{element.get('id')}")
    return any(name in names or f"{element.tag}{name}" in names for name in own)


def _names_of(sheet: str, pattern: re.Pattern[str]) -> set[str]:
    """Classes and ids of rules that hide and stand under no condition (``@media``)."""
    names: set[str] = set()
    depth = 0
    selector = ""
    for piece in re.split(r"([{}])", _COMMENT.sub("", sheet)):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            selector = piece.rpartition(";")[2].strip()
        elif depth == 1 and not selector.startswith("@"):
            found = {it.strip() for it in selector.split(",")}
            simple = {it for it in found if _SIMPLE.fullmatch(it)}
            names = names | simple if pattern.search(piece) else names - simple
    return names
