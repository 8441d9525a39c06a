"""The site's pages in English, at ``en/``: of the whole site; those of disclosures are Chinese."""
