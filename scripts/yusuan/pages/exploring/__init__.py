"""All ``budget_lines`` for the browser: a slim Parquet file, what leads into it, and the page.

``items`` says what a line is of, whatever a place calls it; ``lines`` makes the file and its index;
``page`` declares the page. ``site/assets/explore/`` reads them.
"""
