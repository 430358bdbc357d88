"""What files are, told by their content and never by their name."""
