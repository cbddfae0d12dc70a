"""Promises of single values."""
