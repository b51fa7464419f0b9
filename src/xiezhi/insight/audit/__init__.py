"""The bulk audit: all norms over all matters of a log in one in-process DuckDB."""
