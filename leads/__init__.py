"""Leads: people and companies that may become customers."""
