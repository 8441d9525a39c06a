"""Dates and times as Excel prints them; ``number_formats`` knows which formats are dates."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

DATE_LETTERS = "ymdhseab"
_DAY = 86_400
_LAST_DAY = 2_958_465  # 9999-12-31
_MONTHS = "January February March April May June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_CHINESE_DAYS = "一二三四五六日"


class _Token(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...


def print_date(value: Decimal, tokens: Sequence[_Token], *, date_1904: bool) -> str:
    """A day number and its fraction as ``tokens`` print it; a number that is no day is plain."""
    if not 0 <= value <= _LAST_DAY:
        return f"{value.normalize():f}"
    pieces = _pieces(tokens)
    places = sum(len(text) for kind, text in pieces if kind == "fraction")
    unit = Decimal(1).scaleb(-places)
    seconds = (value * _DAY).quantize(unit, rounding=ROUND_HALF_UP)
    days, rest = divmod(seconds, _DAY)
    day = _day(int(days), date_1904=date_1904)
    half = any(kind == "half" for kind, _ in pieces)
    clock = _Clock(day, seconds, rest, half=half)
    return "".join(clock.show(kind, text) for kind, text in pieces).strip()


def _day(days: int, *, date_1904: bool) -> date:
    if date_1904:
        return date(1904, 1, 1) + timedelta(min(days, _LAST_DAY - 1462))
    # Excel counts a 29 February 1900 that never was.
    return date(1899, 12, 30 if days > 60 else 31) + timedelta(days)


def _pieces(tokens: Sequence[_Token]) -> list[tuple[str, str]]:
    """Runs of one letter joined; ``m`` beside hours or seconds is minutes."""
    pieces: list[tuple[str, str]] = []
    for token in tokens:
        kind = token.kind
        if kind == "date" and token.text[0] in DATE_LETTERS and len(token.text) == 1:
            if pieces and pieces[-1][0] == "date" and pieces[-1][1][0] == token.text:
                pieces[-1] = ("date", pieces[-1][1] + token.text)
            else:
                pieces.append(("date", token.text))
        elif kind == "date":
            pieces.append(("elapsed" if token.text[0] == "[" else "half", token.text))
        elif kind == "digit" and pieces and pieces[-1][0] in ("fraction", "dot"):
            text = pieces[-1][1] if pieces[-1][0] == "fraction" else ""
            pieces[-1] = ("fraction", text + "0")
        elif kind == "point" and pieces and pieces[-1][1].strip("[]")[:1] == "s":
            pieces.append(("dot", "."))
        elif kind != "general":
            pieces.append(("literal", token.text))
    return [
        ("minute", text) if kind == "date" and text[0] == "m" and _is_minute(pieces, n)
        else ("literal", ".") if kind == "dot" else (kind, text)
        for n, (kind, text) in enumerate(pieces)
    ]  # fmt: skip


def _is_minute(pieces: Sequence[tuple[str, str]], position: int) -> bool:
    """After hours or before seconds, whatever literals stand between."""
    if len(pieces[position][1]) > 2:
        return False
    letters = [(n, text.strip("[]")[:1]) for n, (kind, text) in enumerate(pieces)
               if kind in ("date", "elapsed")]  # fmt: skip
    index = [n for n, _ in letters].index(position)
    before = letters[index - 1][1] if index else ""
    after = letters[index + 1][1] if index + 1 < len(letters) else ""
    return before == "h" or after == "s"


class _Clock:
    def __init__(self, day: date, total: Decimal, rest: Decimal, *, half: bool) -> None:
        self._day = day
        self._total = total
        self._rest = rest
        self._half = half

    def show(self, kind: str, text: str) -> str:
        hour, minute, second = (
            int(self._rest) // 3600,
            int(self._rest) // 60 % 60,
            int(self._rest) % 60,
        )
        match kind:
            case "minute":
                return f"{minute:0{len(text)}}"
            case "fraction":
                return "." + f"{self._rest % 1:.{len(text)}f}"[2:]
            case "half":
                morning, _, evening = text.partition("/")
                return evening if hour >= 12 else morning
            case "elapsed":
                worth = {"h": 3600, "m": 60, "s": 1}[text[1]]
                return f"{int(self._total) // worth:0{len(text) - 2}}"
            case "date":
                if text[0] == "h" and self._half:
                    hour = (hour - 1) % 12 + 1
                return self._letters(text, hour, second)
            case _:
                return text

    def _letters(self, text: str, hour: int, second: int) -> str:
        width = min(len(text), 2)
        day = self._day
        match text[0]:
            case "y" | "e":
                return f"{day.year % 100:02}" if text[0] == "y" and len(text) < 3 else str(day.year)
            case "m" if len(text) > 2:
                name = _MONTHS.split()[day.month - 1]
                return name[:3] if len(text) == 3 else name[:1] if len(text) == 5 else name
            case "m":
                return f"{day.month:0{width}}"
            case "d" if len(text) > 2:
                name = _WEEKDAYS.split()[day.weekday()]
                return name[:3] if len(text) == 3 else name
            case "d":
                return f"{day.day:0{width}}"
            case "a":
                name = _CHINESE_DAYS[day.weekday()]
                return f"星期{name}" if len(text) > 3 else name
            case "h":
                return f"{hour:0{width}}"
            case "s":
                return f"{second:0{width}}"
            case _:
                return text
