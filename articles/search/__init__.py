"""Finding what is published, in any script and spelling, with a typing error, and with any string as a query.

Names and words are reduced to what their spellings share (`folding`). Each published article and source is a document
with its folded names, the words in them, and its folded prose; documents are written in the same transaction as the
revision that changes them (`indexing`). `finding` scores documents by how well the words of a query meet their names,
then by prose; `suggesting` completes names.
"""
