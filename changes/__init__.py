"""What happened on a record and who watches it."""
