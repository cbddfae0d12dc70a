"""How the dashboard looks: the one place that knows which theme it wears."""
