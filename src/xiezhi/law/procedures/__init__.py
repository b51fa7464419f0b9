"""Procedures: the steps of a thread as data, and replay of a matter's events into what may be done next."""
