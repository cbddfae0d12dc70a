"""The roof: settings, addresses, processes and the operator's commands."""
