"""Promises of contacts."""
