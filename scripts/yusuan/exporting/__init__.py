"""The package in other forms: one archive, a workbook, an SQLite file."""
