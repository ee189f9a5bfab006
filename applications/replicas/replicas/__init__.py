"""A service that says who it is."""
