"""How a reader reports an error in a page: the facts to quote, and the form where there is one."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from yusuan.pages.model import Disclosure, Site, text

# The form in .github/ISSUE_TEMPLATE/ and the ids of its fields that are filled in beforehand.
FORM = "data-error.yml"
WHOLE_SET = "整个数据集"


@dataclass(frozen=True, slots=True)
class Report:
    """What a report about a page says; ``form`` is blank where the package names no repository.

    ``page`` is its address: relative to the root of the site where that has no address.
    """

    disclosure: str
    place: str
    page: str
    version: str
    form: str


def report_of(site: Site, title: str, page: str, disclosure: Disclosure | None = None) -> Report:
    """For the page at ``page`` (relative to the root), which shows what ``title`` names."""
    version = str(site.descriptor["version"])
    about = disclosure.id if disclosure is not None else WHOLE_SET
    repository, home = (str(site.descriptor.get(name, "")) for name in ("repository", "homepage"))
    page = f"{home}/{page}" if home else page
    fields = {
        "template": FORM,
        "title": f"数据错误：{about} {title}",
        "disclosure": about,
        "place": title,
        "link": text(disclosure.facts, "url") if disclosure is not None else "",
        "notes": f"页面：{page}；数据版本：{version}",
    }
    given = urlencode({name: value for name, value in fields.items() if value}, quote_via=quote)
    form = f"{repository}/issues/new?{given}" if repository else ""
    return Report(about, title, page, version, form)
