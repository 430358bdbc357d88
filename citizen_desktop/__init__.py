"""Citizen Desktop: an unofficial, offline helper for the Citizen Account programme."""
