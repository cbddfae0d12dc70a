"""The commands of the lists."""
