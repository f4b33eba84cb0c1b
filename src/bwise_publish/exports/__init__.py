"""Formats for researchers, all from the same typed tables. One module a format."""
