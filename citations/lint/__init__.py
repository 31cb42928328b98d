"""What is wrong with a source, rule by rule. Pure but for `reading.py`: records in, findings out.

A rule is one function in `authors`, `titles`, `languages`, `letters`, `publication` or `addresses`, listed in `rules`.
Where a mend is safe its finding carries the mended record; applying it is an ordinary revision (`citations.lint.mend`).
"""
