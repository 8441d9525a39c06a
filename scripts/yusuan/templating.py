"""Plain texts made of templates: those that go into archives and workbooks, not into pages."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from yusuan.compiled_templates import compiled_templates

    return Environment(
        loader=PackageLoader("yusuan"),
        undefined=StrictUndefined,
        bytecode_cache=compiled_templates(),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


def render(template: str, values: Mapping[str, object]) -> str:
    """The text of ``templates/<template>``, ending in exactly one newline."""
    return _environment().get_template(template).render(values).rstrip() + "\n"
