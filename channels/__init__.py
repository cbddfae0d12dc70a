"""The e-mail addresses and phone numbers of a record."""
