"""Editable drop-down lists, tags, countries and currencies."""
