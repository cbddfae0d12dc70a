"""Promises of the change log, comments and follows."""
