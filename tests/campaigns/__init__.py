"""Promises of campaigns, their members and target lists."""
