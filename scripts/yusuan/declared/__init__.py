"""Declarations: fields, resources, their order and words, and the forms they are written in."""
