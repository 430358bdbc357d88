"""Reusable parts of the window that know nothing of the programme: they are handed texts, numbers and colours' names."""
