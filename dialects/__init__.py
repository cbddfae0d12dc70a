"""The manners of speech in which the API is spoken."""
