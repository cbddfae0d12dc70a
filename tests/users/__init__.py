"""Promises about people, teams, roles and rights."""
