"""What the words around an amount say: its subject, a change or a level, compared with what."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from yusuan.printed.characters import INVISIBLE, RADICALS, TRADITIONAL
from yusuan.printed.markup import without_tags
from yusuan.printed.years import in_digits
from yusuan.prose.naming import named_by_bracket, named_by_counts, unknown_base
from yusuan.prose.rated import rated
from yusuan.prose.rates import rate_behind
from yusuan.prose.turning import turning

Direction = Literal["increase", "decrease"]

_FOLDED = {**TRADITIONAL, **RADICALS}  # one character for one: positions stay
# What extraction and editing leave in words: blanks between ideographs, bold marks.
_SET_APART = re.compile(r"\*\*|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
# A bracket before the amount, which tells more of the name: 非财政拨款结余（含专用结余）5万元,
# 采购金额（以合同签订为准）为5万元.
_ASIDE = re.compile(r"[（(][^（()）]{2,40}[)）](?:为|是|共计?|合计|达到?|约)*\s*$")
# What may stand between the words and their amount: 收入（100元）, 减少：100元, 人民币100元, =100元.
_BETWEEN = re.compile(
    r"\s*(?:(?:[（(：:=＝≈~～+＋<>＜＞≤≥⩽⩾≦≧'\"‘“…·\u2600-\u27bf\ufe0f]|人民币|RMB|CNY|[￥¥]|负|[△▲▽▼])\s*)+$"
)
# One within a bracket that goes on behind it ends no sentence: （…，比上年增加2万元。）比上年增加1万元
_SENTENCE_ENDS = re.compile(r"[。！？\n](?![)）][，,]?(?:[比较与同]|增|减|下降))[)）]?")
# A short bracket belongs to a name, as in 因公出国（境）费; an open or a long one does not.
_CLAUSE_STARTS = re.compile(
    r"[，；;：:。！？\n]|,(?!(?<=[0-9],)[0-9]{3}(?![0-9]))|[（(](?![^（()]*[)）])|(?<=[^（(0-9]{3})[)）]|(?<=[元%％])[)）]"
    r"|(?<=元)(?=(?:同比|[较比与同])(?:上一?年|去年|前一年|20[0-9]{2}|年初|预算))|(?<=元)(?:和|及(?!以[上下])|与|、)"
    r"|(?<=元)(?=[（(][一二三四五六七八九十]{1,2}[)）]|其中|本年(?:收入|支出)|年[初末]结转|上年结转|基本支出|项目支出)"
    r"|(?<=[%％元平套][)）])(?:和|及|与|、)|(?<=[为是][零0])、|(?<=[米辆台套项件栋])、(?=账面|原值|价值|金额)"
)
_BASE = (
    r"(?:部门)?(?:年初|初(?=预算)|全年|调整)?(?:预算执行数?|执行数?|决算数?|预算(?:安排)?数|预算|(?:实际)?完成数|实际执行数|[末底](?:余额|数)?"
    r"|累计(?:支出|收入|完成)?数?|(?:实际|支出|收入|实际支出|实际收入)?数)?(?:同期|同口径)?"
)
_EARLIER = r"(?P<base>(?:上一?年度?|去年|前一年|(?P<year>20[0-9]{2})\s*年(?:度)?)\s*" + _BASE + ")"
_PLAN = (
    r"(?P<plan>(?:年初|全年|调整|年度)预算数?|预算数"
    r"|预算(?=相比|比较)|(?<=[较比于出过超])预算(?!安排|收|支|执行|价|控制)"
    r"|[年期]初(?:数|余额)?(?!预算|结转|财政|固定|安排|批[复准]|[^，。]{0,8}数))"
)
# 由2022年的100万元减少: what a change starts from, with its figure.
_FROM = (
    r"[由从](?=(?:上一?年|去年|前一年|20[0-9]{2}\s*年)[^，。；：,;:0-9]{0,12}"
    r"(?:[0-9][0-9,.]*\s*[百千]?[万亿]?元|$))"
)
# No year before, and no plan: 较前年, 较上月, 较年初增加.
_OTHER_TIME = (
    r"(?P<previous>环比(?:上个?[月季期]度?|20[0-9]{2}\s*年(?:度|预算)?)?"
    r"|(?:较|比|与|同|和)\s*(?:前年|上个?月|上个?季度|上期|年初数?)"
    r"(?=相比|比较|有所|略|[增减升降]|上升|下降|持平|$))"
)
# 在上年基础上减少, 在上年2.5万元基础上压减20%
_ON_TOP = r"在(?=[^，。；：,;:]{2,30}基础上)"
_COMPARED = re.compile(
    rf"(?:较|比|与|同|和|比照|相比于?|相较于?|对比|{_FROM}|{_ON_TOP})\s*{_EARLIER}(?:相比较?|比较|相?对比|的?基础上)?"
    rf"|(?:较|比|与)\s*{_PLAN}(?:相比较?|比较|相?对比)?"
    rf"|(?P<alike>同比)(?:上年度?|去年|(?P<alike_year>20[0-9]{{2}})\s*年(?:度|预算)?)?|{_OTHER_TIME}(?:相比|比较)?"
)
# With the figure compared with, where it is printed: 较2024年的2190万元减少, 较上年2.08减少,
# 比2024年“三公”经费预算数20万元减少.
_COMPARED_AMOUNT = re.compile(
    rf"(?:{_COMPARED.pattern})(?:的?\s*(?:[^，。；：,;:0-9]{{2,24}}?(?:[合总小]计|[预决]算|执行)数?)?[（(]?[0-9][0-9,.]*\s*[百千]?[万亿]?元?[）)]?)?(?:相比|比较|相?对比|的?基础上)?"
)
# The figure compared with is one of the other year: 较2024年的, 比上年预算, 与2024年度收入合计.
_FORMER_LEVEL = re.compile(
    rf"(?:同比|较|比|与|同|和|相比于?|相较于?|对比|在(?!册)|{_FROM})\s*(?P<of>{_EARLIER}|{_PLAN})的?\s*"
    rf"(?P<what>(?!相?[比较对])[^，。；：,;:]{{2,24}}?(?:[合总小]计|[预决]算|执行)数?)?\s*"
)
_FORMER_BEHIND = re.compile(
    rf"(?<=..)(?=较|比|相[比较]于?|在){_FORMER_LEVEL.pattern}$"
)  # 支出比预算
# So is what a change right behind the amount compares with: 比2024年“三公”经费年初预算12万元减少.
_COMPARED_NAME = (
    rf"(?:同比|较|比|与|同|和|相比于?|相较于?|对比)\s*(?P<of>{_EARLIER}|{_PLAN})的?\s*"
    r"(?P<what>(?!相?[比较对])[^，。；：,;:0-9]{2,24})?"
)
_FORMER_NAMED = re.compile(rf"(?:^|(?<=..)(?=较|比|相[比较]于?)){_COMPARED_NAME}$")
_CHANGES_BEHIND = re.compile(
    r"\s*(?:相比|比较|相?对比)?[，,]?\s*(?:略有?|有所|仅|共|各)?(?:增[加长]|减少|上升|下降|提高|降低|压减|节[约省])了?"
    r"\s*[0-9][0-9,.]*\s*[百千]?[万亿]?元"
)
_COMPARED_LEVEL = re.compile(
    rf"{_COMPARED_NAME}[0-9][0-9,.]*\s*[百千]?[万亿]?元?(?:相比|比较|相?对比)?\s*$"
)
# 支出9万元，完成（占、为）年初预算11万元的81%: what was planned of the same.
_COMPLETES = re.compile(
    r"(?:完成了?|占|[为是])(?P<plan>(?:年初|全年|调整|年度)?(?:预算|计划|任务)数?)的?\s*"
)
_INCREASES = (
    "净增加 净增长 增加 增长 上升 增支 增收 调增 核增 追加 新增 提高 上调 净增 增多 扩大 升高 多出 超出"
    " 多增 上浮 上涨 攀升 扩增 增幅 增高 走高 高出 加大 增列 增补 多安排 多支出 ↑"
)
_DECREASES = (
    "净减少 净下降 减少 下降 降低 压减 减支 减收 调减 核减 压缩 缩减 削减 下调 回落 负增长 净减 缩小 收窄 下浮"
    " 冲减 短少 下滑 滑落 减小 减低 减幅 降幅 压降 追减 清减 控减 紧缩 收缩 减列 少安排 少支出 ↓"
)
# The longest first: 负增长 is no 增长.
_CHANGES: tuple[tuple[str, Direction], ...] = tuple(
    sorted(
        (
            *((word, "increase") for word in _INCREASES.split()),
            *((word, "decrease") for word in _DECREASES.split()),
        ),
        key=lambda pair: -len(pair[0]),
    )
)
# What may stand between the name and the word of change: 基本支出仅增加, 基本支出相应减少.
_HOW = re.compile(
    r"(?:仅|只|也|又|再|均|都|各自?|分别|[已己巳]|将|总体上?|相应|同步|累计?|合计|总共|共计?|实际|年中|即|略有?|有所|主要|的|反"
    r"|按?(?:同|可比)口径)+(?:是|为)?$"
)
_SAVED = re.compile("节[约省]了?$")
_SHORT: tuple[tuple[str, Direction], ...] = (("增", "increase"), ("减", "decrease"))
_MORE: tuple[tuple[str, Direction], ...] = (("多", "increase"), ("少", "decrease"))
_MORE_OR_LESS: tuple[tuple[str, Direction], ...] = (
    *_MORE,
    ("节约", "decrease"),
    ("节省", "decrease"),
    ("超支", "increase"),
    ("超", "increase"),
    ("节支", "decrease"),
    *_SHORT,
    ("升", "increase"),
    ("降", "decrease"),
    ("高", "increase"),
    ("低", "decrease"),
)
# 本年数小于上年预算数40万元, 决算数低于预算数40万元: the word stands before what is compared with.
# Denied it is a level (不高于上年40万元), and so perhaps is 超过上年40万元: nobody can say.
_AGAINST = re.compile(
    r"(?:(?:本年|支出|收入)?(?:预算|决算|执行|完成|实际|支出|收入)?数)?(?P<denied>[不未没])?"
    rf"(?P<word>[大高多小低少]于|超出|超过?)(?:了)?(?:{_EARLIER}|{_PLAN})(?:的?(?:数额|金额))?\s*$"
)
# More or less, and which of the two is not said: 增减, 未减少, 相差.
_UNCLEAR = re.compile(
    r"(?:增减|增[/／]减|零增长|增加[（(]减少[）)]|减少[（(]增加[）)]|增加或减少|增（减）|增\(减\)|变动|变化|相差|差额|差异|差距"
    r"|(?:增加|增长|上升)(?:减少|下降|降低)|(?:减少|下降|降低)(?:增加|增长|上升)"
    r"|(?:增长|增加|上升|下降|减少|降低)(?:率|比例))"
    r"(?:变动|变化|情况)*(?:数?额|金额|数)?(?:为|是|达|计|共)*\s*$"
)
# What may stand between what is compared with and the amount of another year: 比上年收入100万元.
_OF_A_LEVEL = re.compile(
    r"[为是达至到有约计由从在]|安排|(?:收入|支出|经费|费用?|资金|预算|决算|拨款|结转|结余|[合总小]计|总?额|数|下达|完成)$"
)
_ALIKE = re.compile(r"\s*(?:[元）)]\s*)*(?:基本)?(?:持平|一致|相[同等当]|不变|无(?:增减)?变[化动])")
_PARTED = re.compile(r"[，。；;\n]|,(?![0-9]{3})")
_LONGEST_VERB, _LONGEST_VERB_FIRST = 6, 60
# In a sentence that compares, a word behind the name that is none of those known: 基本支出缩水.
_UNKNOWN_VERB = re.compile(
    r"(?:支出|收入|经费|[务用置待]费|收支)(?!(?:预算|决算|资金|拨款|合计|总计|补助|部分|项目|[数总]?额|数)*"
    r"[为是达至到有约计由从共]*$)(?:[增减升降压缩涨跌扩收节调精削上下高低][\u4e00-\u9fff]{0,2}"
    r"|[\u4e00-\u9fff][加减增少升降]"
    r"|超支|短收|翻番|盘活|退[回还]|返还|划[转入出]|扣[除减])$"
)
# 预算（负）5万元, 基本支出(增加)5万元: a sign or a word set apart before the figure.
_SIGN_APART = re.compile(r"[（(]\s*(?P<word>负|增加?|减少?|[+＋−-])\s*[)）]\s*$")
_PLUS = re.compile(r"[+＋]\s*$")
# 稳增长, 促增收: what money is for, no change of it; nor is 最多, 至少.
_AIMED = frozenset("稳促保助拉最至众")
# 少增加, 减多: of two words of opposite ways nobody can say which is meant.
_OPPOSITE = {**dict.fromkeys("增多升高", "减少降低"), **dict.fromkeys("减少降低", "增多升高")}
_DENIED = re.compile(r"(?:不|未|没有|没|无|并非|非)(?:再|曾|有|予)?$")
# Behind the word of a change; 减少为 and 增加到 tell a level instead.
_CHANGE_TAIL = re.compile(
    r"(?:了|的|大?约|将?近|接近|不到|不足|不超过|至[少多]|[高多]达|超过?|逾|共计?|支出|预算|资金|安排)*(?:约为)?\s*|(?:数?额|数|量|金额|幅度?)(?:为|是|达|约|共|计)*\s*"
)
_LEVEL_WORDS = re.compile(
    rf"(?:{'|'.join((*_INCREASES.split(), *_DECREASES.split(), '增', '减', '降', '调整'))})"
    r"(?:为|到|至)了?\s*$|(?:保持|维持|稳定|控制)在\s*$"
)
_REASON_AHEAD = re.compile(
    r"^[^，。；]{0,40}?[大小高低多少]于[^，。；]{0,20}?(?:主要)?原因(?:主要)?(?:是|为|系|在于)(?:由于|因为|因)?(?=.)"
)
_LEADING = re.compile(
    r"^(?:其中|包括|具体[是为](?!\S{0,4}情况)|[一二三四五六]是(?=\S{2})|含(?![税量金])(?=[\u4e00-\u9fff]{3,})|反映|今年|原因[是为]|的?主要(?:原因)?(?:是|为|系(?!统)|由于)?(?!领导|用于)|(?:收入|支出)(?:全部|主要)?(?:为|包括)(?=\s*[^\s：:])|共计|和|及|与|(?:[我本](?:部门|单位)|我(?:[局委厅馆]|办(?!公)|院(?!士)|校(?![园舍车])|站(?!台)|所(?![得有属需])|队(?!伍)|中心))的?|全年(?!预算)|当年(?!初)|20[0-9]{2}\s*(?:(?=年(?:[末底终]|初(?:预算|安排|数)))|年(?:度)?)|本(?:(?=年初(?:预算|安排|数))|年度?)"
    r"|年度(?=预算|收入|支出)|占[^、，。0-9]{0,12}[0-9.]+\s?[%％]、)+"
)
_TRAILING = re.compile(
    r"(?:共计|(?:(?<!收入)(?<!支出)(?<!收支)(?<!支))(?:合计|总计))?(?:略有?|稍有?|小幅|大幅|明显|安排|[拟预]安排|预计|为|是|(?<![下送])达|达到|共|(?<!节)约|近|接近|大约|超过?|逾|不足|不超过|不低于|不少于|不高于"
    r"|(?<![合总审会统设])计)+\s*$"
)
_EVENLY = re.compile(  # 收、支总计均为9万元, but 人均9万元
    r"(?<=[总合]计)[各都]$|(?<=..)(?<![平人户车年日月亩班生次件村校])均$|^[均各都即]$"
)
# 政府采购预算3项40万元, 政府采购预算1月5日40万元: what the amount is of stands before.
# 公务接待费（1）: the mark of a note, where no two things of one name are told apart by it
_NOTE_BEHIND = re.compile(
    r"(?P<name>(?:(?:接待|出国（境）|出国\(境\)|运行维护|运行|购置|会议|培训)费用?|运行经费|”经费)(?:预算|决算|支出)*)"
    r"\s*[（(]\s?注?[0-9]{1,2}\s?[)）]$"
)
_COUNT_BEHIND = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:共计?)?[（(]?[0-9]{1,4}\s?(?:[项个批件台套辆]|月(?:[0-9]{1,2}[日号])?|[日号])[)）]?$"
)
_FORMER = re.compile(r"[由从]\s*[0-9].*$")  # 由100万元调整为
# 100万元调整为, 100万元（, 100万元即: said of what the amount before is of
_SAME_AGAIN = re.compile(
    r"[^，。；：,;:]*[0-9一二三四五六七八九十百千]\s?[百千]?[万亿]?元\s?[~～—–－至到（(-]?"
    r"(?:[（(]?(?:后|现|现?[已己巳])?(?:调整|调增|调减|变更|增加|减少|提高|降低)[为到至]|即|合|折合)?\s*"
)
_NUMBER = re.compile(
    r"^(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[①-⑳])\s*|^[0-9]{1,2}(?=[“\"＂])"
)
# 国债安排的支出（款）: the name of a section
_ARRANGED = re.compile(
    r"^.*安排(?![的了]?支出\s*[（(][类款项][)）])[的了]?(?=\S{2,})|^.*(?=上年度?[末底]|[年期]初固定资产)"
)
# 基本支出增长15%，增加132万元: the subject stands before the percentage.
_RATE_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<subject>[^，。；：、,;:\n（(]{2,30}?)"
    r"(?:增长|增加|上升|提高|增幅|下降|减少|降低|压减|压缩|降幅|减幅)率?(?:了|约|为|达|到)*"
    r"\s?[0-9]{1,9}(?:\.[0-9]{1,9})?\s?[%％][，,、]$"
)
_OF_A_RATE = re.compile("[率占度](?:比|重)?$|比[例重]$")
# 收入支出总体与上年相比，增加58万元: the subject stands before what is compared with.
_COMPARED_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<subject>(?:[^，。；：、,;:\n（(]{0,20}收入?、(?=支))?[^，。；：、,;:\n（(]{2,30}?)"
    rf"(?:{_COMPARED.pattern})[，,、]$"
)
# 车辆3台，共计68万元; 维持日常运转而开支的机关运行经费，合计89万元: the sum is of what stands before.
_SURFACE = re.compile("(?:建筑|占地)?面积$")
_SUM = re.compile(
    r"\s*(?:(?:采购|购置)?预算|总?金额|总价值?|(?:账面)?(?:价值|原值|净值))?(?:共计|合计|总计|共|计)?(?:为|是|约)?\s*"
)
_SUMMED = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<clause>(?:(?P<things>[^，。；：、,;:\n]{2,40}?)\s*[0-9][0-9,.]*\s?"
    r"(?:[台辆套项件栋幢个]|平方米|[（(]平方米[)）])(?:[（(][台辆套、，]+[)）])?|(?:[^，。；：、,;:\n]{0,40}的)?(?P<money>[^，。；：、,;:\n的0-9]{2,20}"
    r"(?:经费|支出|收入|资金))))[，,、]$"
)
# 接待费支出决算比预算无增减变化，比去年增加1万元; 接待费完成预算的75%，比上年减少1万元: before a clause
# without an amount of its own.
_TOLD_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<subject>[^，。；：、,;:\n（(]{2,30}?)"
    rf"(?:(?:{_COMPARED.pattern})[^，。；：,;:\n0-9]{{0,8}}?"
    r"(?:(?:无|没有|未发生|零)(?:增减)?(?:变化|变动|增减|增长)?|持平|一致|相[同等当]|不变)(?:变化)?"
    r"|完成了?(?:年初|全年|调整|年度)?预算数?的?\s?[0-9.]{1,9}\s?[%％])[，,]$"
)
# 拨款收入占90%，为9万元: what the share is of.
_SHARE_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<subject>[^，。；：、,;:\n（(0-9%％]{2,30}?)占(?:比)?[^，。；：,;:0-9]{0,12}"
    r"[0-9.]{1,9}\s?[%％][，,]$"
)
# 公务接待费，2.2万元: a name with a sign behind it
_NAME_CLAUSE = re.compile(
    r"(?:^|[，。；：、,;:\n])(?:20[0-9]{2}\s*年度?)?(?P<name>[^，。；：、,;:\n（(0-9%％用]{0,24}(?:[（(]境[)）])?[^，。；：、,;:\n（(0-9%％用]{0,10}"
    r"(?:[务用置待议训行行护]费|经费|支出|收入|[合总]计)(?:预算|决算)?数?)[，,]\s*$"
)
_ENDS_CLAUSE = re.compile(r"\s*(?:[，。；、,;（(]|$)")
# 在9万元支出中: what it is of stands behind it
_WITHIN = re.compile("^\\s*在$")
_WITHIN_BEHIND = re.compile("\\s*的?(?P<name>[\u4e00-\u9fff“”]{2,20})中(?=[，,、：:])")
_AMOUNTS_TO = re.compile(r"\s*(?:金额|共计|合计|总计|共|计|即)?(?:为|是|达到?|约)?\s*")
# 主要是增加人员经费5万元: the word of change stands before what it is of.
_VERB_FIRST = re.compile(
    r"(?P<of>.*?)(?:主要|原因|因为|由于|其中|是|系|为|相应|共|年中|[:：])*(?P<word>增加(?!值)|减少|压减|调增|调减|压缩|削减|核[增减]|缩减|追[加减])了?"
    r"(?P<name>[^增减为是达至到约计]{1,20}(?:经费|费用?|支出|资金|收入|预算|拨款|款|补[助贴]|津贴|工资|奖金|公积金|养老金|项目|工程|社保)"
    r"|(?:工资|社保|奖金|公积金|养老金|津贴|补贴))"
)
_VAGUE = frozenset(("预算", "收支", "支出", "收入"))
_OF_BEFORE = frozenset(("费用支出", "该项支出", "该项费用", "此项支出", "此项费用"))
_NAMES_YEAR = re.compile(r"(?P<year>20[0-9]{2})\s*年(?:度|(?![末底初内]))(?!.*(?:期末|年末|截至))")
# 二是2022年支付慰问金5万元: what may stand before the year that an amount is of.
_AHEAD_OF_YEAR = re.compile(
    r"^(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[①-⑳]"
    r"|其中|包括|[一二三四五六]是|主要(?:原因)?(?:是|为|系)?|原因(?:是|为)?|由于|因为|因|即|而|[“\"\s])+"
)
# 近三年机关运行经费：2021年1万元、2022年2万元: what each year's amount is of.
_BEFORE_YEARS = re.compile(
    r"(?:^|[，。；\n])(?:近?[两二三四五六七八九十0-9]{1,2}年(?:来|度)?的?)?"
    r"(?P<name>[^，。；：:0-9]{2,30}(?<!如下)(?<!情况)(?<!说明)(?<!明细))[：:]\s*$"
)
_YEAR_OF_SENTENCE = re.compile(
    r"\s*(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[)）])?\s*"
    r"(?P<year>20[0-9]{2})\s*年(?:度)?[，,]"
)
_SEVERAL_YEARS = re.compile(r"20[0-9]{2}\s*年度?\s*(?:[、,，和与至到—-]|及|以及)\s*20[0-9]{2}\s*年")
YEAR_NAMED = re.compile(r"20[0-9]{2}\s*年|[今本当]年")
# 变动的主要原因是2023年新增了5万元专项资金: what is new stands behind the amount.
_REASON = re.compile(
    r"(?:原因|因为|由于)(?:主要)?(?:是|为|系)?(?:20[0-9]{2}\s*年度?|[今本当]年度?)?$"
)
_NAME_BEHIND = re.compile(r"\s*的?(?P<name>[\u4e00-\u9fff“”—-]{2,30})(?=[，。；、,;（(]|$)")
_SPENT_ON = re.compile(
    r"\s*(?:全部|主要)?(?P<name>用于[\u4e00-\u9fff“”]{2,20})(?=[，。；、,;（(]|$)"
)
_DURING = frozenset(("执行中", "预算执行中", "年度执行中", "年中", "执行过程中", "年度中"))
_SIDE_BY_SIDE = frozenset(("对比", "相比", "相此"))  # the last as characters are mistaken
_TIME_COMPARED = re.compile(rf"{_EARLIER}(?:相比较?|比较|相?对比)")
# 接待费完成预算的75%比上年减少1万元
_COMPLETED = re.compile(
    r"(?:完成了?|占)(?:年初|全年|调整|年度)?预算数?的?\s?[0-9.]{1,9}\s?[%％]\s?[.．]?$"
)
_END_OF_YEAR = re.compile(r"(?P<year>20[0-9]{2})\s*(?=年[末底终])")
_A_DAY = re.compile("[末底](?:余额|数)?$")
_HALVES = frozenset(("收入", "支出"))
_OF_THE_YEAR = re.compile("本年(?:收入|支出)")  # beside 总收入, which holds what was left over
_UNNAMED = frozenset(("经费", "费用", "支出", "资金", "收入", "预算", "拨款"))
_WINDOW = 400
_LONGEST_SENTENCE = 1_200  # texts without 。 are cut
_NEAR = 100  # characters kept before an amount and behind it


class Wording(NamedTuple):
    """``subject`` may be empty; ``change`` None for a level.

    ``compared_with`` are the words for what a change compares with. ``former``: a level of the time
    or plan compared with.
    ``vague``: the subject may well be what the text spoke of before: 支出减少.
    """

    subject: str
    sentence: str
    change: Direction | None = None
    compared_year: int | None = None
    compared_with: str | None = None
    unclear: bool = False
    former: bool = False
    ahead: str = ""  # with ``former``, what stands before it: 接待费 of 接待费较上年5万元
    completes: bool = False  # ``subject`` is the plan of what was spoken of before
    vague: bool = False
    dated: int | None = None  # the year named with it, where it is not the report's
    verb_first: bool = False  # the word of change stands before the name: 增加人员经费


class Reader:
    """Reads what the words of one text say of its amounts; each reading looks a window around."""

    def __init__(self, text: str, fiscal_year: int | None) -> None:
        self._text = text
        self._folded = in_digits(text.translate(_FOLDED))
        self._last_year = None if fiscal_year is None else fiscal_year - 1
        self._ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)]

    def wording(self, start: int, end: int) -> Wording:
        """What the words say of the amount at ``start`` to ``end``."""
        begin, stop = self._sentence(start, end)
        window = max(begin, start - _WINDOW)
        before = _SET_APART.sub("", without_tags(self._folded[window:start])).translate(INVISIBLE)
        before = _BETWEEN.sub("", before)
        apart = _SIGN_APART.search(self._folded[window:start])
        if apart and (word := self._direction_apart(apart["word"], end)):
            before, apart = f"{before.rstrip('（(增加减少)） ')}{word}", None
        named = before
        if aside := _ASIDE.search(before):
            named = before[: aside.start()]
            before = named if re.search("[，,；;：:、]", aside[0]) else before
        clause_at = max((match.end() for match in _CLAUSE_STARTS.finditer(named)), default=0)
        clause = before[clause_at:]
        sentence = self._shown(begin, start, end, stop)
        compares = bool(_COMPARED.search(before))
        change = _change(clause, compares) or _change(named[clause_at:], compares)
        if change is None and (turned := turning(clause, self._folded, end)):
            name = subject_of(_COMPARED.sub("", turned.name))
            name = clause.strip() if name in ("由", "从") else name
            return Wording(f"{turned.of or ''}{name}", sentence, former=turned.of is not None)
        if change is None and _CHANGES_BEHIND.match(self._folded, end):
            former = _FORMER_NAMED.search(clause)
            if former is None and (unknown := unknown_base(clause.strip().removesuffix("的"))):
                return Wording(unknown[1], sentence, former=True)  # 较计划的90万元减少
        else:
            former = None if change is not None else _FORMER_BEHIND.search(clause)
        if former is not None:
            name = f"{former['of']}{former['what'] or ''}"
            return Wording(name, sentence, former=True, ahead=subject_of(clause[: former.start()]))
        if change is None and (rate_ahead := rated(before)):
            of_rate = subject_of(_HOW.sub("", _COMPARED_AMOUNT.sub("", rate_ahead.of).strip()))
            if not _OF_A_RATE.search(of_rate):
                which: Direction = "decrease" if rate_ahead.falls else "increase"
                compared = [*_COMPARED.finditer(before)]
                against_it = self._base(compared[-1]) if compared else (None, None)
                if rate_ahead.about:
                    return Wording(of_rate, sentence, unclear=True)
                return Wording(of_rate, sentence, which, *against_it)
        if (
            apart
            or (change is None and compares and _PLUS.search(self._folded[window:start]))
            or (_UNCLEAR.search(clause) and compares)
            or (change is None and _unclear_against(clause))
            or (change is not None and _denied(clause, change[1]))
            or (change is None and self._lacks_direction(clause, end))
            or (change is None and compares and _UNKNOWN_VERB.search(clause))
        ):
            return Wording(subject_of(clause), sentence, unclear=True)
        if change is None and (against := _AGAINST.search(clause)):
            direction: Direction = "increase" if against["word"][0] in "大高多超" else "decrease"
            subject = subject_of(clause[: against.start()])
            return Wording(subject, sentence, direction, *self._base(against))
        if change is None and (former := _FORMER_LEVEL.fullmatch(clause.strip())):
            return Wording(f"{former['of']}{former['what'] or ''}", sentence, former=True)
        if change is None and (plan := _COMPLETES.fullmatch(clause)):
            return Wording(plan["plan"], sentence, former=True, completes=True)
        rest = _REASON_AHEAD.sub("主要是", _COMPARED_AMOUNT.sub("", clause).strip())
        first = _VERB_FIRST.fullmatch(rest) if len(rest) <= _LONGEST_VERB_FIRST else None
        begins = first is not None and not subject_of(first["of"])
        if change is None and first is not None and (begins or rest != clause.strip()):
            direction = dict(_CHANGES)[first["word"]]
            compared = [*_COMPARED.finditer(before)]
            compared_to = self._base(compared[-1]) if compared else (None, None)
            unnamed = first["name"] in _UNNAMED and (subject_of(first["of"]) or not first["of"])
            name = subject_of(first["of"] if unnamed else first["name"])
            if name and (other := self._other_year(first["of"] + name, before[:clause_at])):
                return Wording(f"{other}年{name}", sentence, direction, *compared_to, dated=other)
            return Wording(name, sentence, direction, *compared_to, verb_first=True)
        if change is None:
            subject = clause
            if level := _LEVEL_WORDS.search(clause):
                subject = _FORMER.sub("", _COMPARED.sub("", clause[: level.start()]))
            if _SAME_AGAIN.fullmatch(clause) and not _FORMER.search(clause):
                return Wording("", sentence)
            if _SUM.fullmatch(clause) and (said := _SUMMED.search(before[:clause_at])):
                things = _SURFACE.sub("", said["things"] or said["money"])
                return Wording(subject_of(things), sentence)
            name, ahead = subject_of(subject), before[:clause_at]
            name = named_by_bracket(name, ahead) or subject_of(named_by_counts(name, ahead))
            if other := self._other_year(subject, ahead):
                # 2023年收入9万元，2022年收入8万元，增加1万元: the year stays, and no more is said of it
                headed = None if name else _BEFORE_YEARS.search(ahead)
                name = subject_of(headed["name"]) if headed else name
                return Wording(f"{other}年{name}", sentence, former=True, dated=other)
            if (day := _END_OF_YEAR.match(subject.strip())) and self._last_year is not None:
                # 2022年末固定资产9万元, in a report of 2023; its own 年末 needs no year
                own = int(day["year"]) == self._last_year + 1
                return Wording(name if own else f"{day['year']}{name}", sentence)
            name = self._without_own_year(name)
            if not name and (spent := _SPENT_ON.match(self._folded, end)):
                return Wording(spent["name"], sentence)  # 其中：9万元用于审计
            if _WITHIN.search(clause) and (of_it := _WITHIN_BEHIND.match(self._folded, end)):
                return Wording(subject_of(of_it["name"]), sentence)
            told = not name and _AMOUNTS_TO.fullmatch(clause)
            shared = _SHARE_CLAUSE.search(ahead) if told else None
            if (
                told
                and (alone := _NAME_CLAUSE.search(ahead))
                and _ENDS_CLAUSE.match(self._folded, end)
            ):
                return Wording(subject_of(alone["name"]), sentence)
            if told and clause.strip() and (rate := _RATE_CLAUSE.search(ahead)):
                # 接待费较上年减少20%，为4万元
                return Wording(subject_of(_COMPARED_AMOUNT.sub("", rate["subject"])), sentence)
            if shared and (of_share := subject_of(shared["subject"])):
                return Wording(of_share, sentence)
            of_the_year = name in _HALVES and _OF_THE_YEAR.search(subject)
            return Wording(f"本年{name}" if of_the_year else name, sentence)
        direction, at = change
        compared = [*_COMPARED.finditer(before[: clause_at + at])]
        year, base = self._base(compared[-1]) if compared else (None, None)
        named = _HOW.sub("", clause[:at].strip())
        if (level := _COMPARED_LEVEL.search(named)) and level["what"]:
            base, named = f"{level['of']}{level['what']}", named[: level.start()]
        named = _HOW.sub("", _COMPARED_AMOUNT.sub("", named).strip())
        named = _COMPLETED.sub("", _again(named, direction))
        if alone := _TIME_COMPARED.fullmatch(named):
            named, (year, base) = "", self._base(alone)  # 2023年度相比增加
        elif unknown := unknown_base(named):
            named, base, year = unknown
        subject = "" if named in _SIDE_BY_SIDE | _DURING else subject_of(named)
        if _REASON.search(named) and (behind := _NAME_BEHIND.match(self._folded, end)):
            subject = behind["name"]
        if len(subject) == 1 and subject in clause[:at]:
            return Wording("", sentence, unclear=True)  # 咸少5万元: a word that is none
        ahead = before[:clause_at]
        said = _RATE_CLAUSE.search(ahead) or _COMPARED_CLAUSE.search(ahead)
        if not subject and (said := said or _TOLD_CLAUSE.search(ahead)):
            subject = subject_of(_HOW.sub("", _COMPARED_AMOUNT.sub("", said["subject"]).strip()))
        vague = subject in _OF_BEFORE or (subject in _VAGUE and window + clause_at > begin)
        other = self._other_year(named, ahead) if subject or not named else None
        if other is not None:
            subject = f"{other}年{subject}" if subject else ""
            year = year_before(other, year, base)
        return Wording(subject, sentence, direction, year, base, vague=vague, dated=other)

    def _other_year(self, subject: str, ahead: str) -> int | None:
        """The year that ``subject`` or the head of its sentence names, if not the report's own."""
        if self._last_year is None:
            return None
        if _SEVERAL_YEARS.search(subject):
            return None
        found = _NAMES_YEAR.match(_AHEAD_OF_YEAR.sub("", subject.strip()))
        if found is None:
            head = _YEAR_OF_SENTENCE.match(ahead) or _year_before_bracket(ahead)
            found = head if head and not YEAR_NAMED.search(ahead[head.end() :] + subject) else None
        year = int(found["year"]) if found else None
        return None if year == self._last_year + 1 else year

    def _without_own_year(self, name: str) -> str:
        """``name`` without the report's own year behind it: 接待费2023年, 接待费本年."""
        found = _YEAR_BEHIND.search(name)
        own = None if self._last_year is None else str(self._last_year + 1)
        return name[: found.start()] if found and found["year"] in (None, own) else name

    def _direction_apart(self, word: str, end: int) -> str | None:
        """The word of change in a bracket, where the rate behind the amount says the same."""
        rate = rate_behind(self._folded, end) if word in ("增加", "减少") else None
        if rate is None or not rate.percent:
            return None
        return word if (rate.percent < 0) == (word == "减少") else None

    def _lacks_direction(self, clause: str, end: int) -> bool:
        """Whether ``clause`` compares, the words behind its amount do not say which way either."""
        compared = [*_COMPARED.finditer(clause)]
        if not compared or not (compared[-1][0][0] in "较比相对" or "相比" in compared[-1][0]):
            return False
        if compared[-1]["plan"] or compared[-1]["previous"] or _AGAINST.search(clause):
            return False
        rest = clause[compared[-1].end() :].strip()
        behind = _PARTED.split(self._folded[end : end + _NEAR], maxsplit=1)[0]
        if len(rest) > _LONGEST_VERB or _OF_A_LEVEL.search(rest):
            return False
        return not any(word in behind for word, _ in _CHANGES + _MORE_OR_LESS) and not (
            _ALIKE.match(behind)
        )

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        i = bisect_right(self._ends, start)
        begin = self._ends[i - 1] if i else 0
        j = bisect_left(self._ends, end + 1)
        return begin, self._ends[j] if j < len(self._ends) else len(self._text)

    def _shown(self, begin: int, start: int, end: int, stop: int) -> str:
        """The sentence; of one that is longer than any of a report what is near the amount."""
        if stop - begin > _LONGEST_SENTENCE:
            begin, stop = max(begin, start - _NEAR), min(stop, end + _NEAR)
        return self._text[begin:stop].strip()

    def _base(self, match: re.Match[str]) -> tuple[int | None, str | None]:
        """The year and the words of what is compared with."""
        said = match.groupdict()
        if plan := said.get("plan") or said.get("previous"):
            return None, plan.lstrip("较比与同和 ")
        if said.get("alike"):
            year = said.get("alike_year")
            return int(year) if year else self._last_year, said["alike"]
        base = match["base"].strip()
        if _A_DAY.search(base) and not match["year"]:
            return (
                None,
                base,
            )  # 2022年末资产比上年末增加1万元: the day before which, the text leaves open
        return int(match["year"]) if match["year"] else self._last_year, base


def _year_before_bracket(ahead: str) -> re.Match[str] | None:
    """The year at the end of ``ahead`` but for a bracket that is too long for a name: 2022年（…）支出."""
    opening = max(ahead.rfind("（"), ahead.rfind("("))
    if opening < 0 or ahead[-1:] not in ("）", ")"):
        return None
    return _YEAR_BEFORE.search(ahead, max(0, opening - _LONGEST_YEAR), opening)


_LONGEST_YEAR = 12
_YEAR_BEHIND = re.compile(r"(?<=..)(?:本年度?|今年|(?P<year>20[0-9]{2})\s*年度?)$")
_YEAR_BEFORE = re.compile(r"(?P<year>20[0-9]{2})\s*年(?:度)?\s*$")


def year_before(year: int, compared_year: int | None, base: str | None) -> int | None:
    """The year that a change of ``year`` compares with: 上年 is the one before it."""
    relative = compared_year is not None and not re.search("[0-9]", base or "")
    return year - 1 if relative else compared_year


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of ``text`` begin and end, without the signs that part them."""
    begin = 0
    for found in _CLAUSE_STARTS.finditer(text):
        yield begin, found.start()
        begin = found.end()
    yield begin, len(text)


def _change(clause: str, compared: bool) -> tuple[Direction, int] | None:
    """(direction, where the word of change begins) if the clause states a change.

    ``compared`` is whether the sentence said before with what it compares.
    """
    words = _CHANGES
    if _COMPARED.search(clause):
        words = _CHANGES + _MORE_OR_LESS
    elif compared:
        words = _CHANGES + _SHORT + _MORE
    for word, direction in words:
        at = clause.rfind(word)
        if at >= 0 and _CHANGE_TAIL.fullmatch(clause, at + len(word)):
            return None if clause[at - 1 : at] in _AIMED else (direction, at)
    saved = _SAVED.search(clause)  # 费用较原计划节约
    return ("decrease", saved.start()) if saved and unknown_base(clause[: saved.start()]) else None


def _again(named: str, direction: Direction) -> str:
    """``named`` without a word of change that is printed twice: 减少减少5万元."""
    words = [word for word, which in _CHANGES + _SHORT + _MORE if which == direction]
    while word := next((word for word in words if named.endswith(word)), ""):
        named = named.removesuffix(word)
    return named


def _unclear_against(clause: str) -> bool:
    """Whether ``clause`` may compare with another figure or name that figure: 不超过上年40万元."""
    against = _AGAINST.search(clause)
    if against is None:
        return False
    by_so_much = against["word"] == "超" and against["plan"]  # 超预算9万元
    return bool(against["denied"]) or (against["word"] in ("超过", "超") and not by_so_much)


def _denied(clause: str, at: int) -> bool:
    """Whether the word of change at ``at`` is denied, or stands behind one of its opposite."""
    return _DENIED.search(clause[:at]) is not None or (
        at > 0 and clause[at] in _OPPOSITE and clause[at - 1] in _OPPOSITE[clause[at]]
    )


def subject_of(subject: str) -> str:
    """What the words before an amount name: without its number, year and 共计安排."""
    subject = _REASON_AHEAD.sub("", _NUMBER.sub("", _bare(subject)).lstrip("—–- "))
    subject = _COUNT_BEHIND.sub("", _NOTE_BEHIND.sub(r"\g<name>", subject))
    subject = _ARRANGED.sub("", _TRAILING.sub("", _LEADING.sub("", subject).strip()))
    return _bare(_EVENLY.sub("", _TRAILING.sub("", subject)))


def _bare(text: str) -> str:
    """Without punctuation and single quotation marks around: “三公”经费 keeps its pair."""
    text = text.strip(' "＂、：:')
    while text[:1] == "“" and text.find("”") in (-1, len(text) - 1) and '"' not in text:
        text = text[1:].rstrip("”").strip(' "、：:')
    return text.rstrip("”") if "“" not in text else text
