"""Scanners, by SANE's own program ``scanimage``: which there are, what they can do, and a page as bytes. No Qt here."""
