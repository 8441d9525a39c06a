"""The pages of a released version: plain HTML of their own, which no later theme can alter."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from yusuan.citation.catalogue import Citation
from yusuan.compiled_templates import compiled_templates
from yusuan.releasing.catalogue import VersionFiles


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The version before or after one, and the difference in words."""

    version: str
    text: str


def version_page(
    files: VersionFiles,
    citations: tuple[Citation, ...],
    before: Neighbour | None,
    after: Neighbour | None,
    newest: str,
) -> str:
    """The HTML of ``releases/<version>/index.html``."""
    values = {
        "version": files,
        "citations": citations,
        "before": before,
        "after": after,
        "newest": newest,
    }
    return render_page("version.html.j2", values)


def render_page(template: str, values: Mapping[str, object]) -> str:
    """One of the templates beside this module; every text in it is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("yusuan.releasing"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=compiled_templates(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
