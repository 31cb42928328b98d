"""Write ParlGov's records as one revision: found again by their ids, so that a second import changes nothing.

An article that is there already keeps its title, address and status, which are its editors'; figures follow the file.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles.public import status_of
from elections.models import Assembly, Election, Result
from elections.parlgov.articles import Articles, assembly_id
from elections.parlgov.records import (
    ELECTIONS,
    PARTIES,
    ElectionRecord,
    Faults,
    PartyRecord,
    ResultRecord,
    read_parties,
    read_results,
)
from elections.parlgov.sourcing import CiteFact, Sourcing
from elections.standings import IN_FORCE
from revisions.models import Action
from revisions.tracking.new_rows import add_rows
from revisions.tracking.recording import Recording, recording
from revisions.tracking.tracked import Tracked

Progress = Callable[[Iterable[Any], int], Iterable[Any]]


class ImportRefused(Exception):
    """The files are wrong; nothing of them was kept. `faults` are "file, line N: reason"."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class _DryRun(Exception):
    """Take everything back."""


@dataclass(frozen=True)
class Imported:
    """What the files hold, and what writing it changed: added, changed rows by model; `number` None: nothing."""

    parties: int
    pseudo_parties: int
    elections: int
    results: int
    added: dict[str, int]
    changed: dict[str, int]
    number: int | None


@dataclass
class _Files:
    parties: dict[int, PartyRecord]
    elections: dict[int, ElectionRecord]
    lines: int  # of results


def import_parlgov(
    folder: Path,
    user: User | None = None,
    comment: str = "",
    dry_run: bool = False,
    draft: bool = False,
    progress: Progress = lambda items, total: items,
) -> Imported:
    """Import the folder's view_party.csv and view_election.csv. Raises ImportRefused with all faults, FileFault."""
    files = _check(folder)
    opened: Recording | None = None
    added: dict[str, int] = {}
    changed: dict[str, int] = {}
    results = 0
    try:
        with recording(user=user, comment=comment or "ParlGov", action=Action.IMPORT) as opened:
            writer = _Writer(status_of(draft))
            total = len(files.parties) + len(files.elections) + files.lines
            steps = progress(writer.steps(folder, files), total)
            for _step in steps:
                pass
            results = writer.results
            added, changed = _written(opened)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    except ValidationError as error:  # what no check of a line foresees: a name that is too long
        raise ImportRefused(list(error.messages)) from error
    pseudo = sum(party.kind != Result.Kind.PARTY for party in files.parties.values())
    return Imported(
        len(files.parties),
        pseudo,
        len(files.elections),
        results,
        added,
        changed,
        opened.number if opened and not dry_run else None,
    )


def _check(folder: Path) -> _Files:
    """Read all lines once and keep what is short: parties and elections. Raises ImportRefused."""
    faults = Faults()
    parties: dict[int, PartyRecord] = {}
    for party in read_parties(folder, faults):
        if parties.setdefault(party.id, party) != party:
            faults.lines.append(f"{PARTIES}: party {party.id} stands there twice, and differs")
    elections: dict[int, ElectionRecord] = {}
    seen: dict[tuple[int, int], int] = {}
    lines = 0
    for line, result in read_results(folder, faults):
        lines += 1
        election = result.election
        if elections.setdefault(election.id, election) != election:
            faults.add(ELECTIONS, line, f"election {election.id} has another date, type, country or size above")
        if result.party not in parties:
            faults.add(ELECTIONS, line, f"there is no party {result.party} in {PARTIES}")
        figures = hash((result.share, result.seats))
        if seen.setdefault((election.id, result.party), figures) != figures:
            faults.add(ELECTIONS, line, f"party {result.party} has another result at this election above")
    if faults.lines:
        raise ImportRefused(faults.lines)
    return _Files(parties, elections, lines)


def _written(opened: Recording) -> tuple[dict[str, int], dict[str, int]]:
    """Rows added and changed so far, by the name of their model."""
    added: dict[str, int] = {}
    changed: dict[str, int] = {}
    if opened.number is None:
        return added, changed
    for history in opened.histories:
        rows = history.objects.filter(revision_id=opened.number)
        name = str(history.instance_type._meta.verbose_name_plural)
        for kind, counts in (("+", added), ("~", changed)):
            count = rows.filter(history_type=kind).count()
            if count:
                counts[name] = count
    return added, changed


class _Writer:
    def __init__(self, status: str) -> None:
        self.articles = Articles(status)
        self.sourcing = Sourcing()
        self.results = 0

    def steps(self, folder: Path, files: _Files) -> Iterable[None]:
        """Write everything; one step for each line."""
        party_ids: dict[int, int] = {}
        for party in files.parties.values():
            if party.kind == Result.Kind.PARTY:
                party_ids[party.id] = self._party(party)
            yield
        election_ids: dict[int, int] = {}
        assemblies: dict[str, int] = {}
        before: dict[int, int] = {}  # the election before, by assembly
        for record in sorted(files.elections.values(), key=lambda found: (found.country.code, found.type, found.date)):
            value = assembly_id(record)
            assembly = assemblies[value] = assemblies.get(value) or self._assembly(record)
            election_ids[record.id] = before[assembly] = self._election(record, assembly, before.get(assembly))
            yield
        found = (result for _line, result in read_results(folder, Faults()))
        for record, results in groupby(found, key=lambda result: result.election):
            yield from self._results(election_ids[record.id], results, files.parties, party_ids)

    def _party(self, record: PartyRecord) -> int:
        party = self.articles.party(record)
        where = f"party {record.id}"
        parts = list(self.articles.party_parts(party, record))
        _write(parts)
        with self._facts_of(party.pk) as cite:
            cite(None, "title", where)
            for row in parts:
                cite(row, "", where)
        return party.pk

    def _assembly(self, record: ElectionRecord) -> int:
        assembly = self.articles.assembly(record)
        identifier = self.articles.identifier(Assembly, assembly.pk, assembly_id(record))
        _write([identifier])
        with self._facts_of(assembly.pk) as cite:
            cite(None, "title", record.country.name)
            cite(identifier, "", record.country.name)
        return assembly.pk

    def _election(self, record: ElectionRecord, assembly: int, before: int | None) -> int:
        election = self.articles.election(record, assembly, before)
        identifier = self.articles.identifier(Election, election.pk, str(record.id))
        _write([identifier])
        where = f"election {record.id}"
        with self._facts_of(election.pk) as cite:
            for name in ("date", *(["seats_total"] if record.seats_total is not None else [])):
                cite(None, name, where)
            cite(identifier, "", where)
        return election.pk

    def _results(
        self, election: int, results: Iterable[ResultRecord], parties: dict[int, PartyRecord], ids: dict[int, int]
    ) -> Iterable[None]:
        rows: dict[int | tuple[str, str], Result] = {
            row.party_id or (row.kind, row.label): row for row in Result.objects.filter(IN_FORCE, election_id=election)
        }
        named: list[tuple[Result, str]] = []  # with the place where the source says it
        for position, record in enumerate(results, 1):
            party = parties[record.party]
            key = ids.get(record.party) or (party.kind, party.english)
            row = rows.get(key) or Result(
                election_id=election,
                kind=party.kind,
                party_id=ids.get(record.party),
                label=party.english,
                position=position,
            )
            row.percent, row.seats = record.share, record.seats
            if key not in rows or row.pk is not None:
                named.append((row, f"election {record.election.id}, party {record.party}"))
            rows[key] = row
            self.results += 1
            yield
        _write([row for row, _where in named])
        with self.sourcing.of(election, known=True) as cite:
            for row, where in named:
                cite(row, "", where)

    def _facts_of(self, article: int) -> AbstractContextManager[CiteFact]:
        return self.sourcing.of(article, known=article in self.articles.old)


def _write(rows: Iterable[Tracked]) -> None:
    """Store rows: new ones together."""
    new = [row for row in rows if row.pk is None]
    for row in rows:
        if row.pk is not None:
            row.full_clean()
            row.save()
    add_rows(new)
