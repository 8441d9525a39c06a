"""The site builder run over the pages, where what it makes is not kept from an earlier run.

Kept is what settings of the usual kind give, whose every input is known here: what a plugin, a
hook or another variable may read is not, so that with those the builder runs each time.
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from yusuan.caching import Cache, Entry
from yusuan.errors import YusuanError
from yusuan.pages.framing import Frame, Made, files_below, made_of, shells_in
from yusuan.storage.files import is_within

SETTINGS = "mkdocs.yml"
_HOMEPAGE = "YUSUAN_HOMEPAGE"
_DOCS, _THEME = "build/pages", "build/pages/.overrides"
# Whatever else is set may depend on what is not looked at.
_KNOWN = frozenset(
    {"site_name", "site_description", "site_author", "site_url", "docs_dir", "site_dir", "theme"}
    | {"use_directory_urls", "extra", "extra_css", "extra_javascript", "plugins", "copyright"}
    | {"markdown_extensions", "validation", "nav", "not_in_nav", "repo_url", "repo_name"}
)
_PLUGINS = frozenset({"search"})
_EXTENSIONS = frozenset(
    {"admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"}
    | {"pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed"}
)
# What makes the frames.
_LIBRARIES: tuple[str, ...] = (
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "pymdown-extensions",
    "pygments",
)
_LIBRARIES += ("jinja2", "markupsafe", "pyyaml", "babel", "mkdocs-material-extensions")
# Data: no text written by hand becomes another for it.
_OF_DATA = ("disclosures/", "search/", "datapackage/sources/")


def made_by_mkdocs(repository: Path, pages: Path, homepage: str, kept: Cache | None) -> Made:
    """What MkDocs makes of ``pages`` by the settings of ``repository``.

    Raises YusuanError if it fails, a warning included.
    """
    settings = repository / SETTINGS
    if kept is None or not _is_usual(settings):
        return _run(repository, pages, homepage)
    checksum = _checksum(settings, pages, homepage)
    with closing(kept):
        made = _unpacked(kept.load(checksum))
        if made is None or any(each.name not in made.frames for each in shells_in(pages)):
            made = _run(repository, pages, homepage)
            kept.keep(checksum, _packed(made))
    kept.drop_unused()
    return made


def _run(repository: Path, pages: Path, homepage: str) -> Made:
    environment = {
        **os.environ,
        **({_HOMEPAGE: homepage} if homepage else {}),
        # Material prints a notice of its end of life that is no part of the outcome.
        "NO_MKDOCS_2_WARNING": "1",
    }
    with TemporaryDirectory(prefix="yusuan-mkdocs-") as name:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        done = subprocess.run(
            [*command, "--site-dir", name],
            cwd=repository,
            env=environment,
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode != 0:
            raise YusuanError("mkdocs 未能建成网站", text=told_last(done.stderr))
        return made_of(pages, Path(name))


class _Settings(yaml.SafeLoader):
    """YAML whose only tag is that of a variable."""


def _variable(loader: _Settings, node: yaml.Node) -> list[str]:
    if not isinstance(node, yaml.SequenceNode):
        raise yaml.YAMLError("a variable without a default")
    found: list[str] = loader.construct_sequence(node)
    if found[:1] != [_HOMEPAGE]:
        raise yaml.YAMLError("another variable")
    return found


_Settings.add_constructor("!ENV", _variable)


def _is_usual(path: Path) -> bool:
    """Whether all that the settings in the file make use of is known here."""
    try:
        found = yaml.load(path.read_bytes(), _Settings)
    except (OSError, yaml.YAMLError):
        return False  # whoever reads them says why
    if not isinstance(found, dict) or not found.keys() <= _KNOWN:
        return False
    theme = found.get("theme")
    return (
        found.get("docs_dir") == _DOCS
        and isinstance(theme, dict)
        and (theme.get("name"), theme.get("custom_dir")) == ("material", _THEME)
        and _names(found.get("plugins", ())) <= _PLUGINS
        and _names(found.get("markdown_extensions", ())) <= _EXTENSIONS
    )


def _names(listed: Any) -> frozenset[str]:
    """What a list of names, or of names with their options, turns on."""
    if isinstance(listed, dict):
        return frozenset(listed)
    return frozenset(
        str(next(iter(each))) if isinstance(each, dict) and each else str(each) for each in listed
    )


def _checksum(settings: Path, pages: Path, homepage: str) -> str:
    found = hashlib.sha256()
    address = homepage or os.environ.get(_HOMEPAGE, "")
    for told in (platform.python_version(), address, *map(_version, _LIBRARIES)):
        found.update(f"{told}\n".encode())
    for name, content in _inputs(settings, pages):
        found.update(f"{name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def _inputs(settings: Path, pages: Path) -> Iterator[tuple[str, bytes]]:
    """Settings, texts and templates; of all other files the names, which links are held against."""
    yield SETTINGS, settings.read_bytes()
    theme = pages / PurePosixPath(_THEME).name
    for path in files_below(theme):
        yield f"{theme.name}/{path}", (theme / path).read_bytes()
    for path in files_below(pages):
        if not path.startswith(_OF_DATA):
            yield path, (pages / path).read_bytes() if path.endswith(".md") else b""


@cache
def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _packed(made: Made) -> Entry:
    names = [path for path, _ in made.files]
    head = {"frames": {name: frame.pieces for name, frame in made.frames.items()}, "files": names}
    return Entry(json.dumps(head).encode(), tuple(content for _, content in made.files))


def _unpacked(entry: Entry | None) -> Made | None:
    if entry is None:
        return None
    try:
        head = json.loads(entry.head)
        frames = {str(name): Frame(tuple(pieces)) for name, pieces in head["frames"].items()}
        files = tuple(zip(map(str, head["files"]), entry.parts, strict=True))
    except (ValueError, KeyError, TypeError, AttributeError):  # made by somebody else
        return None
    if not all(is_within(path) for path, _ in files):
        return None
    return Made(frames, files)


def told_last(text: str) -> str | None:
    """The cause that mkdocs names: its messages as they are, of a traceback only the last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    traced = any(line.startswith("Traceback ") for line in lines)
    return " ".join(lines[-1:] if traced else lines) or None
