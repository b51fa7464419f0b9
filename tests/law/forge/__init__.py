"""Forged matters: random facts and histories that bring every norm of a corpus to each of its verdicts."""
