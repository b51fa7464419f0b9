"""Facts: integers or short words derived from events, compiled once to Python (one matter) and once to SQL (bulk)."""
