"""Promises of documents."""
