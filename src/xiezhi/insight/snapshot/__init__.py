"""The node as Parquet: its journal as the audit's tables, its registers, and a manifest."""
