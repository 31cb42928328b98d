"""The interchange folder: everything the site knows, as YAML that people can read and review.

`docs/interchange.md` describes the format; `shape` says which columns travel, `files` reads and writes the folder,
`load` and `dump` are the two verbs.
"""
