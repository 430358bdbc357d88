"""Is a channel open: usual hours, days on which they are not known, and the moments at which that changes."""
