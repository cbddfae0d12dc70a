"""The dashboard's standard page of a record type: its list, form, history and bin."""
