"""What a single value is: its type, its comparison key, its column, and why it may be refused."""
