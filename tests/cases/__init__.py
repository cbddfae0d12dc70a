"""Promises of cases."""
