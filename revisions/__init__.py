"""Lets every process notice on its next request that something it remembers has changed."""
