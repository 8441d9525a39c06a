"""Words for derived disclosures: prose out of the real one's clauses, and other spellings."""

import re
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
REAL_FOLDER = ROOT / "datapackage" / "sources" / "130500-501-2023-budget"

DIVISIONS = {
    "130100": "石家庄市",
    "130200": "唐山市",
    "130300": "秦皇岛市",
    "130400": "邯郸市",
    "130500": "邢台市",
    "130600": "保定市",
    "130700": "张家口市",
    "130800": "承德市",
}


def listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_NUMERALS = "零一二三四五六七八九十"
_ACTIONS = listed("开展 组织 推进 建设 维护 完善 培育 监测 评审 检查 宣传 服务 改造 提升 保障 指导")
_SUBJECTS = listed(
    "工业设计 智能制造 民爆行业 产业集群 中小企业 数字档案 网络安全 节水型企业 "
    "绿色工厂 技能人才 公共服务 养老机构 农村公路 水利设施 文物古迹 图书借阅 疾病防控 "
    "义务教育 林业资源 矿山生态 粮食储备 气象观测 社区矫正 消防装备 法律援助 旅游推介 "
    "体育场馆 城市绿化 污水处理 安全生产"
)
_THINGS = listed("平台 项目 活动 工程 体系 中心 系统 队伍 示范点 基地 机制 课题 台账 站点")
_OFFICES = listed("工业和信息化 教育 水利 农业农村 文化广电和旅游 卫生健康 交通运输 民政 司法 林业")
_MEASURES = ["数量", "次数", "个数", "完成率", "及时率", "合格率", "覆盖率", "成本"]
_QUOTES = (("“", "”"), ('"', '"'), ("「", "」"), ("‘", "’"), ("＂", "＂"))
_FULL_WIDTH = str.maketrans("0123456789():", "０１２３４５６７８９（）：")
_HALF_WIDTH = str.maketrans("（）：", "():")


@cache
def _clauses() -> tuple[str, ...]:
    """Clauses of the real document: Chinese characters only, so that no figure comes along."""
    text = (REAL_FOLDER / "source.txt").read_text(encoding="utf-8")
    found = {run for run in re.findall(r"[一-鿿]+", text) if 6 <= len(run) <= 24}
    return tuple(
        sorted(run for run in found if not re.search(r"目标表$|公开|目录|绩效[目指]标", run))
    )


def numeral(number: int) -> str:
    """``number`` below 100 as the Chinese numeral that lists print (21 -> 二十一)."""
    tens, ones = divmod(number, 10)
    before = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return before + (_NUMERALS[ones] if ones or not tens else "")


class Words:
    """Text drawn from one source of chance; hardly any two draws are alike."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def clause(self) -> str:
        clause = self.chance.choice(_clauses())
        match self.chance.randrange(12):
            case 0:
                return f"“{self.topic()}”{clause}"
            case 1:
                return f"{clause}（含{self.topic()}）"
            case 2:
                return f"按照《{self.topic()}办法》{clause}"
        return clause

    def sentence(self, clauses: int) -> str:
        return "，".join(self.clause() for _ in range(clauses)) + "。"

    def paragraph(self, least: int = 2, most: int = 14) -> str:
        clauses = self.chance.randint(least, most)
        return "".join(self.sentence(min(4, clauses - i)) for i in range(0, clauses, 4))

    def topic(self) -> str:
        """A few words that name a thing, such as 民爆行业示范点."""
        return self.chance.choice(_SUBJECTS) + self.chance.choice(_THINGS)

    def action(self) -> str:
        return self.chance.choice(_ACTIONS) + self.topic()

    def measure(self) -> str:
        return self.action() + self.chance.choice(_MEASURES)

    def department(self, division: str) -> str:
        return f"{division}{self.chance.choice(_OFFICES)}局"

    def spelled(self, text: str) -> str:
        """``text`` in a spelling that a reader takes for the same."""
        match self.chance.randrange(6):
            case 0:
                return text.translate(_FULL_WIDTH)
            case 1:
                return text.translate(_HALF_WIDTH)
            case 2:
                opening, closing = self.chance.choice(_QUOTES)
                return text.replace("“", opening).replace("”", closing)
            case 3 if len(text) <= 8:
                return " ".join(text)
            case 4:
                at = self.chance.randint(0, len(text))
                if not text[at - 1 : at].isdigit():
                    return f"{text[:at]} {text[at:]}".strip()
        return text
