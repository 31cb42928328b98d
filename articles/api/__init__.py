"""Articles by machine: the schema of each kind made from its model (`schemas`), rows to values (`representation`),
the addresses of every kind (`routes`)."""
