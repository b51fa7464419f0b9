"""Rules of the corpus in Chinese sentences."""
