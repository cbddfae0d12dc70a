"""Contacts: the people we deal with."""
