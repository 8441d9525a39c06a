"""Amounts of money in a text: each read whole, or named as unreadable; never the tail of one."""

from yusuan.prose.money.finding import find_money
from yusuan.prose.money.model import Money, Unread, UnreadMoney

__all__ = ["Money", "Unread", "UnreadMoney", "find_money"]
