"""How a page in English is declared: as a page of the site, in a frame of its own."""

from dataclasses import dataclass

from yusuan.pages.citing import citation_of
from yusuan.pages.declaration import SitePage
from yusuan.pages.explaining import NO_EXPLAINER
from yusuan.pages.model import Site
from yusuan.pages.rendering import Page, render
from yusuan.pages.report import report_of

FOLDER = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishPage(SitePage):
    """``name`` is that of the Chinese page below ``en/``; it links there and back."""

    description: str

    def render(self, site: Site) -> Page:
        original = self.name.removeprefix(f"{FOLDER}/")
        shared = {
            "site": site,
            "page": self,
            "original": original,
            "root": "../",
            "description": self.description,
            "report": report_of(site, self.title, f"{self.name}.html"),
            "citation": citation_of(site, original),
            "explainer": NO_EXPLAINER,
        }
        return Page(f"{self.name}.md", render(self.template, {**shared, **self.context(site)}))
