"""What goes on paper, painted to any paged device; no widgets here."""
