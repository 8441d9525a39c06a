"""Many disclosures as one collection: places, the organisations in them, their years side by side.

``model`` groups the disclosures; ``cells`` shows a figure with its change; ``series`` and ``plans``
make tables of an organisation's years, ``caveats`` says what of them cannot be compared; ``place``
and ``organisation`` declare the pages.
"""
