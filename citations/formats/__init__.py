"""The formats of reference managers, one module each: records to text, and text to what was understood of it.

Editors' remarks (`note`) stay with the editors and are in no format.
"""
