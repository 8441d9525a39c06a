"""Evidence of tables only: what is kept of a document whose words are not ours to publish.

Labels and figures of its tables are facts, with the page and the box that they stand in; prose,
performance texts, notes and glossaries stay out. ``choosing`` says what is kept, ``writing`` makes
the file of it, ``readers/kept`` reads it, ``proving`` compares the facts of both.
"""
