"""Versions of the data: list of releases -> checks before a release -> archives on the site.

``releases`` reads and writes the list (``datapackage/releases.toml``), ``preparing`` decides
whether the committed package may be released, ``publishing`` unpacks released archives.
"""
