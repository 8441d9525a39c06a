"""Turn published Chinese departmental budgets into open, traceable data.

Data flows one way: read -> recognise -> rows -> checks -> package -> pages.

==============  ==================================================================
``readers/``    bytes of one document -> ``model.Document`` (one module a format)
``recognise``   ``Document`` -> ``model.Recognised``: tables, sections, furniture
``tables/``     one declaration per published table (``TABLES``) -> its rows
``prose/``      goals, amounts, glossary, narrative out of the explanation
``checks/``     the accounting identities and other rules (``CHECKS``), results as values
``disclosure``  one source folder -> all its rows (a pure function of its bytes)
``assemble``    rows of many disclosures -> one table per resource (``RESOURCES``)
``package``     the only writer of ``datapackage/``
``source_lines``  what became of each line; ``rebuilding`` prints the source again from it
``validation``  stock frictionless rules, and CSV = Parquet cell by cell
``pages/``      the package -> plain Markdown and HTML files (``PAGES``)
==============  ==================================================================
"""

__version__ = "0.1.0"
