"""Foreign event logs (XES, CSV, JSONL) read through a mapping into the audit's tables."""
