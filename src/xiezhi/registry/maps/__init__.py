"""A procedure of the corpus as a map: who may do what after what, within which period, under which norms."""
