"""What each page says of itself where it is not open: in results of a search, in a shared link."""

from collections.abc import Callable, Mapping

from yusuan.pages.figures import department_of, occasion
from yusuan.pages.headlines import headlines
from yusuan.pages.model import Disclosure, Site, text
from yusuan.pages.told import findings

_TRACED = "每个数字都能追溯到原文的位置。"
_LEADING = 4
_OF_SITE: Mapping[str, str] = {
    "index": "{count} 份政府部门预算、决算公开文件整理成的开放数据：收支、“三公”经费、项目绩效；"
    + _TRACED,
    "compare": "几个部门、几个年度的收支总计、“三公”经费、采购等主要数字并排比较，各附出处。",
    "classifications": "公开文件里印出的支出功能分类和部门预算支出经济分类科目：编码、名称和出处。",
    "glossary": "各份公开文件自己对预算名词的解释，照原文列出，附出处。",
    "dictionary": "数据的每张表、每个字段：含义、类型、单位和原文叫法。",
    "downloads": "下载全部数据：CSV、Parquet、工作簿，附校验值和可以直接粘贴的代码。",
    "releases": "数据的全部版本、各版本的归档和改动。",
    "interface": "不用服务器的程序接口：数据文件的固定网址和读法。",
    "search": "在全部公开文件的表、项目、指标、名词和原文里搜索名称、编码和数字。",
}


def describe_site_page(site: Site, name: str, title: str) -> str:
    found = _OF_SITE.get(name)
    if found is None:
        return f"{site.descriptor['title']}：{title}。"
    return found.format(count=len(site.disclosures))


def describe_page(disclosure: Disclosure, name: str, title: str) -> str:
    """Of whom and of when, and what this page holds."""
    whose = f"{department_of(disclosure.facts)} {occasion(disclosure.facts)}"
    told = _OF_DISCLOSURE.get(name)
    held = told(disclosure) if told is not None else _table(disclosure, name)
    return f"{whose}{title if held else ''}：{held}" if held else f"{whose}：{title}。{_TRACED}"


def _overview(disclosure: Disclosure) -> str:
    shown = [each for each in headlines(disclosure) if each.value][:_LEADING]
    figures = "，".join(f"{each.label} {each.value} {each.unit}".rstrip() for each in shown)
    return f"{figures}。{_TRACED}" if figures else f"公布的表和文字。{_TRACED}"


def _checks(disclosure: Disclosure) -> str:
    found = findings(disclosure)
    count = f"{len(disclosure.of('checks'))} 项核对，"
    if not found:
        return f"{count}没有核对出不一致。"
    return f"{count}{len(found)} 处不一致，最前的是“{found[0].name}”；两处原文并列。"


def _projects(disclosure: Disclosure) -> str:
    count = len(disclosure.of("performance_indicators"))
    return f"{len(disclosure.of('projects'))} 个项目的绩效目标，{count} 项指标和指标值，附出处。"


def _indicators(disclosure: Disclosure) -> str:
    count = len(disclosure.of("performance_indicators"))
    return f"{count} 项指标在一张表里，可按指标、类型和项目筛选。"


def _goals(disclosure: Disclosure) -> str:
    return f"{len(disclosure.of('department_goals'))} 项目标和其中写明的指标，附出处。"


def _source(disclosure: Disclosure) -> str:
    lines = len(disclosure.source)
    return f"{f'全文 {lines} 行，' if lines else ''}每处通到由它得到的数据。"


def _glossary(disclosure: Disclosure) -> str:
    return f"文件自己解释的 {len(disclosure.of('glossary'))} 个名词，照原文列出。"


def _explanation(disclosure: Disclosure) -> str:
    return f"{len(disclosure.of('narrative'))} 段文字说明，照原文列出；{_TRACED}"


def _figure(_: Disclosure) -> str:
    return "任何一个数字的来历、核对、同一项目在别处的数和引用写法。"


_OF_DISCLOSURE: Mapping[str, Callable[[Disclosure], str]] = {
    "index": _overview,
    "checks": _checks,
    "projects": _projects,
    "indicators": _indicators,
    "goals": _goals,
    "source": _source,
    "glossary": _glossary,
    "explanation": _explanation,
    "figure": _figure,
}


def _table(disclosure: Disclosure, name: str) -> str:
    printed = disclosure.published(name)
    if printed is None:
        return ""
    if printed["is_empty"]:
        return "空表，原文没有数据。"
    unit = text(printed, "unit")
    return (
        f"{printed['row_count']} 行{f'，金额单位{unit}' if unit else ''}，照原文的栏目；{_TRACED}"
    )
