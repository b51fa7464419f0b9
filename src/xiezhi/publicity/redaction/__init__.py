"""Redaction from structure: the case's own people are hidden by name, other identifiers by their form."""
