"""An oracle of the filter: what a query means, worked out in memory without any SQL."""
