"""Marks that pages leave in the text of any document: page numbers, «续表», cut sentences."""

import re
import unicodedata

from yusuan.printed.characters import INVISIBLE
from yusuan.printed.markup import without_tags
from yusuan.printed.text import compact, key

_ROMAN = r"[ivxlcIVXLC]{1,6}"
_PAGE_NUMBER = re.compile(
    rf"[-—–_·•~〜―]{{1,3}}(?:[0-9]{{1,4}}|{_ROMAN})[-—–_·•~〜―]{{1,3}}"
    r"|第[0-9]{1,4}页(?:[,/、]?共[0-9]{1,4}页)?|共[0-9]{1,4}页[,/、]?第[0-9]{1,4}页"
    r"|[Pp]age[0-9]{1,4}(?:of[0-9]{1,4})?|[Pp]\.?[0-9]{1,4}|页码:?[0-9]{1,4}|[0-9]{1,4}页"
    r"|\([0-9]{1,4}\)|\[[0-9]{1,4}\]|〔[0-9]{1,4}〕|第[一二三四五六七八九十百]{1,5}页"
)
_LONGEST_MARK = 60
_LONGEST_TAGGED = 300
_PERSON = r"(?:制表|填表|填报|编制|打印|审核|复核|经办|负责|单位负责|财务负责)(?:人|时间|日期|单位负责人)?"
_PAGE_MARK = re.compile(
    r"[-—–_·•~〜―]{1,3}[一二三四五六七八九十百〇零]{1,5}[-—–_·•~〜―]{1,3}"
    r"|[(\[]?[上下转接续承]{1,2}[接转]?第?[0-9]{1,4}页[)\]]?|[(\[]?[Cc]ontinued[)\]]?"
    r"|(?:https?://|www\.)[!-~]+"
    r"|(?:19|20)[0-9]{2}(?:年|[-./])[0-9]{1,2}(?:月|[-./])[0-9]{1,2}日?"
    rf"|(?:{_PERSON}[:：][^:：]{{0,20}})+"
    r"|(?:内部(?:资料|文件|使用)|仅供(?:参考|内部使用)|注意保存|妥善保管|请勿外传|不得外传|严禁外传|草稿|样稿|征求意见稿"
    r"|送审稿|[,，、。;；!！])+"
)
_FRACTION = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")
_BARE_NUMBER = re.compile(rf"[0-9]{{1,4}}|{_ROMAN}")
_COUNT = r"(?:[(\[]?[一二三四五六七八九十0-9]{1,3}(?:[-/][一二三四五六七八九十0-9]{1,3})?[)\]]?)?"
_MARK = (
    rf"(?:续上?表{_COUNT}|续页{_COUNT}|[接承续][上前](?:一)?[页表]{_COUNT}|[转接续]下(?:一)?[页表]|见下(?:一)?页"
    r"|[上下前][页表]续|续完|未完(?:待续)?|待续)"
)
_ALONE = re.compile(rf"[(\[]?(?:{_MARK}|续{_COUNT})[)\]]?:?")
_AT_END = re.compile(
    rf"(?:[(\[](?:{_MARK}|续{_COUNT}|第[0-9一二三四五]{{1,3}}页)[)\]]|(?<!手)(?<!连){_MARK})$"
)
_AT_START = re.compile(rf"^(?:[(\[](?:{_MARK}|续)[)\]]|{_MARK}:?|续:)")

_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[部章节、]分?|[（(][一二三四五六七八九十0-9]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}\s{0,2}[、.．丶､]"
    r"|[0-9]{1,3}\s{0,2}(?:、|[.．](?![0-9]))|[①-⑳]|- )"
)
_ENDINGS = tuple("。！？；：:;!?….")
_CLOSING = "”」』）)》】"
_MIDDLE_ENDINGS = tuple("，、,“（(《【+-—")
_MIDDLE_STARTS = tuple("，、,。；;：:）)》】”！？%％")
_BEFORE_FIGURE = ("为", "达", "约", "共计")
_BRACKETS = (("（", "）"), ("(", ")"), ("“", "”"), ("《", "》"), ("【", "】"))
_AMOUNT = re.compile(r"[-−–—+△▲]?[(（]?[-−]?[0-9][0-9,，]*(?:\.[0-9]*)?[)）]?[%％]?")
_CUT_NUMBER = re.compile(r"[0-9][0-9,]*\.$")
_DIGITS = tuple("0123456789")
_CUT_AMOUNT = re.compile(r"[0-9][万亿千百]{0,2}$")
_REST_OF_NUMBER = re.compile(r"[0-9]{1,8}\s?[万亿千百]{0,2}元")
_UNIT = re.compile(r"[万亿千百]{0,2}元")
# 相关统计数： over rows of numbers below the amounts of the same frame.
COUNTS_TITLE = r"相关统计数:?"
# The levels of indicators, over the indicators of a form; and what names whose form it is.
LEVEL = re.compile("[一二三]级指标")
FORM_NAME = re.compile(r"(?:项目|部门|单位|预算单位|专项).{0,8}名称(?:\(.{1,8}\))?:?")
FORM_FIELD = re.compile(
    r".{0,8}(?:主管|实施|负责|资金|目标|职能|职责|属性|类[别型]|编码|代码|概[况述]|预算收支|填报|联系|起止|期限).{0,12}"
)
_MONEY = re.compile(r"[万亿千百十]{0,3}元")
# 部门主要职责 of a list may be headed 某某局主要职责.
OWN = re.compile(r"^本?(?:部门|单位)的?")
_NOTE = re.compile(r"[(\[【*]?(?:备注|附注|说明|注)[:0-9]|[①-⑳※*]+[\u4e00-\u9fff]")


def is_page_number(text: str) -> bool:
    """Whether nothing but a page number with its marks stands here: - 12 -, 第 3 页, 12/52."""
    compared = compact(text)
    if len(compared) > 20:
        return False
    if fraction := _FRACTION.fullmatch(compared):
        return 0 < int(fraction[1]) <= int(fraction[2])
    return _PAGE_NUMBER.fullmatch(compared) is not None


def is_page_mark(text: str) -> bool:
    """Whether a line says nothing of a table: an address, a date, who made it, how it goes on."""
    compared = compact(text)
    return len(compared) <= _LONGEST_MARK and _PAGE_MARK.fullmatch(compared) is not None


def is_bare_number(text: str) -> bool:
    """Whether only a number stands here, which at the edge of a page is the page's."""
    compared = compact(text)
    return len(compared) <= 6 and _BARE_NUMBER.fullmatch(compared) is not None


def without_continuation(text: str) -> tuple[str, bool]:
    """The key of ``text`` without a mark that it continues, and whether it had one.

    «续表», «（续）», «续上表», «接上页», «续表1», «收支总表（续表一）»; empty if it is only a mark.
    """
    compared = key(text)
    if len(compared) > 120 or not re.search("[续接承转未见页]", compared):
        return compared, False
    if _ALONE.fullmatch(compared.removeprefix("表")):
        return "", True
    for pattern in (_AT_END, _AT_START):
        rest = pattern.sub("", compared)
        if rest != compared:
            return rest, True
    return compared, False


def is_numbered(text: str) -> bool:
    """Whether ``text`` begins as an item of a numbered list or a numbered heading."""
    text = without_tags(text[:_LONGEST_TAGGED]).translate(INVISIBLE)
    start = text.lstrip(" \t\u3000*#『「【")[:16]
    return bool(_NUMBERED.match(start) or _NUMBERED.match(unicodedata.normalize("NFKC", start)))


def ended(text: str) -> bool:
    """Whether a sentence ends here, maybe inside quotation marks or brackets."""
    text = without_tags(text[-_LONGEST_TAGGED:])
    if _ends_in_cut_number(text.rstrip()):
        return False
    return text.rstrip().rstrip(_CLOSING).endswith(_ENDINGS)


def _ends_in_cut_number(text: str) -> bool:
    """Whether digits, maybe with commas, and a point stand last; looks back no further."""
    number = text.removesuffix(".")
    return number != text and number.rstrip(",").endswith(_DIGITS)


def is_note(text: str) -> bool:
    """Whether a line begins as a note: 注：…, 备注：…, 说明：…"""
    return _NOTE.match(compact(text)) is not None


def money_units(text: str) -> frozenset[str]:
    """The units of money that a line names: 万元, 元."""
    return frozenset(_MONEY.findall(key(text).replace("圆", "元")))


def open_bracket(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in _BRACKETS)


def cut_between(before: str, after: str) -> bool:
    """Whether the characters on both sides show that a sentence was cut between them."""
    before = before.rstrip()
    return (
        after.startswith(_MIDDLE_STARTS)
        or before.endswith(_MIDDLE_ENDINGS)
        or _ends_in_cut_number(before)
        or open_bracket(before)
        or (before.endswith(_BEFORE_FIGURE) and after[:1].isdigit())
        or (after.startswith("元") and _CUT_AMOUNT.search(before) is not None)
    )


def amount_cut_between(before: str, after: str) -> bool:
    """Whether an amount, and nothing less sure, was cut here: «1336.» and «23万元», «12» and «万元»."""
    before = before.rstrip()
    if _ends_in_cut_number(before) and not _CUT_NUMBER.match(before):
        return _REST_OF_NUMBER.match(after) is not None
    return _CUT_AMOUNT.search(before) is not None and _UNIT.match(after) is not None


def is_amount(text: str) -> bool:
    """Whether a cell holds a figure: 1,263.84, -0.5, (12), 35.2%."""
    return len(text) <= 40 and _AMOUNT.fullmatch(compact(text)) is not None


def is_number_or_code(text: str) -> bool:
    """Whether a cell begins with a digit and has nothing but digits and marks."""
    compared = compact(text)
    return (
        bool(compared)
        and not re.search(r"[^\W0-9_]", compared)
        and any(character.isdigit() for character in compared)
    )
