"""Exact counting over many processes, apart from the records: stores, and caches on them."""
