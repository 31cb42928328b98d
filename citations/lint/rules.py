"""All rules of records, each with what it is called and why it is one.

Duplicates and unused sources need all sources at once: `citations.lint.site`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from citations.lint import addresses, authors, languages, letters, publication, titles
from citations.lint.findings import Finding, Surroundings
from citations.records import SourceRecord

Check = Callable[[SourceRecord, Surroundings], Iterable[Finding]]
Words = str | Promise


@dataclass(frozen=True)
class Rule:
    """`name` is stable: links and filters use it."""

    name: str
    title: Words
    explanation: Words
    check: Check | None = None  # None: needs all sources at once
    doubts: bool = False  # whether it bears on what the source says, not only on how it is recorded


RULES = (
    Rule(
        "author-no-name",
        _("author is no name"),
        _(
            "A web site's placeholder, an agency or the outlet stands where a person's name should. Readers who look "
            "for the author find nobody, and the agency is not found where it belongs."
        ),
        authors.no_name,
    ),
    Rule(
        "name-in-capitals",
        _("name in capitals"),
        _("Capitals are the layout of a page, not the spelling of a name. Sorted and exported they shout."),
        authors.in_capitals,
    ),
    Rule(
        "author-script",
        _("author in another script than the work"),
        _("A name is kept as the source prints it; another script shows that it was taken from elsewhere."),
        authors.in_another_script,
    ),
    Rule(
        "site-in-title",
        _("site or section in title"),
        _("Browsers add the site and its sections to a page's title. They are not part of it."),
        titles.site_inside,
    ),
    Rule(
        "lookalikes",
        _("word of lookalikes"),
        _("A word in letters of the other script looks right and is found by no search."),
        letters.of_lookalikes,
    ),
    Rule(
        "mixed-scripts",
        _("mixed scripts in a word"),
        _("A word of Latin and Cyrillic letters was mistyped or disguised."),
        letters.mixed_scripts,
    ),
    Rule(
        "same-quotes",
        _("same quotes nested"),
        _("Inside quotation marks stand others of the same kind: where the inner ones end can only be guessed."),
        titles.same_quotes,
    ),
    Rule(
        "language-missing",
        _("language missing"),
        _("The title is in another script than the pages: readers should know which language awaits them."),
        languages.language_missing,
    ),
    Rule(
        "language-contradicted",
        _("language contradicted by the script"),
        _("The language is never printed in the script of the title: one of the two is wrong."),
        languages.language_contradicted,
    ),
    Rule(
        "no-publisher",
        _("no publisher or container"),
        _("Nobody stands for what the source says: give the newspaper, site, journal or publisher."),
        publication.nowhere_published,
    ),
    Rule(
        "access-before-issue",
        _("access before issue"),
        _("Nobody reads what has not been issued: one of the dates is wrong."),
        publication.accessed_before_issue,
        doubts=True,
    ),
    Rule(
        "future-date",
        _("date in the future"),
        _("The date has not come yet."),
        publication.in_the_future,
    ),
    Rule(
        "no-address",
        _("no address or identifier"),
        _("Without an address, DOI, ISBN or ISSN nobody can look the source up."),
        addresses.cannot_be_found,
    ),
    Rule(
        "tracking",
        _("tracking parameters"),
        _("The address tells the site how its reader came, and differs from the same address without that."),
        addresses.tracking,
    ),
    Rule(
        "dead-without-archive",
        _("dead without an archived copy"),
        _("The page is gone, and what it said cannot be checked."),
        addresses.dead_without_archive,
        doubts=True,
    ),
    Rule(
        "duplicate",
        _("possible duplicate"),
        _("Another record has the same address, DOI or ISBN, or the same title. One source is one record."),
    ),
    Rule("unused", _("unused"), _("No article uses this source.")),
)

BY_NAME = {rule.name: rule for rule in RULES}


def check(record: SourceRecord, around: Surroundings) -> tuple[Finding, ...]:
    """What the rules that need only the record find in it, in the order of the rules."""
    return tuple(finding for rule in RULES if rule.check for finding in rule.check(record, around))
