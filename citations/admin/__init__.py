"""Sources in the admin: their form, the list with its faults, the completion of keys, and pasting."""

from citations.admin import sources  # noqa: F401  registers
