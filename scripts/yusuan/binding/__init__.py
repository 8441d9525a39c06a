"""Binding: what each grid is, by the words of the layouts; knows no format and no file."""
