"""The objection as data: its draft, its deadline, the documents it asks for, and what is still missing."""
