"""What a site prints around its pages: menus, breadcrumbs, the footer with its licence numbers."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_TAGS = frozenset(("nav", "footer"))
_ROLES = frozenset(("navigation", "contentinfo", "search"))
# Words in an id or a class that web designers use for these and for nothing else.
_NAMES = frozenset((
    "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "footer", "foot",
    "copyright", "pagination", "friendlink", "friendlinks", "toolbar", "topbar",
))  # fmt: skip
# What sites print below their pages whatever the element is called; never a paragraph of a document.
_SAID = re.compile(
    r"[\[【]?(?:打印(?:本页|此页|页面)?|关闭(?:本页|此页|窗口|页面)?|返回(?:顶部|首页|列表|上一页)|加入收藏|网站地图|联系我们"
    r"|(?:打印|关闭|分享|收藏|[\s|｜/])+"
    r"|分享(?:到|至)?[:：]?.{0,20}|扫一扫.{0,20}|字体[:：]?[大中小\s\[\]【】]*"
    r"|上一[篇条页][:：]?.{0,60}|下一[篇条页][:：]?.{0,60}|相关(?:链接|文章|阅读|信息|新闻)[:：]?"
    r"|版权所有.{0,60}|(?:主办|承办|协办|主管)(?:单位)?[:：].{0,60}|技术支持[:：].{0,40}|网站标识码.{0,40}"
    r"|.{0,20}ICP备.{0,60}|.{0,20}公网安备.{0,60}|(?:浏览|阅读|点击)(?:量|次数|数)[:：]?\s*[0-9]*次?"
    r"|附件(?:下载)?[0-9]*[:：].{0,60}\.(?:xlsx?|pdf|docx?|wps|et|zip|rar)|监督索引号[:：]?\s*[0-9]{6,}"
    r"|责任编辑[:：].{0,20})[\]】]?"
)
_WORD = re.compile(r"[^a-z]+")
_LONGEST_SAID = 90
_MOST_CHARACTERS = 2_000  # a document is longer, a footer is not


def is_said_around(text: str) -> bool:
    """Whether a paragraph is what sites print around their pages: 关闭窗口, 版权所有, 上一篇."""
    said = " ".join(text.split())
    return len(said) <= _LONGEST_SAID and _SAID.fullmatch(said) is not None


def is_chrome(element: "etree._Element") -> bool:
    """Whether an element is a menu or a footer: named so, short, and without a table."""
    named = (
        element.tag in _TAGS
        or element.get("role") in _ROLES
        or any(
            word in _NAMES
            for name in ("id", "class")
            for word in _WORD.split((element.get(name) or "").lower())
        )
    )
    if not named or element.tag in ("body", "table", "tr", "td", "th"):
        return False
    length = 0
    for count, it in enumerate(element.iter()):
        length += len((it.text or "").strip()) + len((it.tail or "").strip())
        if it.tag == "table" or max(length, count) > _MOST_CHARACTERS:
            return False
    return True
