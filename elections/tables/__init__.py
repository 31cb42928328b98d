"""Tables of results that editors paste or upload: cells, columns, figures, and whom a name means. Pure, no rows stored.

What is read is shown before it is saved; what is not understood is said beside the cell and left as typed.
"""
