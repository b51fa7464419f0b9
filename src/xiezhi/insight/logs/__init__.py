"""Foreign event logs read through a mapping into the audit's tables, and written as the event-log format."""
