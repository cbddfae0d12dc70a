"""Promises of the addresses and numbers of records."""
