"""Norms: one file each; applicability, one rule block, consequence and examples."""
