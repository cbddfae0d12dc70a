"""Custom fields: defined at run time, stored through one door."""
