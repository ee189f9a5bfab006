"""A main process and a helper that belongs to it, in one container."""
