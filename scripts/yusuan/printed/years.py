"""Years as texts print them (2023年, ２０２３年, 二〇二三年), and what should be one and is none."""

import re
from collections.abc import Iterator

# The digits of a year in words.
CHINESE_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_VALUES = {c: str(i) for i, c in enumerate("０１２３４５６７８９")} | CHINESE_DIGITS
_DIGIT = f"[0-9{''.join(_VALUES)}]"
_TRANSLATED = str.maketrans(_VALUES)
_YEAR = re.compile(rf"(?<!{_DIGIT})[2２二][0０〇○零]{_DIGIT}{{2}}(?=\s*年)")
# A letter, a blank or a point inside, a digit too many or too few, none at all; 3年 and 100年
# are durations, 22年 too where no word behind it asks for a year.
_UNREADABLE = re.compile(
    r"(?<![0-9A-Za-z.])(?:"
    r"(?=.{1,3}[A-Za-z])[2二][0-9A-Za-z〇○零一二三四五六七八九]{3}\s?年"
    r"|(?=[0-9]{0,3}[ .．])2[ .．]?0[ .．]?[0-9][ .．]?[0-9]\s?年"
    r"|20[0-9]{2}[.．]\s?年|20[0-9]\s?年|(?:20[0-9]{3}|[0-9]20[0-9]{2})\s?年|(?:[13-9]0|2[2-9])(?!00)[0-9]{2}\s?年"
    r"|0[0-9]{2}\s?年"  # 024年
    r"|['‘’]?[0-9]{2}\s?年度?(?:部门|单位|财政)*(?:预算|决算|执行)(?![期周])"
    r"|['‘’]?[0-9]{2}\s?年(?=[底末初])(?!底[蕴子气])"
    r")"
    r"|(?<=[较比与])[0-9]{2}\s?年度?(?=相比|比较|持平|(?:部门|单位|财政)*(?:预算|决算|执行))"
    r"|(?<=[较比与])20[0-9]{2}(?=(?:部门|单位)?(?:预算|决算|执行))"  # 2022预算
    r"|(?<=[较比])20[12][0-9](?=增[加长]|减少|下降|上升|相比|持平)"  # 比2023增加
    r"|(?:^|(?<=[。；\n]))[IVXLCDM]{3,9}\s?年"
    r"|(?:^|(?<=[。；\n]))(?:20[0-9]{2}(?=[，,]|(?:部门|单位)?(?:收入|支出|收支)?(?:预算|决算))|(?:[0-9]{2})?年(?=[，,]))"
    r"|(?:^|(?<=[，。；\n较比与]))年度?(?:部门|单位)?(?:预算|决算)[收支数减增安]"
)


def in_digits(text: str) -> str:
    """``text`` with years of this century in ASCII digits, one character for one."""
    return _YEAR.sub(lambda found: found[0].translate(_TRANSLATED), text)


def unreadable_years(text: str) -> Iterator[str]:
    """What stands where a year is due and cannot be read as one, as printed."""
    for found in _UNREADABLE.finditer(in_digits(text)):
        yield text[found.start() : found.end()].strip()


# A letter for a digit: 截至2024年l2月31日, 接待20O人次, 车辆l辆.
_LETTERS = "lIOo"
_DAY = re.compile(
    rf"20[0-9]{{2}}\s*年\s*(?:(?=[0-9]?[{_LETTERS}])[0-9{_LETTERS}]{{1,2}}\s*月"
    rf"|[0-9]{{1,2}}\s*月\s*(?=[0-9]?[{_LETTERS}])[0-9{_LETTERS}]{{1,2}}\s*[日号])"
)
_COUNT = re.compile(
    rf"(?<![0-9A-Za-z.])(?=[0-9]{{0,5}}[{_LETTERS}])[0-9{_LETTERS}]{{1,6}}\s?(?:人次|批次|个团组|辆)"
)


def unreadable_days(text: str) -> Iterator[str]:
    """Days that a letter makes none, as printed."""
    return (found[0].strip() for found in _DAY.finditer(text))


def unreadable_counts(text: str) -> Iterator[str]:
    """How many people, groups or cars, where a letter stands among the digits, as printed."""
    return (found[0].strip() for found in _COUNT.finditer(text))
