"""Tests of what is done once under a key."""
