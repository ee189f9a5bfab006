"""Notes: an API over a table."""
