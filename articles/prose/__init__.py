"""Prose: Markdown with sources, notes, wiki links and language spans."""
