"""A reader in a process of its own, with limits: a hostile document ends in one message."""

from yusuan.isolation.limits import DEFAULT_LIMITS, RECOGNITION_LIMITS, Limits
from yusuan.isolation.pool import read_isolated, read_many, recognise_many

__all__ = [
    "DEFAULT_LIMITS",
    "RECOGNITION_LIMITS",
    "Limits",
    "read_isolated",
    "read_many",
    "recognise_many",
]
