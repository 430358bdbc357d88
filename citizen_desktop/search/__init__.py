"""Finds a question however it is typed."""
