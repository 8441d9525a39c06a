"""Readers, one module a format: bytes -> ``evidence.Document``; no word of a budget in them.

To add a format: write ``read_<format>(content) -> Document`` in a module of that name, let
``detecting.detect`` know it by its bytes, and name it in ``dispatch``.
"""
