"""Promises of leads."""
