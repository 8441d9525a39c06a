"""What the explanation says, as rows: narrative, glossary, goals and stated amounts."""
