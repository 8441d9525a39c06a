"""Stitching: ``Document`` -> ``Document``; what pages cut is one again, what they repeat is apart.

A table over several pages becomes one grid (heads folded, cut rows rejoined), prose cut by a page
becomes one paragraph, page numbers and running heads become furniture. Knows no format, no budget.
"""
