"""Promises of the roof."""
