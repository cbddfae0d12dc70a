"""Documents with their stored files."""
