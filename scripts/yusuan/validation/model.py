"""What is found wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, and what."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}：{self.message}"
