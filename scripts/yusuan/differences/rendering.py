"""Templates -> text for a terminal and Markdown for the CHANGELOG."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from yusuan.compiled_templates import compiled_templates
from yusuan.differences import wording
from yusuan.errors import visible


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("yusuan.differences"),
        autoescape=True,  # only to tell what a macro prints from a value: ``_finished`` makes no HTML
        finalize=_finished,
        undefined=StrictUndefined,
        bytecode_cache=compiled_templates(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "cells": wording.cells,
        "changed_part": wording.changed_part,
        "code": wording.code,
        "contents": wording.contents,
        "counted": wording.counted,
        "cut": wording.cut,
        "fact": wording.fact,
        "key": wording.named_key,
        "markdown": wording.markdown,
        "short": wording.short,
        "summed": wording.summed,
        "tables_once": wording.tables_once,
        "told_in_full": wording.told_in_full,
        "with_more": wording.with_more,
        "wrap": wording.wrap,
    }
    made.globals |= {"RISES": wording.RISE_TITLES, "REASONS": wording.REASON_TITLES}
    return made


def _finished(value: object) -> Markup:
    """No value can break a line or move the cursor of a terminal."""
    return value if isinstance(value, Markup) else Markup(visible(str(value)))


def render(template: str, values: Mapping[str, object]) -> str:
    """Deterministic text, ending in exactly one newline.

    The template's empty lines are dropped. In text for people each line that is not indented
    opens a group, with an empty line before it; in Markdown a heading has one below.
    """
    text = _environment().get_template(template).render(values)
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    if template.endswith(".txt.j2"):
        spaced = [line if line.startswith(" ") else f"\n{line}" for line in lines]
    else:
        spaced = [f"{line}\n" if line.startswith("#") else line for line in lines]
    return "\n".join(spaced).replace(wording.UNBREAKABLE, " ").strip() + "\n"
