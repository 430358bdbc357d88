"""What the programme says, and how sure that is: typed rows, read from ``resources/content`` and checked."""
