"""One pass over a text finds the units of money, then the number before each.

What stands before a unit is taken from right to left until something that cannot belong to a
number. Linear in the length of the text.
"""

import re
from collections.abc import Iterator

from yusuan.printed.numbering import NUMERAL
from yusuan.prose.money.alternatives import without_alternatives
from yusuan.prose.money.characters import may_end_a_number
from yusuan.prose.money.folding import fold
from yusuan.prose.money.model import Money, UnreadMoney
from yusuan.prose.money.reading import Reading

# 元 that is no money: 元旦, 元素 …, and 圆: 圆满 …; 元 after 单, 公, 多 has no number before it
# and needs no rule.
FOREIGN = "美元|欧元|港元|日元|澳元|加元|韩元|新元|英镑|日圆|港币|美金|法郎|卢布|澳门元"
# 1336.23万人民币, 100块钱.
RENMINBI = r"(?<=[0-9万亿千百余多])(?:人民币|RMB|CNY|块钱)(?! ?[0-9元圆])"
NO_WORD = "(?!旦|月|宵|素|器件|年|件|化|首|老)"
# What stands for 元 or 万 behind a figure and is neither: 万円, 1336.23w.
MISREAD = (
    r"(?<=[0-9余多])\s?[wW](?=$|[，。；、()）\s])|(?<=[万亿])(?:円|兀|亓|贠|无(?!一失)|员(?!工))"
    r"|(?<=[0-9][万亿])(?:夭|园|圜|沅|芫|亢|完)(?=[，。；、)]|$)"
    # 1336.23力元, 1336.23万.元
    r"|(?<=[0-9])(?![年月日个名项次人第单美欧港日澳加韩新公多余十百千万亿几])"
    rf"[\u4e00-\u9fff]元{NO_WORD}|(?<=[0-9][万亿])[^\u3400-\u9fff0-9\s，。；：、,;:()]元{NO_WORD}"
)
# An amount that lacks its unit, with the decimals that amounts have, or its number, left open.
_OF_MONEY = r"(?:收入|支出|预算|决算|经费|资金|[务用置待]费|拨款|金额|结转|结余)"
LACKING = (
    rf"{_OF_MONEY}(?:预算|决算|安排|合计|共计|总计|总额|数额?|为|是|共|计|[: ￥¥]){{0,6}}"
    r"[0-9]{1,12}(?:,[0-9]{3})*\.[0-9]{2}(?=[，。；、;)]|\((?![百千万亿元人])|$)"
    r"|(?:增加|减少)[0-9]{1,12}(?:,[0-9]{3})*\.[0-9]{2}(?=[，。；;])"
    r"|[￥¥] ?[0-9]{1,12}(?:,[0-9]{3})*(?:\.[0-9]{1,2})?(?=[，。；、;)]|$)"  # 收入￥255000
    # 较上年2.08减少0.03万元
    r"|[较比](?:上一?年度?|去年|20[0-9]{2}年度?)(?:预算|决算|执行)?数?的? ?"
    r"[0-9]{1,12}(?:,[0-9]{3})*\.[0-9]{1,6}(?=(?:净?增|减|上升|下降|降低|提高|压[减缩]|[多少]))"
    # 支出170.74万人次: no people come in hundredths, and money in none of them
    rf"|(?:{_OF_MONEY})(?:为|[共合总]计)?[0-9]{{1,12}}(?:,[0-9]{{3}})*\.[0-9]{{1,6}} ?[万亿]?"
    r"(?:人次?|批次?|[辆台套户]|次)(?=[，。；、;)]|$)"
    rf"|(?:{_OF_MONEY}|安排|为|增加|减少) {{1,40}}[百千]?[万亿]?元(?=[，。；、;)]|$)"
    rf"|(?<![0-9])(?:{_OF_MONEY}|安排|为|增加|减少)[百千]?[万亿]元(?=[，。；、;])"
    rf"|{_OF_MONEY}。[百千]?[万亿]元(?=[，。；、;)])"  # 预算收入。万元: nothing but a point
    # 安排万元20.00: nobody says that the number is of the unit before it
    rf"|(?:{_OF_MONEY}|安排|[共合总]计|为)[百千]?[万亿]元 ?[0-9]{{1,12}}(?:,[0-9]{{3}})*\.[0-9]{{1,6}}"
    r"(?=[，。；、;)]|$)"
    r"|^ ?[百千]?[万亿]元(?=[，。；、;)])"  # its number stands on the line before
    # 安排（）万元, {金额}万元, 若干万元, 半万元: a blank to fill in, or a word that is no number
    rf"|(?:{_OF_MONEY}|安排|为|增加|减少)(?:[(\[【〔“{{<«$][^，。；:0-9()]{{0,12}}[)\]】〕”}}>»]{{1,2}}"
    r"|若干|廿|卅|卌|半|俩|仨|多|空|[待未另][定核]|[上数近]?[百千](?=[百千]?[万亿]))[百千]?[万亿]?元(?=[，。；、;)]|$)"
)
# A number whose decimals stand behind the running head of the next page: 安排112.某某局部门预算12万元
_CUT_BY_A_HEAD = (
    r"(?:安排|收入|支出|增加|减少|[共合总]计)[0-9][0-9,]*\.(?=[\u4e00-\u9fff])"
    r"[^，。；]{1,40}?[百千]?[万亿]?元"
)
# What Word leaves of a field whose source is gone: 错误!未找到引用源。万元
_LOST_FIELD = (
    r"(?:错误!(?:未找到引用源|未定义书签|书签未定义|文档中没有指定样式的文字)。?"
    r"|Error! (?:Reference source|Bookmark) not (?:found|defined)\.) ?[百千]?[万亿]?元"
)
# 一、教育支出 526.95: a row of a table that was not read as one, no sentence.
_ROW_OF_A_TABLE = re.compile(
    rf"\s*(?:{NUMERAL}、)?[^，。；：、,;:0-9]{{2,30}}\s+[0-9]{{1,12}}(?:,[0-9]{{3}})*\.[0-9]{{2}}\s*"
)
# What a line is drawn through, as ``~~`` writes it: 100~~200 is a range.
STRUCK = re.compile(r"(?<![0-9元万亿~ ])~~(?=[^~\s])[^~]{1,400}~~(?!~)")
UNITS = re.compile(
    rf"(?P<lacking>{_CUT_BY_A_HEAD}|{_LOST_FIELD}|{LACKING})|(?P<foreign>{FOREIGN})|(?P<misread>{MISREAD})|(?P<yuan>{RENMINBI}|元{NO_WORD}|圆(?!满|桌|形|通|梦|柱|明|弧|心|周|锥|管|钢)|圓)"
    r"|(?P<bare>[万亿](?! {0,3}[元圆])(?=$|[，。；：、()）】》!?！？\s,;:]))"
)


# A word of money, then something with digits or signs that is no number, then 万元 or 亿元:
# 安排112.12（含结转）万元, 收入∞万元. 支出（万元） heads a column.
STRAY = re.compile(
    rf"(?:{_OF_MONEY}|安排|[共合总]计|为)[^，。；]{{0,16}}?[0-9#!?？！∞…%零]"
    r"(?:[^，。；、:：()0-9年月日]{0,8}|\([^()]{0,8}\))$"
)
_BEFORE_STRAY = 40


def _stray(text: str, start: int, unit: re.Match[str]) -> re.Match[str] | None:
    if unit["yuan"] is None or text[unit.start() - 1 : unit.start()] not in ("万", "亿"):
        return None
    begin = max(start, unit.start() - _BEFORE_STRAY)
    return STRAY.search(text[begin : unit.start() - 1])


def find_money(text: str) -> Iterator[Money | UnreadMoney]:
    """Every amount of money in ``text``, in order, read or named as unreadable."""
    return without_alternatives(text, _each(text))


def _each(text: str) -> Iterator[Money | UnreadMoney]:
    folded = fold(text)
    struck = [span.span() for span in STRUCK.finditer(folded.text)]
    after = 0
    for unit in UNITS.finditer(folded.text):
        if unit["lacking"] is not None:
            if unit.end() == len(folded.text) and _ROW_OF_A_TABLE.fullmatch(folded.text):
                continue
            after, start = unit.end(), folded.at(unit.start())
            end = folded.at(after - 1) + 1
            yield UnreadMoney(start, end, text[start:end], "unreadable")
            continue
        if unit.start() < after:
            continue
        begin = after
        if may_end_a_number(folded.text, unit.start(), after):
            for found in Reading(folded, text, unit, after).read():
                after = max(after, found.end)
                start, end = folded.at(found.start), folded.at(found.end - 1) + 1
                if any(first <= found.start and found.end <= last for first, last in struck):
                    yield UnreadMoney(start, end, text[start:end], "unreadable")
                else:
                    yield found._replace(start=start, end=end)
        if after == begin and (stray := _stray(folded.text, begin, unit)):
            start = unit.start() - 1 - len(stray[0])
            after = unit.end()
            first, last = folded.at(start), folded.at(after - 1) + 1
            yield UnreadMoney(first, last, text[first:last], "unreadable")
