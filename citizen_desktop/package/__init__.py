"""The draft package: a BagIt bag in a zip, written, verified and read again."""
