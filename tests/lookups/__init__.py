"""Promises of the drop-down lists."""
