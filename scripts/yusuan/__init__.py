"""Turn published Chinese departmental budgets into open, traceable data.

Data flows one way: read -> recognise -> rows -> checks -> package -> pages.

================  =====================================================================
``readers/``      bytes of one document -> ``model.Document``, one module a format
``recognise``     ``Document`` -> tables, projects, sections; every line gets a kind
``tables/``       one declaration per published table (``TABLES``) -> its rows
``prose/``        goals, stated amounts, glossary and narrative of the explanation
``checks/``       the accounting identities and other rules (``CHECKS``) -> results
``source_lines``  what became of each line; ``rebuilding`` prints the source again
``disclosure``    one source folder -> all its rows, a pure function of its bytes
``package``       rows of all disclosures (``RESOURCES``) -> ``datapackage/``, as a whole
``validation``    stock frictionless rules, and CSV = Parquet cell by cell
``pages/``        the package -> plain Markdown and HTML files (``pages.catalogue``)
================  =====================================================================
"""

__version__ = "0.1.0"
