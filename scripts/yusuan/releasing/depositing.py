"""What a deposit at Zenodo needs: the archive, its metadata, the steps in order.

The DOI is reserved before anything is published, so that it stands in ``package.toml`` and from
there in the archive, every citation, ``CITATION.cff``, DataCite, DCAT, schema.org and the site.
https://developers.zenodo.org/#representation
"""

from dataclasses import dataclass
from pathlib import Path

from yusuan.declared.descriptor import as_json
from yusuan.described.addresses import Json
from yusuan.exporting.archive import archive_path, write_archive
from yusuan.releasing.preparing import PACKAGE_FOLDER
from yusuan.releasing.releases import RELEASES_NAME, read_releases
from yusuan.sources.metadata import METADATA_NAME, Metadata, read_metadata
from yusuan.templating import render

METADATA, STEPS = "zenodo-metadata.json", "步骤.md"


@dataclass(frozen=True, slots=True)
class Deposit:
    """Names of the files written, and what to do next."""

    archive: str
    metadata: str
    steps: str
    next_step: str


def prepare_deposit(repository: Path, output: Path) -> Deposit:
    """Write archive, metadata and steps into ``output``.

    Raises YusuanError for a package that is not what ``datapackage.json`` describes.
    """
    package = repository / PACKAGE_FOLDER
    facts = read_metadata(package / METADATA_NAME)
    if (output / STEPS).is_file():  # our own folder: what an earlier run put there goes
        archive_path(package, output).unlink(missing_ok=True)
    archive = write_archive(package, output)
    released = facts.version in {each.version for each in read_releases(package / RELEASES_NAME)}
    step = _next_step(facts, released)
    values = {"package": facts, "archive": archive.name, "metadata": METADATA, "next_step": step}
    (output / METADATA).write_bytes(as_json(zenodo_metadata(facts)).encode())
    (output / STEPS).write_bytes(render("deposit.md.j2", values).encode())
    return Deposit(archive.name, METADATA, STEPS, step)


def _next_step(facts: Metadata, released: bool) -> str:
    if facts.doi is None and released:
        return (
            f"{facts.version} 版已经发布，内容不能再改：在 Zenodo 新建一份存档并保留 DOI（Reserve DOI），"
            f'把它写入 {METADATA_NAME}（doi = "10.5281/zenodo.…"），并在同处提高 version 的修订号（PATCH），'
            "再运行 yusuan build 和本命令。"
        )
    if facts.doi is None:
        return (
            "在 Zenodo 新建一份存档并保留 DOI（Reserve DOI），"
            f'把它写入 {METADATA_NAME}（doi = "10.5281/zenodo.…"），再运行 yusuan build 和本命令。'
        )
    if not released:
        return "DOI 已写入；请按“怎样发布一个版本”运行 yusuan release，打标签并推送，再运行本命令。"
    return f"把归档上传到 DOI {facts.doi} 的存档，核对元数据后发布（Publish）。"


def zenodo_metadata(facts: Metadata) -> Json:
    """The ``metadata`` of a deposition; a fact that is not known is left out."""
    described: Json = {
        "upload_type": "dataset",
        "title": f"{facts.title} / {facts.title_en}",
        "version": facts.version,
        "publication_date": facts.created[:10],
        "description": f"{facts.description}\n\n{facts.description_en}",
        "creators": [{"name": each.title} for each in facts.contributors],
        "keywords": list(facts.keywords),
        "access_right": "open",
        "license": facts.licenses[0].name.lower(),
        "language": "zho",
    }
    if facts.doi is not None:
        described["doi"] = facts.doi
    related = [
        {"identifier": address, "relation": relation, "scheme": "url"}
        for address, relation in (
            (facts.homepage, "isDocumentedBy"),
            (facts.repository, "isCompiledBy"),
        )
        if address
    ]
    if related:
        described["related_identifiers"] = related
    return {"metadata": described}
