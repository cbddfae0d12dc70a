"""Tests of the example programs, against rows of our own and a server of a few lines."""
