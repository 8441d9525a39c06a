"""APA Style, 7th edition: a data set with a group as its author; a part is "In" the data set.

Plain text: the reader sets the title of the data set in italics.
"""

from yusuan.citation.model import Cited, date_parts, flat

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MOST_NAMED = 20


def apa(cited: Cited) -> str:
    """One line; a DOI goes before an address, and neither is followed by a full stop."""
    sentences = [_sentence(_creators(cited.creators)), f"({cited.year})."]
    version = f"(Version {cited.edition})"
    if cited.container is None:
        makers = cited.creators
        sentences.append(f"{_title(cited.title, cited.title_en)} {version} [Data set].")
    else:
        makers = cited.container.creators
        within = _title(cited.container.title, cited.container.title_en)
        sentences.append(f"{flat(cited.title)} ({flat(cited.id)}) [Data set].")
        sentences.append(f"In {_creators(makers)}, {within} {version}.")
    if cited.publisher and cited.publisher not in makers:
        sentences.append(_sentence(flat(cited.publisher)))
    if address := cited.doi_address or cited.address:
        sentences.append(f"{_retrieved(cited.accessed)}{address}")
    return " ".join(sentences)


def _creators(creators: tuple[str, ...]) -> str:
    names = [flat(name) for name in creators]
    if len(names) > _MOST_NAMED:
        return ", ".join([*names[: _MOST_NAMED - 1], "…"]) + f" {names[-1]}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def _title(title: str, translated: str | None) -> str:
    return f"{flat(title)} [{flat(translated)}]" if translated else flat(title)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _retrieved(accessed: str | None) -> str:
    if accessed is None:
        return ""
    year, month, day = date_parts(accessed)
    return f"Retrieved {_MONTHS[month - 1]} {day}, {year}, from "
