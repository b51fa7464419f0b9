"""The law kernel: pure functions over facts. No Django, no database, no clock (`as_of` is an argument)."""
