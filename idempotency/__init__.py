"""A request that a client sends twice under one key is done once."""
