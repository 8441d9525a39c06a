"""The page of a released version: plain HTML of its own, which no later theme can alter."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from yusuan.releasing.catalogue import VersionFiles


def version_page(files: VersionFiles) -> str:
    """The HTML of ``releases/<version>/index.html``."""
    environment = Environment(
        loader=PackageLoader("yusuan.releasing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("version.html.j2").render(version=files)
