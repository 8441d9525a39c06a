"""One pass over a text finds the units of money, then the number before each.

What stands before a unit is taken from right to left until something that cannot belong to a
number. Linear in the length of the text.
"""

import re
from collections.abc import Iterator

from yusuan.prose.money.characters import may_end_a_number
from yusuan.prose.money.folding import fold
from yusuan.prose.money.model import Money, UnreadMoney
from yusuan.prose.money.reading import Reading

# 元 that is no money: 元旦, 元素 …, and 圆: 圆满 …; 元 after 单, 公, 多 has no number before it
# and needs no rule.
FOREIGN = "美元|欧元|港元|日元|澳元|加元|韩元|新元|英镑|日圆|港币|美金|法郎|卢布|澳门元"
# 1336.23万人民币, 100块钱.
RENMINBI = r"(?<=[0-9万亿千百余多])(?:人民币|RMB|CNY|块钱)(?! ?[0-9元圆])"
# What stands for 元 or 万 behind a figure and is neither: 万円, 1336.23w.
MISREAD = (
    r"(?<=[0-9余多])\s?[wW](?=$|[，。；、)）\s])|(?<=[万亿])(?:円|兀|亓|贠|无(?!一失)|员(?!工))"
)
UNITS = re.compile(
    rf"(?P<foreign>{FOREIGN})|(?P<misread>{MISREAD})|(?P<yuan>{RENMINBI}|元(?!旦|月|宵|素|器件|年|件|化|首|老)|圆(?!满|桌|形|通|梦|柱|明|弧|心|周|锥|管|钢)|圓)"
    r"|(?P<bare>[万亿](?! {0,3}[元圆])(?=$|[，。；：、)）】》!?！？\s,;:]))"
)


def find_money(text: str) -> Iterator[Money | UnreadMoney]:
    """Every amount of money in ``text``, in order, read or named as unreadable."""
    folded = fold(text)
    after = 0
    for unit in UNITS.finditer(folded.text):
        if unit.start() < after or not may_end_a_number(folded.text, unit.start(), after):
            continue
        for found in Reading(folded, text, unit, after).read():
            after = max(after, found.end)
            yield found._replace(start=folded.at(found.start), end=folded.at(found.end - 1) + 1)
