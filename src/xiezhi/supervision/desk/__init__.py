"""监督事项: opened from a card or a case, its papers, the report on what was put right, its end."""
