"""The operator's commands, one a module."""
