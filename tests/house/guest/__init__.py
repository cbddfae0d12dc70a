"""A guest: a record type that no line of the product knows."""
