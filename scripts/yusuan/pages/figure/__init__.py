"""The page of one figure: ``alike`` finds the same item elsewhere, ``parts`` writes the data that
the page draws, ``page`` is the page; ``citing`` has the citations of any figure.
"""
