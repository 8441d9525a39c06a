"""RIS, ``TY  - DATA``: one line for each value, so that no text can begin a line of its own."""

from yusuan.citation.model import Cited, flat


def ris(cited: Cited) -> str:
    """One record from ``TY`` to ``ER``."""
    within = cited.container
    pairs: list[tuple[str, str | None]] = [
        ("TY", "DATA"),
        ("ID", cited.key),
        *(("AU", name) for name in cited.creators),
        ("TI", cited.title),
        ("TT", cited.title_en),
        ("T2", within.title if within else None),
        *(("A2", name) for name in (within.creators if within else ())),
        ("PY", cited.year),
        ("DA", cited.issued.replace("-", "/")),
        ("ET", cited.edition),
        ("PB", cited.publisher),
        ("LA", "zh-CN"),
        ("AN", cited.id if within else None),
        ("N1", cited.note),
        *(("KW", word) for word in cited.keywords),
        ("DO", cited.doi),
        ("UR", cited.address),
        ("Y2", cited.accessed.replace("-", "/") if cited.accessed else None),
    ]
    lines = [f"{tag}  - {flat(value)}" for tag, value in pairs if value]
    return "\n".join([*lines, "ER  - "])
