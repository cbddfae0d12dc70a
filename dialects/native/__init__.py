"""The native dialect: our own manner."""
