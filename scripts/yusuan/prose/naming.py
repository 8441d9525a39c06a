"""Names that a bare word before an amount leaves out, where the words before its clause say them."""

import re

# 比控制数减少, 较调整后预算数减少: what a change compares with, in words that are none of a year or
# plan known elsewhere. 占比, 比例, 百分比 … compare with nothing.
_WHAT = r"[^，。；：、,;:0-9（(较比与]{2,16}?|20[0-9]{2}\s*年[^，。；：、,;:0-9（(较比与]{2,16}?"
_UNKNOWN_BASE = re.compile(
    rf"^(?P<name>.*?)(?:(?:(?<![占同环对相评])较|(?<![占同环对相评分])比(?![例较重率值武赛照]))\s*(?P<what>{_WHAT})"
    rf"(?:相比|比较|相?对比)?|(?:与|同(?!口径)|和)\s*(?P<side>{_WHAT})(?:相比|比较|相?对比))$"
)
# 此上年, 比2023减少, 比202年减少: a year that is misprinted stays as it is printed.
_MISPRINTED_BASE = re.compile(
    r"^(?P<name>.*?)(?:(?<![因如由从])(?P<what>此(?:上一?年度?|去年|20[0-9]{2}\s*年度?)(?:预算|决算|执行)?数?)(?:相[比此])?"
    r"|(?:[较比]|[与同](?=.*相[比此]$))\s*(?P<year>[0-9]{2,5}\s*年?度?(?:预算|决算|执行)?数?)(?:相[比此])?)$"
)
_YEAR = re.compile(r"20[0-9]{2}(?=\s*年)")
_ITS_FIGURE = re.compile(
    r"的?[（(]?(?<![0-9])[0-9][0-9,.]*\s*[百千]?[万亿]?元[）)]?$"
)  # 较计划的9万元


def unknown_base(subject: str) -> tuple[str, str, int | None] | None:
    """(what a change is of, the words it compares with, their year) out of 接待费比控制数."""
    said = _ITS_FIGURE.sub("", subject.strip())
    if misprinted := _MISPRINTED_BASE.match(said):
        return misprinted["name"], misprinted["what"] or misprinted["year"], None
    found = _UNKNOWN_BASE.match(said)
    if found is None:
        return None
    base = (found["what"] or found["side"]).strip()
    year = _YEAR.match(base)
    return found["name"], base, int(year[0]) if year else None


_BARE_SPENDING = re.compile("(?:共计?|合计|总共|累计)?(?P<word>支出|开支|花费|费用|经费)")
# 公务接待12批次，96人次，支出1万元: things counted, then what they cost.
_COUNT = r"\s*[0-9][0-9,]*\s?(?:批次?|人次?|期|场次?|[次名班个天]|余人次?)"
_COUNTED = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?:20[0-9]{2}\s*年度?)?(?P<things>[^，。；：、,;:\n（()）0-9]{2,20}?)"
    rf"(?:[共合总]计)?{_COUNT}(?:[，、,]?\s*(?:[^，。；：、,;:\n0-9]{{0,8}}{_COUNT})){{0,4}}"
    r"(?:[（(][^（()）]{1,20}[)）])?[，,]\s*$"
)
# （简称“三公”经费）支出合计9万元, 运行费（“三公”经费）决算总额9万元: the short name of what it sums.
_BARE_TOTAL = re.compile(
    "(?:支出|收入|预算|决算|经费|执行)*(?:合计|总计|总额|决算数?|预算数?|支出数?|总?金额)+"
)
_SHORT_NAME = re.compile(
    r"[（(](?:(?:以下)?(?:简称|统称)[:：为]?(?P<named>[^（()），。；]{2,16})|(?P<quoted>“[^（()），。；]{2,14}))[)）]$"
)
# 收入（同口径）完成9万元
_BARE_VERB = re.compile("(?:累计|实际)?(?:完成|实现|到位)数?")
_BEFORE_BRACKET = re.compile(
    r"(?:^|[，。；：,;:\n])(?P<name>[^，。；：,;:\n（()）]{1,40}(?:[费款]|支出|收入|资金|结余)[（(][^（()），。；]{2,16}[)）])$"
)


def named_by_counts(subject: str, ahead: str) -> str:
    """``subject``; 支出 behind things counted ``ahead`` of its clause is 公务接待支出."""
    bare = _BARE_SPENDING.fullmatch(subject)
    counted = _COUNTED.search(ahead) if bare else None
    return f"{counted['things'].strip()}{bare['word']}" if bare and counted else subject


def named_by_bracket(subject: str, ahead: str) -> str | None:
    """What 支出合计 is behind a bracket: of its short name, “三公”经费, or of what stands before it."""
    if _BARE_TOTAL.fullmatch(subject) and (short := _SHORT_NAME.search(ahead)):
        return f"{short['named'] or short['quoted']}{subject}"
    if _BARE_TOTAL.fullmatch(subject) or _BARE_VERB.fullmatch(subject):
        longer = _BEFORE_BRACKET.search(ahead)
        return f"{longer['name'].strip()}{subject}" if longer else None
    return None
