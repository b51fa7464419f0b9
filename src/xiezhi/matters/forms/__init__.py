"""The form of a step, drawn from its fields and read back into typed values."""
