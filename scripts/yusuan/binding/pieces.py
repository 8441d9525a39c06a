"""What a piece of text above a table says: title, number, unit, organisation, year, date.

The labels and words are those that Chinese ministries' forms print; none is of one province.
Patterns run on short texts only and are linear.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from yusuan.binding.naming import is_left_open
from yusuan.binding.notes import is_note
from yusuan.evidence.model import Part
from yusuan.printed.markup import without_tags
from yusuan.printed.numbering import NUMERAL
from yusuan.printed.text import BOLD, compact, key
from yusuan.printed.years import in_digits
from yusuan.stitching.wording import ended

Said = Literal[
    "title", "number", "unit", "organisation", "year", "as_of_date", "other", "continued", "open"
]

LONGEST, LONGEST_TITLE = 120, 60
_PART = re.compile(r"第[一二三四五六七八九十0-9]{1,3}(?:部分|章|节|编|篇)")
_CONTENTS = re.compile(r".{0,40}目录")
_MONEY = r"(?:人民币/?|RMB|CNY)?(?P<unit>[亿万萬千百十]{0,3}[元圆圓])"
_MEASURES = (
    r"(?:%|‰|百分比|平方米|公里|万人|人次"
    r"|[人个辆台套件次项户家亩吨米部幢栋批艘架](?:\([人个辆台套件次项户家部]\))?)"
)
_RMB = r"(?:\(人民币\)|人民币)?"
_ASIDE = r"(?:,?下同|\(下同\)|[,(]?保留[一二两三四0-9]位小数\)?)?"
_UNIT = re.compile(
    r"(?:(?:表中|本表|表内|以上)?(?:金额|计量|货币|数量|数额|资金|价值)*单位|[一-龥]{2}单位(?=[:∶])|金额)"
    rf"(?:[:;∶]|均?为|是)?(?:人民币)?(?:{_MEASURES}[、,/;和及])*[(“]?{_MONEY}{_RMB}[)”]?(?:[、,/;和及]{_MEASURES})*{_ASIDE}[。.;]?"
    rf"|(?:以|按){_MONEY.replace('unit>', 'counted>')}为(?:计量|货币)?单位[。.;]?"
)
# What a label of the unit has behind it and is no name: 万员, 元/万元, 万元第1页.
_UNCLEAR_UNIT = re.compile(
    r"(?:金额|计量|货币)?单位[:;∶](?P<unit>[亿万萬千百十元圆圓方][^:：]{0,15}|[^:：]{0,4}[元圆圓][^:：]{0,8})"
)
_MEASURE_UNIT = re.compile(rf"(?:计量|数量)?单位:({_MEASURES}(?:[、,/]{_MEASURES})*)")
_UNIT_ALONE = re.compile(_MONEY)
_UNIT_AND_PAGE = re.compile(rf"{_MONEY}(?:页[码次]:?|第|共)[0-9]{{1,3}}页?.{{0,8}}")
# Of an organisation, though it be 政协 or 妇联: neither 10000元, 万圆 nor W.
_NAME = re.compile("[\u4e00-\u9fff]{3}|(?:(?![元圆亿万千百十])[\u4e00-\u9fff]){2}")
_UNIT_IN_TITLE = re.compile(
    rf"\((?:(?:金额|计量|货币)?单位:?)?{_MONEY}{_RMB}(?:[、,/]{_MEASURES})*\)$"
)
_UNIT_BEHIND = re.compile(rf"(?P<rest>.*[^0-9.\s])\s+(?:{_MONEY})")  # 501-某某局　　万元
_UNIT_LABEL = re.compile(r"(?:金额|计量|货币)?单位:?")
_STAMPED = "(?:加盖)?(?:盖章|公章|签章|印章|章)"
_ORGANISATION_LABEL = (
    r"(?:编制|编报|填报|填表|制表|申报|公开|预算|主管|预算主管|资金主管|资金使用|项目|报送|决算)?"
    r"(?:部门|单位|机构)(?:预算)?(?:(?:编码|代码)(?:及|和|与|、|/)?(?=名称))?"
    rf"(?:\((?:单位|部门|{_STAMPED})\)|/?单位|/?部门)*(?:全称|名称)?(?:\({_STAMPED}\))?"
)
_STAMP = re.compile(rf"\({_STAMPED}\)")  # 填报单位：（盖章）
_ORGANISATION = re.compile(rf"{_ORGANISATION_LABEL}:(?P<name>.*)")
_SUFFIX = "局委办厅院会部处室站所校团馆社场队心府庭署科委园学台行司股队协联狱"
_ITSELF = "(?:本级|机关|本部)?"  # of a department apart from its units
_CODED = re.compile(
    r"[\[(【]?(?P<code>[A-Za-z]{0,2}[0-9]{2,9}(?:[-.][0-9]{1,6})?)[\])】]?(?:\s*[-_—–·]?\s*|(?<=[0-9]{3})[、.:/|]\s*)"
    r"(?P<name>(?!年)[^\W0-9_][^0-9,，。；;：:.．\t]{1,38}?["
    + _SUFFIX
    + rf"]{_ITSELF}"
    + r"(?:\([^()]{1,12}\))*)"
)
# 部门代码：501　部门名称：某某局
_CODE_FIELD = re.compile(
    r"(?:预算)?(?:部门|单位)(?:编码|代码)\s*[:：]\s*(?P<code>[0-9]{2,9})\s+(?=(?:预算)?(?:部门|单位)(?:名称)?\s*[:：])"
)
# 501 某某: the code tells that a name follows, though it does not end as one.
_CODED_ONLY = re.compile(
    r"(?P<code>(?!(?:19|20)[0-9]{2}\s)[0-9]{3,9})\s+(?P<name>[\u4e00-\u9fff]{4,20})"
)
# 某某局（501）, 某某局 501
_CODE_BEHIND = re.compile(
    r"(?P<name>[^\W0-9_][^0-9,，。；;：:.．\t]{1,38}?[" + _SUFFIX + r"])"
    r"(?:\s*[\[(【](?P<bracketed>[0-9]{3,9})[\])】]|\s+(?P<code>[0-9]{3,9}))"
)
_DATE_BEHIND = re.compile(
    r"\s+(?:19|20)[0-9]{2}\s*年(?:\s*[0-9]{1,2}\s*月)?(?:\s*[0-9]{1,2}\s*日)?\s*$"
)
# 收支总表　某某局, 收支总表-某某局
_NAME_BEHIND_TITLE = re.compile(
    rf"(?P<title>\S.{{2,40}}?表(?:\([^()]{{1,12}}\))?)(?:\s+|\s*[-—–]{{1,2}}\s*)"
    rf"(?P<name>[^\W0-9_]{{2,40}}[{_SUFFIX}](?:\([^()]{{1,12}}\))*)"
)
_NAME_ONLY = re.compile(r"[^\W0-9_]{3,40}[" + _SUFFIX + r"](?:\([^()]{1,12}\))*")
# Behind its label any four digits are a year, a wrong one too: 预算年度：2203.
_YEAR = re.compile(
    r"\(?(?:(?:部门|单位)?(?:预算|决算|报表|财政|会计|公开)?年度:?)?((?:19|20)[0-9][0-9])年?度?\)?[*①-⑳]?"
    r"|(?:部门|单位)?(?:预算|决算|报表|财政|会计)年度:([0-9]{4})年?度?"
)
# Behind its label what is no year: 预算年度：2O24, 预算年度：2023-2025.
_UNCLEAR_YEAR = re.compile(
    r"(?:部门|单位)?(?:预算|决算|报表|财政|会计)?年度:(?P<year>[^:。,;]{1,12})"
)
_YEAR_LABEL = re.compile(r"(?:部门|单位)?(?:预算|决算|报表|财政|会计)?年度:")
_AS_OF = re.compile(
    r"\(?截[止至](?:时间|日期|到)?:?(?P<date>(?:19|20)[0-9][0-9](?:年|[-./])[0-9]{1,2}(?:月|[-./])[0-9]{1,2}日?)\)?"
)
# Behind its label anything is the date, one that cannot be read too: 截止时间：2O22-12-31.
_UNCLEAR_AS_OF = re.compile(
    r"\(?截[止至](?:(?:时间|日期):(?P<date>[^:]{0,12}[0-9][^:]{0,12}?)"
    r"|(?:时间|日期|到)?:?(?P<bare>[0-9A-Za-z]{4}[年./-][0-9A-Za-z]{1,2}[月./-][0-9A-Za-z]{1,2}日?))\)?"
)
_CONTINUED = re.compile(
    r"\(?(?:续上?表|[接续承][上前][页表]|[转接续]下[页表]|续)[一二三0-9]{0,2}\)?:?"
)
_FIGURE = re.compile(r"[0-9](?:亿|万|千)?元")
_LABEL = re.compile(r"(?:[^:,。;]{2,10}:[^:。;]{0,30}){1,3}")
# 附件1：收支总表
_ATTACHED_TITLE = re.compile(
    r"附[件表]?[0-9一二三四五六七八九十]{0,3}(?:[-—][0-9]{1,2})?:[^:]{3,40}表(?:\([^():]{1,24}\))?"
)
_PREFIX = (
    r"(?:部门预算公开|部门决算公开|部门公开|单位公开|预算公开|决算公开|财决公开|财决批复|财决|附件|附|公开|"
    r"部门预算|部门决算|单位预算|单位决算|预决公开|财预|预算|决算|批复|部门|单位|样|[A-Z]{1,2})?"
)
# 部门：某某局金额：万元, 编制单位：某某局　单位 万元, 部门：某某局（万元）: the unit is no part of the name.
_UNIT_BEHIND_NAME = re.compile(
    rf"(?P<name>\S.*?[{_SUFFIX}](?:\([^()]{{1,12}}\))?)\s*(?P<unit>"
    r"[(\[【]?(?:金额|计量|货币)?(?:单\s*位|金\s*额)\s*[:;∶]?\s*[(\[【]?MONEY[)\]】]*"
    r"|[(\[【]MONEY[)\]】]|(?<=\s)MONEY|以MONEY为单位)".replace(
        "MONEY", r"\s*(?:人民币)?[亿万萬千百十]{0,3}\s*[元圆圓]\s*"
    )
)
_NUMERAL = r"[0-9]{1,3}(?:[-—.之][0-9]{1,2})?"
_NUMBER = rf"(?:{_PREFIX}\s?表\s?(?:{_NUMERAL}|[一二三四五六七八九十]{{1,3}})|{_PREFIX}\s?{_NUMERAL}\s?表)"
_ANNEX = r"附件\s?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:[-—.][0-9]{1,2})?"
_NUMBER_ALONE = re.compile(rf"\(?(?P<number>{_NUMBER}|{_ANNEX})\)?[:：、.]?")
_MORE_BEHIND = re.compile(rf"(?P<name>\S.*?)\s+(?P<rest>(?:19|20)[0-9]{{2}}\s?年度?|{_NUMBER})")
_NUMBER_FIRST = re.compile(
    rf"\(?(?P<number>{_PREFIX}\s?表\s?{_NUMERAL}|{_PREFIX}\s?{_NUMERAL}\s?表"
    rf"|{_PREFIX}\s?表\s?[一二三四五六七八九十]{{1,3}}(?=[:：、.\s)]))\)?[:：、.\s—-]*"
    r"(?P<title>[^0-9\s—-].{2,}|(?<=[\s:：、.)])20[0-9]{2}\s?年.{2,})"
)
_NUMBER_LAST = re.compile(
    rf"(?P<title>.{{4,}}?)\s*\((?P<number>{_NUMBER})\)"
    rf"|(?P<title_before>.{{4,}}表)\s+(?P<number_behind>{_NUMBER})"
)
_FIELDS = re.compile(
    rf"(?<![制报算管属用目]){_ORGANISATION_LABEL}\s*[:：]"
    r"|(?<![制报算管属用目])(?:[金数]\s*额\s*|计\s*量\s*|货\s*币\s*|资\s*金\s*|价\s*值\s*)?单\s*位\s*[:：]"
    r"|(?<![一-龥])金\s*额\s*[:：]"
    r"|(?<![一-龥])(?:编制|填报|填表|制表|打印|公开)?(?:日期|时间)\s*[:：]"
    rf"|(?<=[{_SUFFIX})）])(?:编制|填报|填表|制表|打印)(?:日期|时间)\s*[:：]"
    r"|(?<![一-龥])[一-龥]{2}\s*单\s*位\s*[:：∶](?=\s*(?:人民币)?[亿万千百]{0,3}元)"
    r"|(?:部门|单位)?(?:预\s*算|决\s*算|报\s*表)?\s*年\s*度\s*[:：]"
    r"|截\s*[止至]\s*(?:时间|日期)?\s*[:：]?(?=\s*(?:19|20)[0-9][0-9])"
    r"|币\s*种\s*[:：]"
)
_FIELD_WORDS = re.compile(r"单\s*位|日期|时间|部\s*门|机\s*构|年\s*度|金\s*额|截\s*[止至]|币\s*种")
_OPENING = "（(［[【〔"
_ROUND = str.maketrans("[【〔]】〕", "((()))")
_BRACKETS = {
    "《": "》",
    "【": "】",
    "〖": "〗",
    "〔": "〕",
    "[": "]",
    "［": "］",
    "{": "}",
    "<": ">",
}
_BRACKETS |= {"“": "”", "|": "|"}
# What a text marks an item or a quotation with: ■部门收支总表, > 部门收支总表.
_BULLET = re.compile(r"^[■□●○▲△◆◇▪•·>◎►▶➢➤]\s*(?=[《“]?[\u4e00-\u9fff])")
# A full title with a mark behind it, as a sentence ends: 收支预算总表：
_MARKED_TITLE = re.compile(
    r"(?!.*(?:[如见以][下附]|详见|下列))(?P<title>[^，。；：,;:]{2,50}[^下上附本各列此该]表(?:[（(][^（）()]{1,20}[)）])?|相关统计数)\s*[:：。；;.]"
)
_WORD = re.compile(r"\w")
BEHIND_TITLE = rf"[-—–_]*(?:附?表)?(?:[0-9]{{1,2}}(?:[-—.][0-9]{{1,2}})?|{NUMERAL})"
"""The number of a table behind its title, in a regular expression: 收支总表-5, 收支总表——表三."""
_TABLE_END = re.compile(
    r"(?:表|情况|明细|一览|清单|报表|^相关统计数)(?:\(.{0,24}\))?$"
    # 收支总表-5, 收支总表3, no 详见附表3
    r"|(?<=[\u4e00-\u9fff]{3})(?<![附见如下])(?:表|表\([^()]{1,12}\))" + BEHIND_TITLE + "$"
)


class Piece(NamedTuple):
    """``part`` is what is said, as printed, without its label; ``code`` of an organisation."""

    kind: Said
    part: Part
    code: str | None = None


def pieces_of(part: Part) -> list[Piece]:
    """All that one part of a line says, in order."""
    text = undecorated(part.text)
    if not text or len(text) > LONGEST:
        return [Piece("title", part)] if text else []
    code = _CODE_FIELD.match(text)
    return [
        piece._replace(code=code["code"])
        if code is not None and piece.kind == "organisation" and piece.code is None
        else piece
        for segment in _segments(text)
        for piece in _said(part._replace(text=segment.strip()))
    ]


def undecorated(text: str) -> str:
    """``text`` without the marks that set a title off: ## …, **…**, 《…》, …表：."""
    text = re.sub(r"^#{1,6}\s+|\s+#{1,6}$|\\$", "", without_tags(text).strip())
    text = _BULLET.sub("", BOLD.sub(r"\1", text).strip(), count=1)
    while len(text) > 2 and _BRACKETS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    marked = _MARKED_TITLE.fullmatch(text) if len(text) <= LONGEST else None
    return marked["title"] if marked else text


def is_table_title(text: str) -> bool:
    """Whether a text ends as the titles of tables do."""
    return _TABLE_END.search(key(text)) is not None


def ends_as_organisation(text: str) -> bool:
    return bool(text) and re.sub(r"\([^()]*\)$", "", key(text))[-1:] in _SUFFIX


def _segments(text: str) -> list[str]:
    """The fields of a line that has several, each from its label on."""
    if not _FIELD_WORDS.search(text):
        return [text]
    starts = [found.start() for found in _FIELDS.finditer(text)]
    bracket = max(map(text.rfind, _OPENING))
    if bracket >= 0 and starts and starts[-1] == bracket + 1:
        starts.pop()  # the unit in brackets: behind a title it is part of its form
        if starts:
            starts.append(bracket)
    cuts = [0, *(start for start in starts if start > 0), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if _WORD.search(text[a:b])]


def _said(part: Part) -> list[Piece]:
    compared = compact(part.text)
    if not _WORD.search(compared):
        return [Piece("other", part)]  # a line drawn below a title
    rounded = compared.translate(_ROUND)
    inner = rounded[1:-1] if rounded[:1] == "(" and rounded[-1:] == ")" else compared
    if fields := _field(part, compared, inner):
        return fields
    normal = unicodedata.normalize("NFKC", part.text).strip()
    if found := _NUMBER_ALONE.fullmatch(normal):
        return [Piece("number", part._replace(text=found["number"]))]
    if found := _NUMBER_FIRST.fullmatch(normal):
        return [
            Piece("number", part._replace(text=found["number"])),
            *_said(part._replace(text=_tail(part.text, found["title"]))),
        ]
    if found := _NUMBER_LAST.fullmatch(normal):
        title = found["title"] or found["title_before"]
        number = found["number"] or found["number_behind"]
        return [
            *_said(part._replace(text=_head(part.text, title))),
            Piece("number", part._replace(text=number)),
        ]
    if (found := _NAME_BEHIND_TITLE.fullmatch(normal)) and not is_table_title(found["name"]):
        return [
            *_said(part._replace(text=_head(part.text, found["title"]))),
            Piece("organisation", part._replace(text=_tail(part.text, found["name"]))),
        ]
    if found := _UNIT_IN_TITLE.search(rounded):
        bracket = max(map(part.text.rfind, _OPENING))
        title = part.text[:bracket].strip()
        unit = Piece("unit", part._replace(text=found["unit"]))
        return [*_said(part._replace(text=title)), unit] if title else [unit]
    if found := _UNIT_BEHIND.fullmatch(normal):
        rest = part._replace(text=_head(part.text, found["rest"]))
        return [*_said(rest), Piece("unit", part._replace(text=found["unit"]))]
    return [Piece("title", part._replace(text=undecorated(part.text)))]


def _field(part: Part, compared: str, inner: str) -> list[Piece]:
    """What a text with a label says, or one whose form alone tells it; empty if it is none."""
    if _CONTINUED.fullmatch(compared):
        return [Piece("continued", part)]
    if found := _UNIT.fullmatch(inner) or _UNIT_ALONE.fullmatch(inner):
        counted = found.groupdict().get("counted")
        return [Piece("unit", part._replace(text=counted or found["unit"]))]
    if found := _MEASURE_UNIT.fullmatch(inner):
        return [Piece("unit", part._replace(text=found[1]))]
    if found := _AS_OF.fullmatch(compared):
        return [Piece("as_of_date", part._replace(text=found["date"]))]
    if found := _UNCLEAR_AS_OF.fullmatch(compared):
        return [Piece("as_of_date", part._replace(text=found["date"] or found["bare"]))]
    if found := _YEAR.fullmatch(_with_year_sign(compared)):
        return [Piece("year", part._replace(text=found[1] or found[2]))]
    if (found := _UNCLEAR_UNIT.fullmatch(inner)) and not ends_as_organisation(found["unit"]):
        return [Piece("unit", part._replace(text=found["unit"]))]
    if _YEAR_LABEL.fullmatch(compared) or _UNIT_LABEL.fullmatch(compared):
        return [Piece("open", part)]
    if found := _ORGANISATION.fullmatch(inner):
        if not _STAMP.sub("", found["name"]):
            return [Piece("open", part)]
        if is_left_open(found["name"]):
            return [Piece("other", part)]
        if unit := _UNIT_ALONE.fullmatch(found["name"]) or _UNIT_AND_PAGE.fullmatch(found["name"]):
            return [Piece("unit", part._replace(text=unit["unit"]))]  # 预算单位：万元
        if inner.startswith("单位") and not _NAME.search(found["name"]):
            return [Piece("unit", part._replace(text=found["name"]))]  # 单位：10000元, 单位：W
        return _organisation_and_more(part._replace(text=_behind_label(part.text)))
    normal = unicodedata.normalize("NFKC", part.text).strip()
    if (found := _CODED.fullmatch(normal)) and not is_table_title(found["name"]):
        return [_organisation(part)]
    if _CODE_BEHIND.fullmatch(normal):
        return [_organisation(part)]
    if (found := _CODED_ONLY.fullmatch(normal)) and not is_table_title(found["name"]):
        return [_organisation(part)]
    if (
        _LABEL.fullmatch(compared)
        and not _NUMBER_FIRST.fullmatch(normal)
        and not _FIGURE.search(compared)
        and not _ATTACHED_TITLE.fullmatch(compared)
        and not _UNIT_IN_TITLE.search(compared.translate(_ROUND))
    ):
        return [Piece("other", part)]
    return []


def _organisation_and_more(part: Part) -> list[Piece]:
    """编制单位：某某局　2024年度: what stands behind a gap is no part of the name."""
    normal = unicodedata.normalize("NFKC", part.text).strip()
    if found := _UNIT_BEHIND_NAME.fullmatch(normal):
        (money,) = _UNIT_ALONE.finditer(compact(found["unit"]))
        unit = Piece("unit", part._replace(text=money["unit"]))
        return [_organisation(part._replace(text=_head(part.text, found["name"]))), unit]
    if found := _MORE_BEHIND.fullmatch(normal):
        rest = part._replace(text=_tail(part.text, found["rest"]))
        return [_organisation(part._replace(text=_head(part.text, found["name"]))), *_said(rest)]
    return [_organisation(part)]


def _organisation(part: Part) -> Piece:
    """A name with its code, if one is printed before it: 501 某某局, [501]某某局, 501-某某局."""
    normal = unicodedata.normalize("NFKC", part.text).strip()
    if found := _CODE_BEHIND.fullmatch(normal):
        code = found["code"] or found["bracketed"]
        return Piece("organisation", part._replace(text=_head(part.text, found["name"])), code)
    normal = normal.strip("()")
    if found := _CODED.fullmatch(unicodedata.normalize("NFKC", part.text).strip()):
        return Piece(
            "organisation", part._replace(text=_tail(part.text, found["name"])), found["code"]
        )
    if found := re.fullmatch(
        r"[\[(【]?([A-Za-z]{0,2}[0-9]{2,9})[\])】]?\s*[-_—]?\s*(\D.{1,60})", normal
    ):
        return Piece("organisation", part._replace(text=_tail(part.text, found[2])), found[1])
    return Piece("organisation", part._replace(text=_DATE_BEHIND.sub("", part.text).strip()))


def organisation_alone(part: Part) -> Piece | None:
    """A name without label and code; None where the text is no name of an office."""
    if _NAME_ONLY.fullmatch(compact(part.text)) and not is_table_title(part.text):
        return Piece("organisation", part)
    return None


def answer(label: Part, value: Part) -> Piece | None:
    """What a label and the piece behind or below it say together: «预算年度：» and «2023»."""
    text = label.text + value.text
    joined = _field(value._replace(text=text), compact(text), compact(text))
    if not joined or joined[0].kind in ("open", "other"):
        return None
    return _organisation(value) if joined[0].kind == "organisation" else joined[0]


def answered(pieces: Sequence[Piece]) -> list[Piece]:
    """Labels with the piece behind them: «部门：» and «某某局» are one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == "open" and piece.kind in ("title", "organisation"):
            found = answer(joined[-1].part, piece.part)
            if found is not None:
                joined[-1] = found
                continue
        joined.append(piece)
    return joined


def may_be_title(text: str) -> bool:
    compared = key(text)
    if not 1 <= len(compared) <= LONGEST_TITLE or not re.search(r"[一-龥]", compared):
        return False
    if ended(text) or _PART.match(compared) or _CONTENTS.fullmatch(compared):
        return False
    return not re.search("[。；;]", text) and not is_note(text)


def unclear_year(text: str) -> str | None:
    """What a caption prints behind 年度： and is no year, or None."""
    found = _UNCLEAR_YEAR.fullmatch(compact(text))
    return found["year"] if found and not _YEAR.fullmatch(_with_year_sign(found[0])) else None


def _with_year_sign(compared: str) -> str:
    """``compared`` with a year in words in digits; 年 behind it is due to tell one."""
    return in_digits(compared if compared.endswith(("年", "年度", ")")) else f"{compared}年")


def _behind_label(text: str) -> str:
    return re.split("[:：]", text, maxsplit=1)[1].strip()


def _tail(printed: str, normal: str) -> str:
    """The end of ``printed`` whose NFKC form is ``normal``; NFKC keeps these lengths mostly."""
    end = printed.strip()
    return end[len(end) - len(normal) :] if _same(end[len(end) - len(normal) :], normal) else normal


def _head(printed: str, normal: str) -> str:
    start = printed.strip()
    return start[: len(normal)] if _same(start[: len(normal)], normal) else normal


def _same(printed: str, normal: str) -> bool:
    return unicodedata.normalize("NFKC", printed) == normal
