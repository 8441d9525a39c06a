"""A picture cut into bands small enough to be looked at one after the other.

The memory that a model takes grows with the picture, about 256 bytes a pixel: one of A3 as a
whole took 1.4 GiB. Cuts lie where little is printed; what stands at one is seen from both sides and
kept on the side of its middle.
"""

from itertools import pairwise
from typing import Any, NamedTuple

MOST_PIXELS = 2_500_000
SHORTEST_SIDE = 736  # pixels: a picture with a shorter side is enlarged before it is looked at
_MARGIN = 48  # rows of the neighbouring bands that are seen as well; a line of 10 points has 28
_DARK = 150  # of 255
_SEARCHED = 0.3  # share of a band's height around its end in which the cut is looked for


class Band(NamedTuple):
    """Rows of a picture: those looked at, from ``top`` to ``bottom``, and those that are its own."""

    top: int
    bottom: int
    first: float
    last: float

    def owns(self, middle: float) -> bool:
        """Whether a text whose middle is in this row of the whole picture is the band's."""
        return self.first <= middle < self.last


def bands(pixels: Any) -> tuple[Band, ...]:
    """The bands of a grey picture (rows × columns, a numpy array) from top to bottom."""
    import numpy

    height, width = pixels.shape
    step = max(MOST_PIXELS // max(width, 1), SHORTEST_SIDE) - 2 * _MARGIN
    count = -(-height // step)
    if height * width <= MOST_PIXELS or count < 2:
        return (Band(0, height, 0.0, float(height)),)
    dark = (pixels < _DARK).sum(axis=1)
    even = height / count
    cuts = [0]
    for number in range(1, count):
        middle = round(number * even)
        reach = round(_SEARCHED * min(even, step - even + _MARGIN))
        near = dark[middle - reach : middle + reach + 1]
        best = numpy.flatnonzero(near == near.min()) + middle - reach
        cuts.append(int(best[numpy.abs(best - middle).argmin()]))
    cuts.append(height)
    return tuple(
        Band(max(top - _MARGIN, 0), min(bottom + _MARGIN, height), float(top), float(bottom))
        for top, bottom in pairwise(cuts)
    )


def high_enough(pixels: Any) -> Any:
    """A long strip with white below, so that it is not enlarged beyond ``MOST_PIXELS``."""
    import numpy

    height, width = pixels.shape
    least = -(-width * SHORTEST_SIDE**2 // MOST_PIXELS)
    if height >= min(least, SHORTEST_SIDE):
        return pixels
    return numpy.pad(pixels, ((0, least - height), (0, 0)), constant_values=255)
