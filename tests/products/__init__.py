"""Promises of products."""
