"""Promises about personal access tokens and call limits."""
