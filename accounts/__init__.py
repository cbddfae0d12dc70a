"""Accounts: the companies and organisations we deal with."""
