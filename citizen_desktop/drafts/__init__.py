"""Drafts and the encrypted store that keeps them."""
