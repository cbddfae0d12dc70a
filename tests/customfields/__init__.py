"""Promises of custom fields."""
