"""What a site in production refuses to start with: keys that can be guessed, and any name for a host."""

from collections.abc import Sequence

FEWEST_CHARACTERS = 40
FEWEST_DIFFERENT = 8
MAKE_ONE = 'Make one: python -c "import secrets; print(secrets.token_urlsafe(50))"'


def refusals(keys: dict[str, str], hosts: Sequence[str]) -> list[str]:
    """What is wrong, each in words that say what to set; `keys` are secrets by the name of their setting.

    A key is strong by length and variety alone: what is longer than any dictionary's word and no repetition.
    """
    found = []
    for name, key in keys.items():
        if not key:
            found.append(f"{name} is not set. {MAKE_ONE}")
        elif len(key) < FEWEST_CHARACTERS or len(set(key)) < FEWEST_DIFFERENT or "insecure" in key:
            found.append(f"{name} is weak: at least {FEWEST_CHARACTERS} characters drawn by chance. {MAKE_ONE}")
    if "*" in hosts:
        found.append("ALLOWED_HOSTS=* takes any name for this site's own. Name the site: ALLOWED_HOSTS=example.org")
    return found
