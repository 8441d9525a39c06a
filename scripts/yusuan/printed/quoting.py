"""Quotation marks within quotation marks: ‘…’ inside “…”, as Chinese is printed."""


def nested(text: str) -> str:
    """``text`` with what is quoted within a quotation in single marks: ““三公”经费” is “‘三公’经费”.

    A text whose marks are no pairs is left as it is: which of them lies within is not known.
    """
    if text.count("“") < 2:
        return text
    signs: list[str] = []
    depth = 0
    for sign in text:
        if sign == "“":
            depth += 1
        signs.append(sign if depth % 2 or sign not in "“”" else "‘’"["“”".index(sign)])
        if sign == "”":
            depth -= 1
        if depth < 0:
            return text
    return text if depth else "".join(signs)
