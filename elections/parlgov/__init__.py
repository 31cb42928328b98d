"""Reading ParlGov, the database of parliaments and governments (Döring, Manow): parties, elections, results.

Nothing is added to what the files say: a blank figure stays blank, votes are not in them, a party has one name. What
they call a party and is none ("others", "no seat") is a kind of result. Cabinets and scores are left out.
"""
