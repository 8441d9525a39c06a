"""A reader in a process of its own, with limits: a hostile document ends in one message."""

from yusuan.isolation.limits import DEFAULT_LIMITS, RECOGNITION_LIMITS, Limits
from yusuan.isolation.pool import (
    Worker,
    read_isolated,
    read_many,
    reading_worker,
    recognise_many,
    recognising_worker,
)

__all__ = [
    "DEFAULT_LIMITS",
    "RECOGNITION_LIMITS",
    "Limits",
    "Worker",
    "read_isolated",
    "read_many",
    "reading_worker",
    "recognise_many",
    "recognising_worker",
]
