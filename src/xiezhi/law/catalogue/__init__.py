"""The catalogue of norms that the corpus is to hold, and how far it does."""
