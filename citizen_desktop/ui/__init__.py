"""The window: one file a tab, the sheets that lie over it, and the timer that keeps it right."""
