"""Activities: calls, meetings, tasks and notes."""
