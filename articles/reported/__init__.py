"""Readers report what is wrong: a short form (`forms`), guarded against floods (`guarding`), answered in the admin."""
