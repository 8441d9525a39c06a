"""Evidence: what stands in a document and where, before anybody says what it means.

Readers yield it, stitching joins it over pages, binding interprets it. Nothing here knows a word
of a budget, and nothing here opens a file.
"""
