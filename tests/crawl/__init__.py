"""The net under rebuilding: all public answers of an edited demo at a frozen date, kept to compare."""
