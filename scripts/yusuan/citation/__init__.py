"""How the data is cited: the whole, a disclosure, a table, a single figure.

``model`` says what is cited; ``builders`` make it of the package's descriptor and rows, without
any file; ``reading`` reads them from disk; one module for each format; ``catalogue`` names them.
"""
