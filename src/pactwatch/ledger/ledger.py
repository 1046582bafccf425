"""The ledger: documents, claims, decisions and acts, appended and never changed, as known on any date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import func, insert, inspect, select

from pactwatch.extract.claim import Claim
from pactwatch.ledger import acting, adding, deciding
from pactwatch.ledger.append_only import guards
from pactwatch.ledger.chain import Chain
from pactwatch.ledger.database import Database
from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.history import HistoryLine, history
from pactwatch.ledger.lookup import Found, find
from pactwatch.ledger.moment import write_moment
from pactwatch.ledger.stored import Act, Added, AsOf, Decision, DecisionKind, StoredClaim, StoredDocument
from pactwatch.ledger.tables import SCHEMA_VERSION, about, acts, blobs, documents, metadata
from pactwatch.ledger.verification import Verification, verify
from pactwatch.ledger.views import (
    published,
    stored_acts,
    stored_claim,
    stored_claims,
    stored_decisions,
    stored_documents,
)
from pactwatch.read.document import Document, PublishedBasis

WAIT = 30.0
"""Seconds that a writer waits for another one to finish."""


class Ledger:
    """One ledger. Every method may raise LedgerError where the database cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def create(cls, place: str | Path, *, wait: float = WAIT) -> Ledger:
        """Make a new ledger at a path (SQLite) or a URL (SQLite or PostgreSQL), and open it.

        Raises LedgerError where something is there already, or the place cannot be written.
        """
        database = Database(place, wait)
        if database.file is not None:
            _claim_file(database.file)
        try:
            database.keep_a_write_ahead_log()
            with database.writing() as connection:
                if set(inspect(connection).get_table_names()) & set(metadata.tables):
                    raise LedgerError(f"there is a ledger at {database.name} already; it is left as it is")
                metadata.create_all(connection)
                for statement in guards(database.dialect, metadata.sorted_tables):
                    connection.exec_driver_sql(statement)
                row = {"schema_version": SCHEMA_VERSION, "made_at": write_moment(datetime.now(UTC))}
                connection.execute(insert(about), row)
        except BaseException:
            database.close()
            if database.file is not None:
                database.file.unlink(missing_ok=True)
            raise
        return cls(database)

    @classmethod
    def open(cls, place: str | Path, *, wait: float = WAIT) -> Ledger:
        """Open the ledger at a path or a URL; one of version 1 is given the table that it lacks.

        Raises LedgerError where there is none, where what is there is no ledger, or one of another version.
        """
        database = Database(place, wait)
        if database.file is not None and not database.file.exists():
            raise LedgerError(
                f"there is no ledger at {database.name}; make one: pactwatch init --ledger {database.name}"
            )
        try:
            with database.reading() as connection:
                if not inspect(connection).has_table(about.name):
                    raise LedgerError(
                        f"{database.name} is not a ledger; make one: pactwatch init --ledger OTHER_PLACE"
                    )
                version = connection.scalar(select(func.max(about.c.schema_version)))
            if version == 1:
                _add_acts(database)
            elif version != SCHEMA_VERSION:
                raise LedgerError(
                    f"the ledger {database.name} has version {version}, this Pactwatch reads "
                    f"version {SCHEMA_VERSION}: use the Pactwatch that made it"
                )
        except LedgerError:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self, document: Document, claims: Sequence[Claim], content: bytes, learned_at: datetime | None = None
    ) -> Added:
        """Add a document with all the claims that a reading of it makes: the whole, or nothing of it.

        What the ledger holds already is not added again. Where it holds another reading of the same file, the new one
        stands from now on; what stood before is still seen by who asks for an earlier moment.
        Raises ClaimError for a claim that does not rest on the document's text, LedgerError for a moment before the
        last entry's, a date of publication that is none, or a hash that is not the content's.
        """
        reading = adding.Reading.checked(document, claims, content)
        with self._database.writing() as connection:
            return adding.add(connection, Chain(connection, learned_at), reading)

    def add_all(
        self,
        many: Iterable[tuple[Document, Sequence[Claim], bytes]],
        learned_at: datetime | None = None,
    ) -> list[Added]:
        """Add several documents with their claims, as `add` does: all of them, or nothing. Raises what `add` raises.

        They are learned in the order given, at one moment. Meant for hundreds of small documents at a time.
        """
        checked = [adding.Reading.checked(*each) for each in many]
        with self._database.writing() as connection:
            return adding.add_all(connection, Chain(connection, learned_at), checked)

    def published(self, document_ids: Sequence[str]) -> dict[str, tuple[str | None, PublishedBasis | None]]:
        """Of those of the documents that the ledger holds, the date of publication and what it rests on."""
        with self._database.reading() as connection:
            return published(connection, document_ids)

    def documents(self, as_of: AsOf | None = None) -> list[StoredDocument]:
        """The documents, each as its latest reading has it, in the order in which the ledger learned them."""
        with self._database.reading() as connection:
            return stored_documents(connection, as_of)

    def document(self, document_id: str, as_of: AsOf | None = None) -> StoredDocument:
        """One document. Raises LedgerError where the point of view shows no such document."""
        with self._database.reading() as connection:
            found = stored_documents(connection, as_of, document_id)
        if not found:
            raise LedgerError(f"the ledger holds no document {document_id}")
        return found[0]

    def content(self, document_id: str) -> bytes:
        """The bytes of the file. Raises LedgerError where there is no such document."""
        query = (
            select(blobs.c.content)
            .join(documents, documents.c.content_hash == blobs.c.sha256)
            .where(documents.c.document_id == document_id)
            .limit(1)
        )
        with self._database.reading() as connection:
            content = connection.scalars(query).one_or_none()
        if content is None:
            raise LedgerError(f"the ledger holds no document {document_id}")
        return content

    def claims(
        self, kind: str | None = None, document_id: str | None = None, as_of: AsOf | None = None
    ) -> list[StoredClaim]:
        """The claims that stand: those of each document's latest reading, in the order of the documents."""
        with self._database.reading() as connection:
            return stored_claims(connection, as_of, kind, document_id)

    def claim(self, claim_id: str) -> StoredClaim:
        """One claim, whether or not it still stands. Raises LedgerError where there never was such a claim."""
        with self._database.reading() as connection:
            found = stored_claim(connection, claim_id)
        if found is None:
            raise LedgerError(f"the ledger holds no claim {claim_id}")
        return found

    def decisions(self, as_of: AsOf | None = None) -> list[Decision]:
        """All decisions in the order in which they were taken; `withdrawn_at` tells those that hold no more.

        Decisions are not published: only the clock of learning bears on them.
        """
        with self._database.reading() as connection:
            return stored_decisions(connection, as_of)

    def decide(
        self,
        kind: DecisionKind,
        claims: Sequence[str],
        by: str,
        reason: str,
        learned_at: datetime | None = None,
    ) -> Decision:
        """Write down what a person decided about claims, and give it back.

        Raises DecisionError where a claim is unknown, where there are too few, or without a name or a reason.
        """
        with self._database.writing() as connection:
            decision_id = deciding.decide(connection, Chain(connection, learned_at), kind, claims, by, reason)
            return stored_decisions(connection, decision_id=decision_id)[0]

    def withdraw(self, decision_id: str, by: str, reason: str, learned_at: datetime | None = None) -> Decision:
        """Withdraw a decision, and give it back as it now is.

        Raises DecisionError where it is unknown, withdrawn already, or the withdrawal has no name or reason.
        """
        with self._database.writing() as connection:
            deciding.withdraw(connection, Chain(connection, learned_at), decision_id, by, reason)
            return stored_decisions(connection, decision_id=decision_id)[0]

    def acts(self, about: str | None = None, as_of: AsOf | None = None) -> list[Act]:
        """What people did, in the order in which the ledger learned it; all of it, or what is about one thing.

        `retracted_at` tells what was taken back. Acts are not published: only the clock of learning bears on them.
        """
        with self._database.reading() as connection:
            return stored_acts(connection, as_of, about)

    def act(
        self,
        kind: str,
        about: str,
        by: str,
        at: datetime | None = None,
        note: str | None = None,
        details: Mapping[str, Any] | None = None,
        learned_at: datetime | None = None,
    ) -> Act:
        """Write down what somebody did, and give it back; without `at` it was done just now.

        Raises ActError where it says not what, about what or by whom, lies in the future, or has details that are no
        JSON.
        """
        with self._database.writing() as connection:
            act_id = acting.act(connection, Chain(connection, learned_at), kind, about, by, at, note, details)
            return stored_acts(connection, act_id=act_id)[0]

    def retract(self, act_id: str, by: str, reason: str, learned_at: datetime | None = None) -> Act:
        """Take back an act, and give it back as it now is.

        Raises ActError where it is unknown or taken back already, or where the retraction has no name or reason.
        """
        with self._database.writing() as connection:
            acting.retract(connection, Chain(connection, learned_at), act_id, by, reason)
            return stored_acts(connection, act_id=act_id)[0]

    def find(self, text: str) -> Found:
        """What a person means by the beginning of an identity, or by a document's name.

        Raises LedgerError where it means nothing, or more than one thing.
        """
        with self._database.reading() as connection:
            return find(connection, text)

    def history(self, text: str) -> list[HistoryLine]:
        """What the ledger knows of a claim, document or decision (named as for `find`), in the order of learning."""
        with self._database.reading() as connection:
            return history(connection, find(connection, text))

    def verify(self, noted: str | None = None) -> Verification:
        """Compute everything again from what was written, and name the first entry that does not fit.

        `noted` is a hash that an earlier verification gave, kept outside the ledger: an entry must still carry it.
        """
        with self._database.reading() as connection:
            return verify(connection, noted)


def _claim_file(file: Path) -> None:
    try:
        file.touch(exist_ok=False)
    except FileExistsError as error:
        raise LedgerError(f"there is something at {file} already; it is left as it is") from error
    except OSError as error:
        raise LedgerError(f"cannot make a ledger at {file}: {error.strerror}") from error


def _add_acts(database: Database) -> None:
    """Give a ledger of version 1 the table of acts. Several openers at once do it once."""
    with database.writing() as connection:
        if connection.scalar(select(func.max(about.c.schema_version))) == SCHEMA_VERSION:
            return
        acts.create(connection)
        for statement in guards(database.dialect, [acts]):
            connection.exec_driver_sql(statement)
        row = {"schema_version": SCHEMA_VERSION, "made_at": write_moment(datetime.now(UTC))}
        connection.execute(insert(about), row)
