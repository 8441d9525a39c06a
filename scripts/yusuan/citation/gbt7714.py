"""GB/T 7714—2015, numeric style without its number.

The whole is an electronic resource (4.6):
``责任者. 题名[DS/OL]. 版本. 出版者, 年(更新日期)[引用日期]. 获取和访问路径. DOI.``
A part is described as 析出文献 (4.2), with the data set after ``//`` and its identifier as other
title information. ``/OL`` names the carrier ``online`` and asks for an address: without one, the
type stands alone. The edition of 2025 writes a data set in the same order.
"""

from yusuan.citation.model import Cited, flat

_MOST_NAMED = 3


def gbt7714(cited: Cited) -> str:
    """One line, ending with a full stop."""
    online = bool(cited.address or cited.doi)
    mark = "[DS/OL]" if online else "[DS]"
    creators, title = _creators(cited.creators), flat(cited.title)
    if cited.container is None:
        head = f"{creators}{title}{mark}"
    else:
        within = f"{_creators(cited.container.creators)}{flat(cited.container.title)}"
        head = f"{creators}{title}: {flat(cited.id)}{mark}//{within}"
    publisher = f"{flat(cited.publisher)}, " if cited.publisher else ""
    accessed = f"[{cited.accessed}]" if cited.accessed else ""
    parts = [head, f"V{cited.edition}", f"{publisher}{cited.year}({cited.issued}){accessed}"]
    if online:
        parts.append(cited.address or str(cited.doi_address))
    if cited.doi and cited.address:
        parts.append(f"DOI:{cited.doi}")
    return ". ".join(parts) + "."


def _creators(creators: tuple[str, ...]) -> str:
    named = ", ".join(flat(name) for name in creators[:_MOST_NAMED])
    more = ", 等" if len(creators) > _MOST_NAMED else ""
    return f"{named}{more}. " if named else ""
