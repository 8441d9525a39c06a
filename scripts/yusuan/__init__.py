"""Turn published Chinese departmental budgets into open, traceable data.

Data flows one way: bytes -> evidence -> facts -> views -> package -> site. ``CONTRIBUTING.md``
says what each room holds, what it knows nothing of, and where something new is added.

================  =======================================================================
``sources/``      folders of disclosures and the hand-written files beside them
``readers/``      bytes of one document -> ``evidence.model.Document``, one module a format
``isolation/``    a reader in a worker with limits on time, memory, pages and size
``stitching/``    tables cut by pages joined, prose rejoined, page furniture apart
``binding/``      evidence x ``layouts/`` -> ``facts/`` in the roles of ``tables/``; leftovers
``prose/``        goals, stated amounts, glossary and narrative of the explanation
``checks/``       the accounting identities and other rules (``CHECKS``) -> results
``views/``        rows of one disclosure; ``registers/`` what holds over all of them
``conversion/``   one folder -> all its rows, a pure function of its bytes; many in lanes
``package/``      rows of all disclosures (``RESOURCES``) -> ``datapackage/``, as a whole
``validation/``   the package proven against its declarations and sources
``pages/``        the package -> the site; ``exporting/`` archive, workbook, SQLite
``releasing/``    versions; ``citation/``, ``described/``, ``differences/`` what is told of them
``commands/``     one module a command of ``yusuan``
``declared/``     fields, resources, words; ``printed/`` characters, figures, years; ``storage/`` files
================  =======================================================================
"""

__version__ = "0.1.0"
