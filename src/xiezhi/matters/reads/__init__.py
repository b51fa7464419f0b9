"""Queries for screens and other rooms."""
