"""Load the demo, answer queries: the address of each one's first result. A process of its own, on any database.

python first_results.py FOLDER  <  queries as JSON
"""

import json
import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    from articles.search.pages import search_page

    call_command("load", sys.argv[1], verbosity=0)
    found = [search_page(query).results[:1] for query in json.load(sys.stdin)]
    json.dump([result[0].url if result else "" for result in found], sys.stdout)
