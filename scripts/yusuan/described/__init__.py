"""The package described for machines: pure functions of ``datapackage.json`` and its schemas.

``addresses`` says where files stand; each other module writes one vocabulary.
"""
