"""The tests of the Concord dialect."""
