"""Promises of activities."""
