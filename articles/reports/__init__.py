"""What editors should look at: facts without a source, facts that sources dispute, facts that rest on one source.

A report counts in the database and reads the facts of one page of articles only: a constant number of queries, however
large the site is. Archived articles are left out, drafts are not.
"""
