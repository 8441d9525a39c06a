"""``yusuan init``: a data repository in which add, build, serve and release work."""

import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

from yusuan import __version__
from yusuan.errors import YusuanError, excerpt, reason_of
from yusuan.sources.metadata import HOW_TO_NAME, NAME
from yusuan.storage.toml_files import as_toml
from yusuan.templating import render

TITLE, TITLE_EN = "部门预算公开数据集", "Open data of departmental budget disclosures"
_TEMPLATES = {
    "README.md": "README.md.j2",
    "LICENSE-DATA.md": "LICENSE-DATA.md.j2",
    "mkdocs.yml": "mkdocs.yml.j2",
    ".gitignore": "gitignore.j2",
    ".github/workflows/pages.yml": "pages.yml.j2",
    ".github/workflows/release.yml": "release.yml.j2",
}


def start_repository(folder: Path, title: str, name: str) -> None:
    """Make the files of a new data repository in ``folder``, which is empty but for ``.git``.

    Raises YusuanError, with nothing written, for a folder that holds anything else, and for a
    ``name`` that no data set may have.
    """
    if not re.fullmatch(NAME, name):
        raise YusuanError(f"数据集的代号“{excerpt(name)}”不能用", hint=HOW_TO_NAME)
    title = " ".join(title.split())
    if folder.exists() and not folder.is_dir():
        raise YusuanError("已有同名文件，不是文件夹", file=folder)
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise YusuanError("文件夹里已有文件，不敢写入", file=folder, hint="请指定新的或空的文件夹")
    facts = {
        "name": as_toml(name),
        "id": as_toml(uuid.uuid4().urn),
        "title": as_toml(title),
        "title_en": as_toml(TITLE_EN),
        "created": as_toml(datetime.now(UTC).strftime("%Y-%m-%dT00:00:00Z")),
        "contributor": as_toml(f"{name} contributors"),
    }
    values = {
        "title": title,
        "quoted_title": as_toml(title),  # YAML reads it alike
        "contributor": f"{name} contributors",
        "version": __version__,
        "pages": [],
    }
    texts = {"datapackage/package.toml": render("repository/package.toml.j2", facts)}
    texts |= {path: render(f"repository/{t}", values) for path, t in _TEMPLATES.items()}
    try:
        for path, text in texts.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        (folder / "datapackage" / "sources").mkdir()
    except OSError as error:
        raise YusuanError(
            f"无法写入（{reason_of(error)}）", file=error.filename or folder
        ) from None
