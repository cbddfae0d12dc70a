"""Promises of the house itself, told with a record type that exists only here."""
