"""The hand-written side: folders of disclosures, facts of the package, what is acknowledged."""
