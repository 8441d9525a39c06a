"""How a page in English is declared: as a page of the site, in a frame of its own."""

from dataclasses import dataclass

from yusuan.pages.bodies import Body, body_of
from yusuan.pages.citing import citation_of
from yusuan.pages.declaration import SitePage
from yusuan.pages.explaining import NO_EXPLAINER
from yusuan.pages.model import Site
from yusuan.pages.rendering import render
from yusuan.pages.report import report_of
from yusuan.pages.shells import Shell

FOLDER = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishPage(SitePage):
    """``name`` is that of the Chinese page below ``en/``; it links there and back."""

    description: str

    @property
    def original(self) -> str:
        """The name of the Chinese page."""
        return self.name.removeprefix(f"{FOLDER}/")

    @property
    def shell(self) -> Shell:
        return Shell(self.name, self.name, self.contents, f"{self.original}.md", "en")

    def render(self, site: Site) -> Body:
        address = f"{self.name}.html"
        shared = {
            "site": site,
            "page": self,
            "original": self.original,
            "root": "../",
            "report": report_of(site, self.title, address),
            "citation": citation_of(site, self.original),
            "explainer": NO_EXPLAINER,
        }
        shown = render(self.template, {**shared, **self.context(site)})
        return body_of(address, self.shell, shown, self.description, title=self.title)
