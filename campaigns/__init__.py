"""Campaigns with their stages, members and target lists."""
