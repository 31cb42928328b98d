"""The lists of the kinds: /parties/, /people/ … with filters, orders, cards, timelines, and the same as files.

Each room says in a plan what its kind can be filtered and ordered by (`plans`); an address is read into what is asked
(`asking`), the list is built from a moment (`building`), and the same rows go out as CSV and as a calendar.
"""
