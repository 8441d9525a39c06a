"""How a page is declared.

To add a page: write a function that returns what its template prints, in a module of its own;
write the template in ``templates/``; name both in ``catalogue.SITE_PAGES``,
``catalogue.DISCLOSURE_PAGES``, or, for one of each place or organisation,
``catalogue.COLLECTION_PAGES``. Nothing else needs to change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from yusuan.pages.bodies import Body, body_of
from yusuan.pages.citing import citation_of
from yusuan.pages.collection.model import Collection
from yusuan.pages.describing import describe_page, describe_site_page
from yusuan.pages.explaining import NO_EXPLAINER, explainer_of, with_explanations
from yusuan.pages.figures import department_of, occasion
from yusuan.pages.model import Disclosure, Site, text
from yusuan.pages.rendering import render
from yusuan.pages.report import report_of
from yusuan.pages.shells import (
    OF_COLLECTION,
    OF_DISCLOSURE,
    OF_DISCLOSURE_WITH_CONTENTS,
    Shell,
)
from yusuan.pages.text import web_address

Context = Mapping[str, object]
Subject = TypeVar("Subject")


def always(disclosure: Disclosure) -> bool:
    """For pages that every disclosure has."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """One page for the whole site, at ``<name>.html``; ``in_english`` if one is at ``en/<name>.html``.

    ``contents``: whether its headings are listed beside it.
    """

    name: str
    title: str
    template: str
    context: Callable[[Site], Context]
    in_english: bool = False
    contents: bool = True

    @property
    def shell(self) -> Shell:
        """Its own frame, in its place."""
        alternate = f"en/{self.name}.md" if self.in_english else ""
        return Shell(self.name, self.name, self.contents, alternate)

    def render(self, site: Site) -> Body:
        address = f"{self.name}.html"
        shared = {
            "site": site,
            "page": self,
            "root": "",
            "report": report_of(site, self.title, address),
            "citation": citation_of(site, self.name),
        }
        values = {**shared, "explainer": NO_EXPLAINER, **self.context(site)}
        shown = with_explanations(render(self.template, values), values["explainer"])
        description = describe_site_page(site, self.name, self.title)
        return body_of(address, self.shell, shown, description, title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosurePage:
    """One page for each disclosure that it ``applies`` to, at ``disclosures/<id>/<name>.html``.

    ``title`` is its name in the list of the disclosure's pages, where it is ``listed``;
    ``contents``, whether its headings are listed beside it.
    """

    name: str
    title: str
    template: str
    context: Callable[[Site, Disclosure], Context]
    applies: Callable[[Disclosure], bool] = always
    listed: bool = True
    contents: bool = True

    def render(
        self, site: Site, disclosure: Disclosure, siblings: tuple["DisclosurePage", ...]
    ) -> Body:
        address = f"disclosures/{disclosure.id}/{self.name}.html"
        explainer = explainer_of(disclosure)
        shared = {
            "explainer": explainer,
            "citation": citation_of(site, self.name, disclosure),
            "report": report_of(site, self.title, address, disclosure),
            "site": site,
            "disclosure": disclosure,
            "facts": disclosure.facts,
            "address": web_address(text(disclosure.facts, "url")),
            "page": self,
            "siblings": tuple(page for page in siblings if page.listed),
            "root": "../../",
        }
        shown = render(self.template, {**shared, **self.context(site, disclosure)})
        # Pictures know addresses below the root of the site, as those of other disclosures are.
        shown = shown.replace(f'"../../disclosures/{disclosure.id}/', '"')
        return body_of(
            address,
            OF_DISCLOSURE_WITH_CONTENTS if self.contents else OF_DISCLOSURE,
            with_explanations(shown, explainer),
            describe_page(disclosure, self.name, self.title),
            after=f" - {department_of(disclosure.facts)} {occasion(disclosure.facts)}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPage(Generic[Subject]):
    """One page for each of the ``subjects`` that a site's disclosures belong to.

    ``address`` and ``title`` are those of a subject's page, its address below the site's root.
    """

    name: str
    template: str
    subjects: Callable[[Collection], Iterable[Subject]]
    address: Callable[[Subject], str]
    title: Callable[[Subject], str]
    context: Callable[[Site, Collection, Subject], Context]

    def render(self, site: Site, collection: Collection) -> Iterator[Body]:
        citation = citation_of(site, self.name)
        for subject in self.subjects(collection):
            address, title = self.address(subject), self.title(subject)
            values = {
                "site": site,
                "title": title,
                "subject": subject,
                "root": "../",
                "report": report_of(site, title, address),
                "citation": citation,
                "explainer": NO_EXPLAINER,
                **self.context(site, collection, subject),
            }
            description = f"{title}：本站收录的各年公开文件、主要数字和它们的出处。"
            content = render(self.template, values)
            yield body_of(address, OF_COLLECTION, content, description)
