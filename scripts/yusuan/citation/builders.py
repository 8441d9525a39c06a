"""From the descriptor and the rows of the package to what is cited. Pure: no file is read.

``address`` is always the part of an address that follows the site's, such as
``disclosures/<id>/revenue.html``; without a site (``homepage``) nothing becomes of it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from yusuan.citation.model import Cited, Container, Kind
from yusuan.evidence.places import parse_place, say_briefly
from yusuan.model import Value
from yusuan.printed.text import key
from yusuan.tables.itemised import TOTAL_NAMES, bare_total

Descriptor = Mapping[str, Any]
Record = Mapping[str, Value]

# Roles (Data Package v2) of those who only bring a data set out.
_PUBLISHER = "publisher"


def cite_dataset(descriptor: Descriptor) -> Cited:
    """The whole data set, in the version that ``descriptor`` is of."""
    version = descriptor["version"]
    return Cited(
        kind="dataset",
        id=descriptor["name"],
        title=descriptor["title"],
        title_en=descriptor.get("title_en"),
        creators=_makers(descriptor),
        publisher=_publisher(descriptor),
        version=version,
        issued=descriptor["created"][:10],
        licenses=tuple(entry["name"] for entry in descriptor["licenses"]),
        address=_address(descriptor, f"releases/{version}/"),
        doi=descriptor.get("doi"),
        abstract=" ".join(
            descriptor[name] for name in ("description", "description_en") if name in descriptor
        )
        or None,
        identifier=descriptor.get("id"),
        repository=descriptor.get("repository"),
        keywords=tuple(descriptor.get("keywords", ())),
    )


def cite_resource(descriptor: Descriptor, name: str, title: str, address: str) -> Cited:
    """A resource over all disclosures, such as the rules of the checks."""
    return _part(descriptor, "table", name, title, address, None)


def cite_disclosure(
    descriptor: Descriptor, facts: Record, documents: Sequence[Record], address: str
) -> Cited:
    """A disclosure; ``facts`` is its row in ``disclosures``, ``documents`` what it is read from."""
    return _part(
        descriptor,
        "disclosure",
        str(facts["disclosure_id"]),
        str(facts["title"]),
        address,
        document_note(facts, documents),
        publisher_of(facts),
    )


def cite_table(
    descriptor: Descriptor,
    facts: Record,
    documents: Sequence[Record],
    name: str,
    title: str,
    address: str,
) -> Cited:
    """A table of a disclosure: the resource ``name``, ``title`` as printed where it is."""
    return _part(
        descriptor,
        "table",
        f"{facts['disclosure_id']}.{name}",
        f"{facts['title']}：{title}",
        address,
        document_note(facts, documents),
        publisher_of(facts),
    )


def cite_figure(
    descriptor: Descriptor,
    facts: Record,
    documents: Sequence[Record],
    figure: Record,
    title: str,
    address: str,
) -> Cited:
    """A figure; ``figure`` is its row in ``budget_lines``, ``title`` that of its table."""
    own = [each for each in documents if each["document_id"] == figure["document_id"]]
    where = f"原文{say_briefly(parse_place(str(figure['place'])))}"
    label = "，".join(filter(None, (row_of_figure(figure), str(figure["column_label"] or ""))))
    printed = f"{figure['published_text']} {figure['published_unit'] or ''}".strip()
    return _part(
        descriptor,
        "figure",
        str(figure["budget_line_id"]),
        f"{facts['title']}：{title}，{label}：{printed}（{where}）",
        address,
        f"公布为 {printed}，见{where}。{document_note(facts, own)}",
        publisher_of(facts),
    )


def row_of_figure(figure: Record) -> str:
    """What the row of a figure (of ``budget_lines``) is called; with its unit where it is of one, or
    the figures of all units of a department would be called alike.
    """
    label, unit = str(figure["row_label"] or ""), str(figure["unit_name"] or "")
    if not unit or key(unit) in key(label) or bare_total(unit) in TOTAL_NAMES:
        return label
    return f"{unit}，{label}" if label else unit


def _part(
    descriptor: Descriptor,
    kind: Kind,
    id_: str,
    title: str,
    address: str,
    note: str | None,
    document_creator: str | None = None,
) -> Cited:
    whole = cite_dataset(descriptor)
    return Cited(
        kind=kind,
        id=id_,
        title=title,
        title_en=None,
        creators=whole.creators,
        publisher=whole.publisher,
        version=whole.version,
        issued=whole.issued,
        licenses=whole.licenses,
        address=_address(descriptor, address),
        doi=whole.doi,
        container=Container(whole.title, whole.title_en, whole.creators),
        note=note,
        document_creator=document_creator,
    )


def document_note(facts: Record, documents: Sequence[Record]) -> str:
    """The source document as far as it is known."""
    known = [f"公布单位 {publisher_of(facts)}"]
    if facts["published"] is not None:
        known.append(f"公布日期 {facts['published']}")
    if facts["url"] is not None:
        known.append(f"地址 {facts['url']}")
    known.extend(f"SHA-256 {document['sha256']}" for document in documents)
    return f"原文：{'，'.join(known)}。"


def publisher_of(facts: Mapping[str, object]) -> str:
    """Who published a disclosure: as described, else the department that it is of."""
    return str(facts["publisher"] or facts["department_name"] or "公布单位不详")


def _makers(descriptor: Descriptor) -> tuple[str, ...]:
    """Who made the data set: everyone but those who only publish it."""
    named = descriptor["contributors"]
    makers = [entry["title"] for entry in named if set(entry.get("roles", ())) != {_PUBLISHER}]
    return tuple(makers or [entry["title"] for entry in named])


def _publisher(descriptor: Descriptor) -> str | None:
    for entry in descriptor["contributors"]:
        if _PUBLISHER in entry.get("roles", ()):
            return str(entry["title"])
    return None


def _address(descriptor: Descriptor, path: str) -> str | None:
    homepage = descriptor.get("homepage")
    return f"{homepage.rstrip('/')}/{path}" if homepage else None
