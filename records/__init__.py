"""The hall: record types, the two doors, the gate, the views."""
