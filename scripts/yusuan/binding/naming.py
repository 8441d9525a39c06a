"""What a title says of a statement: whose, which year, budget or final accounts, of what scope."""

import re
from typing import NamedTuple

from yusuan.facts.model import Scope, StatementKind
from yusuan.printed.text import key
from yusuan.printed.years import CHINESE_DIGITS

_YEAR = r"(?:19|20)[0-9][0-9]|二[〇零○0Oo][〇零○0Oo一二三四五六七八九]{2}"
_TITLE = re.compile(
    rf"(?P<before>[^:。,;]{{0,40}}?)(?P<year>{_YEAR})(?:年度?|(?=部门|单位|[预决]算))(?P<after>[^:。,;]{{0,40}}?)"
    r"(?P<scope>部门综合|预算单位|部门|单位|(?<![省市县区州])本级)?(?P<aside>\([^()0-9]{2,8}\))?"
    r"(?P<kind>预算|决算)(?P<rest>.*)"
)
_WITHOUT_YEAR = re.compile(
    r"(?P<before>[^:。,;0-9]{3,40}?)(?P<scope>部门综合|部门|单位)(?P<kind>预算|决算)(?P<rest>.*)"
)
_YEAR_BEHIND = re.compile(rf"(?<![0-9])({_YEAR})年")  # 部门预算（2023年）
_BRACKETS = re.compile(r"\(([^()]{3,40})\)")  # 2024年部门预算公开（某某局）
_EITHER = frozenset({"(单位)", "(部门)"})  # 部门（单位）预算 tells no scope
# What a title says behind the name: 某某局关于财政拨款三公经费2015年决算, 某某局三公经费2018年预算.
_ABOUT = re.compile(
    r"^关于(?:公开|公布|公示|批复|下达)?|(?<=..)关于.*$|(?<=..)(?:一般公共|公共财政|政府性基金|国有资本经营)$|(?:部门|单位|本级)?(?:财政|预算|拨款|一般公共|支出|决算)*三公经费.*$"
)
# What one office says of another's: 示例县财政局关于示例县水务局2024年部门预算的批复.
_OF_ANOTHER = re.compile(
    r"(?<=..)关于(?:批复|下达|公开)?([\u4e00-\u9fff]{2,6}[省市区县州盟旗镇乡].*)$"
)
# Neither of the two: 2017年某某局三公经费增减情况说明.
_THREE_PUBLIC = re.compile(
    rf"(?P<before>[^:。,;]{{0,40}}?)(?P<year>{_YEAR})年度?"
    r"(?P<after>[^:。,;]{0,40}三公经费)(?P<scope>)(?P<kind>)(?P<rest>[^预决。]{0,16})"
)
_BARE = re.compile(
    rf"(?P<before>)(?P<scope>部门|单位)(?P<kind>预算|决算)(?P<rest>[^()]{{0,8}}\((?:{_YEAR})年度?\).*)"
)
_LONGEST_REST = 24
# 2023年度预算绩效情况, 2023年度预算执行情况: what final accounts tell as well.
_OF_NO_KIND = re.compile("绩效(?!目标)|执行")
_FILE = re.compile(r"\.(?:xlsx?|docx?|pdf|et|wps|ofd|rar|zip)$", re.IGNORECASE)  # a link
_LEADING_CODE = re.compile(r"^[0-9]{6,9}(?=[\u4e00-\u9fff])")  # 501001某某局
_NUMBER = re.compile(
    r"^(?:附(?:[件表][一二三四五六七八九十0-9]{0,3}|[0-9]{1,3})(?:[-—][0-9]{1,2})?[:、.]?|第[一二三四五六七八九十0-9]{1,3}部分:?|[(（]?[一二三四五六七八九十0-9]{1,2}[)、.．])"
)
_REGION = re.compile(r"[省市区县州盟旗]$")
_OPEN_AREA = re.compile(r"(?:开发|管理|示范|园|新|风景名胜|保护|试验|集中|集聚|保税|合作)区$")
_COMMITTEE = re.compile(r"\((?:党工委、?)?(?:管委会|管理委员会)\)$")  # 某某集中区（管委会）
_ORGANS = re.compile(r"(?:(?:人大|政协|委|会|院|政府)机关|海关)$")
_LEVEL = re.compile(r"(?:^|(?<=[省市区县]))[省市区县州]级$|^(?:本|我|各|市直|省直|区直)?$")
_ASIDE = re.compile(
    r"\((?:本级|本部|机关|汇总|部门|单位|合并|公章|盖章|签章)[^()]{0,6}\)|本级$|\(部门\)|(?<=[局厅])机关$"
)
_OWN = re.compile(r"\((?:本级|本部|机关|单位)[^()]{0,6}\)|本级$|本级\(机关\)|(?<=[局厅])机关$")
_WHOLE = re.compile(r"\((?:汇总|部门|合并)[^()]{0,6}\)")
_GENERIC = re.compile(
    r"^(?:全[省市县区州国]|[省市县]辖)|^(?:本|我|各|该|预算|主管|预算主管|二级预算|公开|市级|省级|区级|县级)?(?:部门|单位|机关)"
)
_NAVIGATION = re.compile(r"^(?:返回|进入|关闭|打印|打开|当前|您的|网站)")  # of a page of a website
# 纳入某某局2026年部门预算编制范围
_SENTENCE = re.compile(r"^(?:纳入|列入|编入|根据|按照|依据|现将|随同)")
SUFFIX = "局委办厅院会部处室站所校团馆社场队心府庭署科园学台行司股道镇乡村库区城基地协联狱段组"


_FORMS = (_TITLE, _WITHOUT_YEAR, _BARE, _THREE_PUBLIC)
_OVERVIEW = re.compile(
    r"(?:第[一二]部分|[一二]、|\([一二]\))?:?(?P<name>[^,。;:]{3,40}?)(?:部门|单位|的)*(?:基本)?(?:概况|简介|基本情况|主要职[责能])"
)


class Name(NamedTuple):
    """An organisation's name without remarks, and the scope that a remark behind it tells."""

    name: str
    scope: Scope | None


class Naming(NamedTuple):
    """What one title says; None for what it does not."""

    organisation: str | None
    fiscal_year: int | None
    kind: StatementKind | None
    scope: Scope | None


NOTHING = Naming(None, None, None, None)


def read_title(text: str) -> Naming:
    """«深圳市财政局（本级）2026年部门预算» and its kin; ``NOTHING`` for any other text."""
    compared = _NUMBER.sub("", key(text))
    if len(compared) > 100 or _FILE.search(compared):
        return NOTHING
    found = next(filter(None, (form.fullmatch(compared) for form in _FORMS)), None)
    if found is None or len(found["rest"]) > _LONGEST_REST:
        return NOTHING
    groups = found.groupdict()
    named = [groups["before"], groups.get("after") or "", *_BRACKETS.findall(groups["rest"])]
    if found_of := _OF_ANOTHER.search(named[0]):
        named.insert(0, found_of[1])
    name = next(filter(None, (organisation(_ABOUT.sub("", text)) for text in named)), None)
    aside = groups.get("aside") or ""
    scope = None if aside in _EITHER else _scope(groups["scope"]) or _scope_aside(aside)
    if name is not None and name.scope is not None:
        scope = name.scope  # 本级 printed in the name says more than the form's word
    kind: StatementKind | None = "budget" if groups["kind"] else None
    if groups["kind"] == "预算" and _OF_NO_KIND.match(groups["rest"]):
        kind = None
    if groups["kind"] == "决算" or "决算" in groups["rest"]:
        kind = "final_accounts"
    behind = _YEAR_BEHIND.search(groups["rest"])
    year = groups.get("year") or (behind[1] if behind else None)
    return Naming(name.name if name else None, number_of(year) if year else None, kind, scope)


def overviewed(text: str) -> Name | None:
    """Of which office a heading promises an overview: «第一部分 某某局概况»."""
    found = _OVERVIEW.fullmatch(key(text))
    return organisation(found["name"]) if found else None


_NO_NAME = re.compile(
    r"级政府$|阶段$|小组$|[,。;:!?]|[0-9]{4}[年-]|[0-9]{6}|发布|索引号|预算|决算|情况|说明"
)
# 示例市XX局: a form not filled in; 一〇〇中学 is a name.
_LEFT_OPEN = re.compile(r"[Xx×*□_○]{2}|(?<![一二三四五六七八九])〇{2}")


def is_left_open(name: str) -> bool:
    """Whether a name, as compared, is the place for one in a form."""
    return _LEFT_OPEN.search(name) is not None


def organisation(text: str) -> Name | None:
    """The name of an office in ``text``; None for a region, a level or a word such as 本部门."""
    compared = _LEADING_CODE.sub("", key(text))
    scope: Scope | None = None
    if _OWN.search(compared):
        scope = "unit"
    elif _WHOLE.search(compared):
        scope = "department"
    name = re.sub(r"(?:部门|单位)$", "", _ASIDE.sub("", compared)).strip("-_—·的")
    bare = re.sub(r"\([^()]*\)$", "", name)
    if not 3 <= len(bare) <= 45 or _LEVEL.search(bare):
        return None
    if _GENERIC.match(name) or _NAVIGATION.match(name) or _SENTENCE.match(name):
        return None
    region = _REGION.search(bare) and not _OPEN_AREA.search(bare)
    ends = bare[-1] in SUFFIX or _ORGANS.search(bare)
    if not _COMMITTEE.search(name) and (not ends or region):
        return None
    if is_left_open(name) or _NO_NAME.search(name):
        return None
    return Name(name.replace("(", "（").replace(")", "）"), scope)


def number_of(year: str) -> int:
    """2026, 二〇二六, 二O二六."""
    return int("".join(CHINESE_DIGITS.get(it, "0" if it in "Oo" else it) for it in year))


def kind_of_title(text: str) -> StatementKind | None:
    """Final accounts are named so in the titles of all their tables, budgets in most."""
    compared = key(text)
    if "决算" in compared:
        return "final_accounts"
    if "自评" in compared:
        return None  # 部门预算项目支出绩效自评表, which final accounts print
    return "budget" if "预算" in compared else None


def scope_of_title(text: str) -> Scope | None:
    """What a table's title says: 2025年部门收入预算总表, 2025年预算单位收入预算总表.

    The names of performance tables say 部门 whoever fills them in.
    """
    compared = key(text)
    if "绩效" in compared or "项目" in compared:
        return None
    if re.search(r"(?:预算单位|年(?:度)?单位|^单位)(?!(?:自有)?资金)", compared):
        return "unit"
    return (
        "department" if re.search(r"(?:年(?:度)?(?:[省市区县]级)?部门|^部门)", compared) else None
    )


def year_of_title(text: str) -> int | None:
    """The year in a table's title; that in the name of a project is the project's."""
    if "绩效" in text or "项目" in text:
        return None
    years = re.findall(rf"(?<![0-9])({_YEAR})年", key(text))
    return number_of(years[0]) if len(years) == 1 else None


def _scope_aside(aside: str) -> Scope | None:
    """2023年度（本级）决算."""
    if _OWN.fullmatch(aside):
        return "unit"
    return "department" if _WHOLE.fullmatch(aside) else None


def _scope(word: str | None) -> Scope | None:
    if not word:
        return None
    return "department" if word.startswith("部门") else "unit"
