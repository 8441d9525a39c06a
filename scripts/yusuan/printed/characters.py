"""Characters that look alike, or like nothing, made one for comparing.

PDF producers print radicals for ideographs (⻔ for 门, ⼀ for 一), copying leaves characters that
show nothing. Only comparisons go through these tables; what is published stays as printed.
"""

import re

CANNOT_SAY = "\ufffd"
"""What stands for a character of which nobody can tell which it is: the replacement character."""

# The CJK Radicals Supplement, by Unicode's EquivalentUnifiedIdeograph.txt; NFKC knows the Kangxi
# radicals, but not these.
_RADICALS = (
    "⺁厂⺄乙⺅亻⺆冂⺉刂⺊卜⺍小⺎兀⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王"
    "⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺸羊⺹耂⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝"
    "⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙"
    "⻱龜⻲亀⻳龟"
)
# What shows nothing: soft hyphen, zero-width characters, directions, variation selectors.
_INVISIBLE = (
    0x00AD,
    0x034F,
    0x061C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
)
# Traditional characters of the words that titles and heads are made of.
_TRADITIONAL = (
    "増增門门預预財财撥拨總总決决務务員员單单產产資资營营業业專专戶户項项級级補补貼贴屬属繳缴轉转結结餘余經经費费運运購购買买車车輛辆"
    "國国際际機机關关務务績绩標标準准採采對对區区縣县鄉乡鎮镇處处辦办廳厅會会議议訓训債债還还發发額额減减較较類类別别編编製制報报"
    "審审計计億亿萬万圓圆幣币價价領领負负權权體体黨党農农鐵铁電电網网絡络衛卫療疗醫医學学習习實实際际應应屆届歲岁節节儲储備备險险"
    "護护環环質质監监測测擬拟執执狀状況况紹绍釋释詞词錄录頁页續续數数個个劃划擴扩縮缩調调規规則则設设誌志誤误內内後后從从來来時时"
    "臺台間间當当歷历廠厂廣广長长東东書书無无開开閉闭師师優优傳传倉仓備备傷伤價价億亿兒儿動动勞劳勢势協协參参雙双徵征態态據据損损"
    "構构檔档條条檢检歸归氣气滿满潔洁為为獎奖獻献確确種种穩稳範范約约納纳組组織织統统綜综維维線线練练職职聯联興兴與与華华藝艺號号"
    "術术衝冲裝装訂订記记許许証证評评試试話话該该認认語语說说請请論论證证識识譯译變变讓让責责貨货貸贷賃赁賬账賞赏賠赔質质贈赠"
    "軍军輔辅輸输轄辖辭辞達达遠远適适選选遺遗郵邮鄰邻銀银銷销鋪铺錢钱鑒鉴陽阳階阶隊队隨随雜杂離离難难靜静響响顧顾題题顯显飛飞館馆"
    "馬马駐驻騰腾驗验魚鱼麥麦齊齐壓压圖图場场壩坝墊垫報报堅坚塊块塗涂層层嚴严園园團团圍围執执奪夺婦妇孫孙寧宁寶宝將将導导島岛帶带"
    "幹干庫库廢废彈弹強强徹彻徑径懷怀憲宪擇择擔担擁拥擊击擾扰攜携攝摄敗败敵敌斷断舊旧暫暂樣样樓楼樞枢橋桥欄栏殘残殺杀決决溝沟滅灭"
    "岀出漢汉濟济濱滨災灾煙烟熱热爭争牆墙獨独現现瑪玛療疗盜盗盡尽監监盤盘碼码礦矿稅税積积築筑簡简籌筹緊紧緩缓縱纵義义聖圣聽听腦脑臨临"
)


def _pairs(table: str) -> dict[int, str]:
    return {ord(a): b for a, b in zip(table[::2], table[1::2], strict=True)}


INVISIBLE: dict[int, None] = dict.fromkeys(_INVISIBLE)
RADICALS: dict[int, str] = _pairs(_RADICALS)
TRADITIONAL: dict[int, str] = _pairs(_TRADITIONAL)

# What NFKC spells with digits though it is none: circled, raised and lowered digits, fractions,
# units (㎡), mathematical and segmented digits. Glued to a figure they would become part of it.
# A range for the inside of a regular expression's brackets.
DIGIT_MARKS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2189"
    "\u2460-\u249b\u24ea\u3251-\u325f\u32b1-\u32cb\u3358-\u3370\u3378\u3379\u339f-\u33a6"
    "\u33a8\u33af\u33e0-\u33fe\U0001d7ce-\U0001d7ff\U0001f100-\U0001f10a\U0001fbf0-\U0001fbf9"
)


# How a digit that is set above or below the line is written in a line of text.
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def set_apart(text: str, where: str | None) -> str:
    """``text`` that is set above (``super``) or below (``sub``) the line, as characters that say so.

    A mark of a note behind a figure (300.00 with a raised 1) would become a digit of it. Only
    digits alone are: ``[1]`` tells by its brackets what it is.
    """
    if where not in ("super", "sub") or not text.strip().isdecimal():
        return text
    return text.translate(_RAISED if where == "super" else _LOWERED)


_WHOLE_FIGURE = re.compile(r"(?:^|[^0-9.,])[0-9][0-9,]*(?:\.[0-9]{2,})?$")
_LONGEST_FIGURE = 40


def as_mark(text: str, before: str) -> str:
    """``text`` of smaller type than what stands before it: digits behind a figure mark a note.

    One or two digits behind a whole number or two decimals do; ``1336.2`` goes on in small type.
    """
    if not 0 < len(text) <= 2 or not text.isdecimal():
        return text
    return text.translate(_RAISED) if _WHOLE_FIGURE.search(before[-_LONGEST_FIGURE:]) else text


_TWO_DECIMALS = re.compile(r"(?:^|[^0-9.,])[0-9][0-9,]*\.[0-9]{2}$")


def as_italic_mark(text: str, before: str) -> str:
    """One digit in italics behind the two decimals of an amount in upright type marks a note."""
    if len(text) != 1 or not text.isdecimal():
        return text
    return text.translate(_RAISED) if _TWO_DECIMALS.search(before[-_LONGEST_FIGURE:]) else text


def is_smaller(size: float, before: float, default: float) -> bool:
    """Whether type of this size is a mark's beside that before it, whose size may not be stated."""
    return size <= (0.75 * before if before else 0.6 * default)
