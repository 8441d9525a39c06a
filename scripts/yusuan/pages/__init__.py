"""The package on disk -> pages in finished HTML, and the shells that a site builder makes frames of.

``model`` reads the package; ``declaration`` says how a page is declared; ``catalogue`` names
all pages; ``tables`` and ``heads`` make tables of rows; ``text`` escapes; ``writing`` writes.
Nothing is imported here: who reads rows (``reading``) draws no page.
"""
