"""Statutes from Markdown files."""
