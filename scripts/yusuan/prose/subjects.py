"""What the words before an amount name: without number, year and 共计安排."""

import re

REASON_AHEAD = re.compile(
    r"^[^，。；]{0,40}?[大小高低多少]于[^，。；]{0,20}?(?:主要)?原因(?:主要)?(?:是|为|系|在于)(?:由于|因为|因)?(?=.)"
)
_LEADING = re.compile(
    r"^(?:其中|包括|具体[是为](?!\S{0,4}情况)|[一二三四五六]是(?=\S{2})|含(?![税量金])(?=[\u4e00-\u9fff]{3,})|反映|今年|原因[是为]|的?主要(?:原因)?(?:是|为|系(?!统)|由于)?(?!领导|用于)|(?:收入|支出)(?:全部|主要)?(?:为|包括)(?=\s*[^\s：:])|共计|和|及|与|(?:[我本](?:部门|单位)|我(?:[局委厅馆]|办(?!公)|院(?!士)|校(?![园舍车])|站(?!台)|所(?![得有属需])|队(?!伍)|中心))的?|全年(?!预算)|当年(?!初)|20[0-9]{2}\s*(?:(?=年(?:[末底终]|初(?:预算|安排|数)))|年(?:度)?)|本(?:(?=年(?:[末底]|初(?:预算|安排|数)))|年度?)"
    r"|年度(?=预算|收入|支出)|占[^、，。0-9]{0,12}[0-9.]+\s?[%％]、)+"
)
_TRAILING = re.compile(
    r"(?:共计|(?:(?<!收入)(?<!支出)(?<!收支)(?<!支))(?:合计|总计))?(?:略有?|稍有?|小幅|大幅|明显|安排|[拟预]安排|预计|为|是|(?<![下送])达|达到|共|(?<!节)约|近|接近|大约|超过?|逾|不足|不超过|不低于|不少于|不高于"
    r"|(?<![合总审会统设])计)+\s*$"
)
_EVENLY = re.compile(  # 收、支总计均为9万元, but 人均9万元
    r"(?<=[总合]计)[各都]$|(?<=..)(?<![平人户车年日月亩班生次件村校])均$|^[均各都即]$"
)
_NOTE = re.compile(r"[（(]注[:：]?\s?[0-9]{0,2}[)）]$")
# 公务接待费（1）: the mark of a note, where no two things of one name are told apart by it
_NOTE_BEHIND = re.compile(
    r"(?P<name>(?:(?:接待|出国（境）|出国\(境\)|运行维护|运行|购置|会议|培训)费用?|运行经费|”经费)(?:预算|决算|支出)*)"
    r"\s*[（(]\s?注?[0-9]{1,2}\s?[)）]$"
)
# 政府采购预算3项40万元, 政府采购预算1月5日40万元: what the amount is of stands before.
_COUNT_BEHIND = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:共计?)?[（(]?[0-9]{1,4}\s?(?:[项个批件台套辆]|月(?:[0-9]{1,2}[日号])?|[日号])[)）]?$"
)
_NUMBER = re.compile(
    r"^(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[①-⑳])\s*|^[0-9]{1,2}(?=[“\"＂])"
)
# 国债安排的支出（款）: the name of a section
_ARRANGED = re.compile(
    r"^.*安排(?![的了]?支出\s*[（(][类款项][)）])[的了]?(?=\S{2,})|^.*(?=上年度?[末底]|[年期]初固定资产)"
)


def subject_of(subject: str) -> str:
    """What the words before an amount name: without its number, year and 共计安排."""
    subject = REASON_AHEAD.sub("", _NUMBER.sub("", _bare(subject)).lstrip("—–->•●■◆▪ "))
    subject = _COUNT_BEHIND.sub("", _NOTE_BEHIND.sub(r"\g<name>", _NOTE.sub("", subject)))
    subject = _ARRANGED.sub("", _TRAILING.sub("", _LEADING.sub("", subject).strip()))
    return _bare(_EVENLY.sub("", _TRAILING.sub("", subject)))


def _bare(text: str) -> str:
    """Without punctuation and single quotation marks around: “三公”经费 keeps its pair."""
    shown, text = text, text.strip(' "＂、：:')
    if text.count('"') % 2 and shown[: shown.find(text)].endswith('"'):
        text = f'"{text}'  # "三公"经费
    while text[:1] == "“" and text.find("”") in (-1, len(text) - 1) and '"' not in text:
        text = text[1:].rstrip("”").strip(' "、：:')
    return text.rstrip("”") if "“" not in text else text
