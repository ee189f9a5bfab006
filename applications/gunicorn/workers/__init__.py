"""A service of several processes in one container."""
