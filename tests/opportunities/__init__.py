"""Promises of opportunities, their lines, histories and pipelines."""
