"""Bytes of a web page to text, as its byte order mark or its head declares."""

import codecs
import re

from yusuan.errors import YusuanError
from yusuan.printed.characters import CANNOT_SAY

_HEAD = 8192
_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,400}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.I,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB18030 holds all of GB 2312 and GBK; a page that declares UTF-16 in ASCII letters is not it.
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "gb18030": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "big5": "big5hkscs",
}  # fmt: skip
_MOST_REPLACED = 0.001  # of all characters: a page cut by its server, not another encoding


def decode_html(content: bytes, charset: str = "") -> str:
    """The text of a page; ``charset`` is what was declared outside of it, if anything.

    Characters that do not fit its encoding become U+FFFD, as browsers print them; raises
    YusuanError where there are many.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _tolerantly(content[len(mark) :], codec)
    declared = charset
    if not declared and (match := _DECLARED.search(content[:_HEAD])):
        declared = (match[1] or match[2]).decode("ascii", "ignore")
    first = _CODECS.get(declared.strip().lower(), "utf-8")
    for codec in dict.fromkeys((first, "utf-8", "gb18030")):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return _tolerantly(content, first)


def _tolerantly(content: bytes, codec: str) -> str:
    text = content.decode(codec, "replace")
    if text.count(CANNOT_SAY) > max(1, len(text) * _MOST_REPLACED):
        raise YusuanError(
            f"网页的编码无法识别（按 {codec} 解码有 {text.count(CANNOT_SAY)} 个字符不对）",
            hint="请在浏览器中打开，另存为 UTF-8 的网页后重试",
        )
    return text
