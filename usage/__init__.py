"""What calls were used: counted as they come, kept by day, told when they run out or fail."""
