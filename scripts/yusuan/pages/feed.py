"""``feed.xml``: disclosures in the order in which they were taken in, for readers who subscribe.

Atom (RFC 4287). A corrected re-issue is a disclosure of its own, so an entry never changes its day.
"""

import re
import uuid
from collections.abc import Iterable
from xml.etree import ElementTree as Tree

from yusuan.pages.figures import department_of, occasion
from yusuan.pages.model import Disclosure, Site, integer, text
from yusuan.pages.outline import outline_of

FEED_NAME = "feed.xml"
# Readers ask often: the newest are enough, all are on the home page.
_MOST = 100
_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, escaped or not.
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def newest(disclosures: Iterable[Disclosure]) -> list[Disclosure]:
    """Those whose day is known, the latest first, in the order of the package within a day."""
    known = [each for each in disclosures if each.facts["added"] is not None]
    return sorted(known, key=lambda each: text(each.facts, "added"), reverse=True)[:_MOST]


def feed(site: Site) -> str:
    """The text of the file. Without a homepage addresses are relative to the root of the site."""
    descriptor = site.descriptor
    home = f"{descriptor['homepage']}/" if descriptor.get("homepage") else ""
    entries = newest(site.disclosures)
    days = [text(each.facts, "added") for each in entries] or [str(descriptor["created"])[:10]]
    root = Tree.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-Hans"})
    _say(root, "id", str(descriptor["id"]))
    _say(root, "title", f"{descriptor['title']}：新收录和更正的公开文件")
    _say(root, "subtitle", "整理本，非官方发布；与原件不一致时，以部门公布的原件为准。")
    _say(root, "updated", _time(max(days)))
    for contributor in descriptor["contributors"]:
        _say(Tree.SubElement(root, "author"), "name", contributor["title"])
    if home:
        Tree.SubElement(root, "link", {"rel": "self", "href": f"{home}{FEED_NAME}"})
    Tree.SubElement(root, "link", {"rel": "alternate", "href": f"{home}index.html"})
    for each in entries:
        _entry(Tree.SubElement(root, "entry"), each, home, str(descriptor["id"]))
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Tree.tostring(root, encoding="unicode")}\n'


def _entry(entry: Tree.Element, disclosure: Disclosure, home: str, package: str) -> None:
    facts = disclosure.facts
    revision = integer(facts, "revision")
    again = f"（更正后重新公开，第 {revision} 版）" if revision > 1 else ""
    place = text(facts, "division_name")
    department = department_of(facts)
    where = "" if department.startswith(place) else f"{place} "
    # Never the address: it would change with the homepage, and readers would see all as new.
    _say(entry, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"{package}/{disclosure.id}").urn)
    _say(entry, "title", f"{where}{department} {occasion(facts)}{again}")
    _say(entry, "updated", _time(text(facts, "added")))
    page = f"{home}disclosures/{disclosure.id}/index.html"
    Tree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _say(entry, "summary", outline_of(disclosure).summary)


def _say(parent: Tree.Element, name: str, told: str) -> None:
    Tree.SubElement(parent, name).text = _NO_XML.sub("\ufffd", told)


def _time(day: str) -> str:
    """The beginning of a day: no hour is known, and the same package gives the same bytes."""
    return f"{day}T00:00:00Z"
