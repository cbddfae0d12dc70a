"""Opportunities with their pipelines, stages, lines and histories."""
