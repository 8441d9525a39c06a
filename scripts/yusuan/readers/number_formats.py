"""Numbers as Excel prints them: a value and a number format give the text of a cell.

The rules are those of ECMA-376 part 1, 18.8.30 and 18.8.31, as Excel in China applies them
(built-in dates are ``yyyy/m/d``). Not done: digits in Chinese characters (``[DBNum1]``), widths
of columns (``####``), fills (``* ``).
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from yusuan.readers.date_formats import print_date
from yusuan.readers.number_sections import Token, brings_its_sign, choose, sections_of

# Excel keeps 15 significant digits; a format cannot print more than 30 places.
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_MOST_PLACES = 30
_GENERAL_WIDTH = 10  # digits that fit a cell without a format


def exact(value: float) -> Decimal:
    """The stored number: the shortest decimal that is this binary number."""
    return Decimal(repr(value))


def plain(value: Decimal) -> str:
    """A number without exponent and without noughts that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def print_number(value: Decimal, code: str, *, date_1904: bool = False) -> str:
    """A number as a format prints it, without white space at its ends."""
    sections = sections_of(code)
    index, section = choose(sections, value)
    if section is None:
        return plain_general(value)
    if section.is_date:
        return print_date(value, section.tokens, date_1904=date_1904)
    signless = brings_its_sign(sections, index, section)
    text = _print_section(abs(value), section.tokens)
    minus = "-" if value < 0 and not signless and text.strip() else ""
    return (minus + text).strip()


def print_text(text: str, code: str) -> str:
    """A text as a format prints it (``@``; the fourth section)."""
    sections = sections_of(code)
    last = sections[-1]
    holds_text = len(sections) > 3 or any(it.kind == "text" for it in last.tokens)
    if not holds_text:
        return text
    shown = (
        text if it.kind == "text" else it.text if it.kind == "literal" else "" for it in last.tokens
    )
    return "".join(shown).strip()


def plain_general(value: Decimal) -> str:
    """A number as a cell without a format prints it: at most eleven characters wide."""
    if value == 0:
        return "0"
    size = value.adjusted()
    small = plain(_round(value, 12))
    if size < -4 and 0 < len(small.lstrip("-")) <= _GENERAL_WIDTH + 1 and size > -10:
        return small
    if not -4 <= size <= _GENERAL_WIDTH:
        mantissa = _round(value.scaleb(-size, _WIDE), 5)
        if abs(mantissa) >= 10:
            mantissa, size = mantissa / 10, size + 1
        return f"{plain(mantissa)}E{'-' if size < 0 else '+'}{abs(size):02}"
    places = 9 if size < 0 else max(_GENERAL_WIDTH - 1 - size, 0)
    return plain(_round(value, places))


def _print_section(value: Decimal, tokens: tuple[Token, ...]) -> str:
    kinds = [token.kind for token in tokens]
    if "general" in kinds:
        value_text = plain_general(value)
        return "".join(value_text if it.kind == "general" else it.text for it in tokens)
    if "digit" not in kinds:
        return "".join(it.text for it in tokens if it.kind in ("literal", "percent", "point"))
    if "slash" in kinds and "point" not in kinds:
        return _print_fraction(value, tokens)
    value *= 100 ** kinds.count("percent")
    if "exponent" in kinds:
        return _print_exponent(value, tokens)
    return _print_places(value, tokens)


def _print_places(value: Decimal, tokens: tuple[Token, ...]) -> str:
    """Digits laid into the places of a format, what stands between them kept."""
    kinds = [token.kind for token in tokens]
    point = kinds.index("point") if "point" in kinds else len(tokens)
    digits = [n for n, kind in enumerate(kinds) if kind == "digit"]
    whole = [n for n in digits if n < point]
    decimals = [n for n in digits if n > point][:_MOST_PLACES]
    last = whole[-1] if whole else -1
    commas = [n for n, kind in enumerate(kinds) if kind == "comma"]
    grouped = any(whole and whole[0] < n < last for n in commas)
    thousands = sum(last < n < point or n > digits[-1] for n in commas)
    value = value.scaleb(-3 * thousands, _WIDE)
    before, _, after = f"{_round(value, len(decimals)):f}".partition(".")
    before = before.lstrip("0")
    shown = dict.fromkeys(range(len(tokens)), "")
    for n, token in enumerate(tokens):
        if token.kind in ("literal", "percent") or (token.kind == "point" and n == point):
            shown[n] = "." if token.kind == "point" else token.text
    places = len(before)
    for position, n in enumerate(reversed(whole)):
        digit = before[places - 1 - position] if position < places else _pad(tokens[n].text)
        shown[n] = digit
    if whole and places > len(whole):
        shown[whole[0]] = before[: places - len(whole) + 1]
    if grouped:
        _group(shown, whole)
    significant = len(after.rstrip("0"))
    for position, n in enumerate(decimals):
        dull = position >= significant and all(tokens[m].text != "0" for m in decimals[position:])
        shown[n] = _pad(tokens[n].text) if dull else after[position]
    if not whole:
        shown[point] = before + shown.get(point, "")
    return "".join(shown.values())


def _pad(place: str) -> str:
    return {"0": "0", "?": " "}.get(place, "")


def _group(shown: dict[int, str], whole: list[int]) -> None:
    """Put a comma after every third digit from the right."""
    count = 0
    for n in reversed(whole):
        text = ""
        for digit in reversed(shown[n]):
            if digit.isdigit():
                text = ("," if count and count % 3 == 0 else "") + text
                text = digit + text
                count += 1
            else:
                text = digit + text
        shown[n] = text


def _print_exponent(value: Decimal, tokens: tuple[Token, ...]) -> str:
    kinds = [token.kind for token in tokens]
    at = kinds.index("exponent")
    mantissa, power = tokens[:at], tokens[at + 1 :]
    point = kinds.index("point") if "point" in kinds[:at] else at
    step = max(sum(it.kind == "digit" for it in mantissa[:point]), 1)
    places = min(sum(it.kind == "digit" for it in mantissa[point:]), _MOST_PLACES)
    size = value.adjusted() if value else 0
    size -= size % step
    if abs(_round(value.scaleb(-size, _WIDE), places)) >= 10**step:
        size += step
    sign = "-" if size < 0 else "+" if tokens[at].text == "+" else ""
    return (
        _print_places(value.scaleb(-size, _WIDE), mantissa)
        + f"E{sign}"
        + _print_places(Decimal(abs(size)), power)
    )


def _print_fraction(value: Decimal, tokens: tuple[Token, ...]) -> str:
    kinds = [token.kind for token in tokens]
    at = kinds.index("slash")
    width = 0
    while at + width + 1 < len(tokens) and kinds[at + width + 1] == "digit":
        width += 1
    if not width or abs(value.adjusted()) > 30:
        return plain_general(value)
    start = at
    while start > 0 and kinds[start - 1] == "digit":
        start -= 1
    whole = int(value) if "digit" in kinds[:start] else 0
    fraction = Fraction(value - whole).limit_denominator(10 ** min(width, 4) - 1)
    if fraction == 1 and "digit" in kinds[:start]:
        whole, fraction = whole + 1, Fraction(0)
    if "digit" not in kinds[:start]:
        return f"{fraction.numerator}/{fraction.denominator}"
    parts = [str(whole)] if whole or not fraction else []
    parts += [f"{fraction.numerator}/{fraction.denominator}"] if fraction else []
    return " ".join(parts)


def _round(value: Decimal, places: int) -> Decimal:
    """Rounded as Excel does: to 15 significant digits first, halves away from nought."""
    return _FIFTEEN.create_decimal(value).quantize(Decimal(1).scaleb(-places), context=_WIDE)
