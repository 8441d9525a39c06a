"""Where the data repository is: the folder that holds ``datapackage/package.toml``."""

from pathlib import Path

PACKAGE = "datapackage"
_FACTS = "package.toml"


def find_repository() -> Path:
    """The data repository around the current folder, else the checkout of this code, else here."""
    here = Path.cwd()
    checkout = Path(__file__).resolve().parents[3]
    for folder in (here, *here.parents, checkout):
        if (folder / PACKAGE / _FACTS).is_file():
            return folder
    return here
