"""Stored files: taken in safely, handed out safely."""
