"""Xiezhi (獬豸): administrative law enforcement and its supervision."""
