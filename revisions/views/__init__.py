"""The history's addresses, the same for every root: one file a verb."""
