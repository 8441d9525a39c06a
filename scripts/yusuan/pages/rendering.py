"""Templates -> text of pages. One environment, made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from yusuan.compiled_templates import compiled_templates
from yusuan.declared.resources import RESOURCES
from yusuan.pages import figures
from yusuan.pages.collection.model import organisation_address, place_address
from yusuan.pages.drawing import draw_rows
from yusuan.pages.origins import origin
from yusuan.pages.text import escape, fill, front_matter, identifier, json_ld, one_line, titled_once


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its path below the pages folder, and its text."""

    path: str
    text: str


@cache
def environment() -> Environment:
    """Every value that a template prints is escaped for HTML and Markdown (``text.escape``)."""
    made = Environment(
        loader=PackageLoader("yusuan.pages"),
        autoescape=True,
        finalize=escape,
        undefined=StrictUndefined,
        bytecode_cache=compiled_templates(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "draw_rows": draw_rows,
        "fill": fill,
        "front_matter": front_matter,
        "grouped": figures.grouped,
        "identifier": identifier,
        "json_ld": json_ld,
        "one_line": one_line,
        "shown": escape,
        "titled_once": titled_once,
        "size": figures.size,
    }
    made.globals |= {
        "department_of": figures.department_of,
        "occasion": figures.occasion,
        "organisation_address": organisation_address,
        "origin": origin,
        "place_address": place_address,
        "RESOURCE_TITLES": {resource.name: resource.title for resource in RESOURCES},
        "SIDES": figures.SIDE_TITLES,
    }
    return made


def render(template: str, values: Mapping[str, object]) -> str:
    """The text of one page; deterministic, ending in exactly one newline."""
    return environment().get_template(template).render(values).rstrip() + "\n"
