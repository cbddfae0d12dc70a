"""Promises of stored files."""
