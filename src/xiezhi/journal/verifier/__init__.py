"""The verifier: a program of its own, written from docs/journal-format.md, sharing no code with the writer."""
