"""Tells the species of an iris from its measures."""
