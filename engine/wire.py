"""The shortest way of prepared statements to PostgreSQL: BEGIN goes with the first one, COMMIT with the last write."""

from collections.abc import Generator, Sequence
from select import POLLIN, POLLOUT, poll
from typing import Any

from psycopg import Connection, Error, OperationalError, errors
from psycopg.abc import Transformer as Reader
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

BEGIN: tuple[bytes, Sequence[Any]] = (b"BEGIN", ())
COMMIT: tuple[bytes, Sequence[Any]] = (b"COMMIT", ())
GONE = b"26000"  # there is no prepared statement of this name any more: psycopg drops all of them after a ROLLBACK


class Wired(Connection[Any]):
    """A connection of psycopg with a wire of its own; what the wire was left goes before all else, or with COMMIT."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.wire = Wire(self)

    def wait(self, gen: Generator[Any, Any, Any], *more: Any, **named: Any) -> Any:
        """Do what psycopg does in *gen*, after what was left."""
        self.wire.send()
        return super().wait(gen, *more, **named)

    def commit(self) -> None:
        """Commit, in one message with what was left; the transaction is over whatever the server says of that."""
        try:
            sent = self.wire.send(commit=True)
        except Error:
            if self.pgconn.transaction_status == TransactionStatus.INERROR:
                super().rollback()
            raise
        if not sent:
            super().commit()

    def rollback(self) -> None:
        """Roll back; what was left is never sent."""
        self.wire.drop()
        super().rollback()


class Told:
    """What the server answered, as a cursor would tell it."""

    def __init__(self, result: PGresult, reader: Reader) -> None:
        self._result, self._reader = result, reader
        self.rowcount = result.command_tuples or 0

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows."""
        self._reader.set_pgresult(self._result)
        rows: list[tuple[Any, ...]] = self._reader.load_rows(0, self._result.ntuples, tuple)
        return rows


class Wire:
    """One connection of psycopg, spoken to through its libpq, for transactions that begin with a prepared statement.

    psycopg's cursor sends a BEGIN of its own and waits for it, and does much besides that a step has no use for. A
    transaction that was begun in another way, or as anything but a plain one, is left to the cursor (see prepared).
    """

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection, self._server = connection, connection.pgconn
        self._reader: Reader = Transformer(connection)
        self._names: dict[bytes, bytes] = {}
        self._count = 0
        self._mine: object = None
        self._left: tuple[bytes, Sequence[Any]] | None = None
        self._poll = poll()
        self._poll.register(self._server.socket, POLLIN)

    def takes(self, transaction: object) -> bool:
        """Say whether statements of *transaction* go this way: it has not begun yet, or began here."""
        if self._server.transaction_status == TransactionStatus.IDLE:
            one = self._connection
            plain = (one.autocommit, one.isolation_level, one.read_only, one.deferrable) == (False, None, None, None)
            self._mine = transaction if plain else None
        return self._mine is transaction

    def execute(self, text: bytes, given: Sequence[Any]) -> Told:
        """Send a statement with its values, and BEGIN before it when nothing has begun.

        :raises psycopg.Error: as the server says
        """
        self.send()
        statement = text, self._written(given)
        if self._server.transaction_status != TransactionStatus.IDLE:
            return Told(self._well(self._asked(statement)), self._reader)
        result = self._asked(BEGIN, statement)
        if result.error_field(DiagnosticField.SQLSTATE) == GONE:
            self._names.clear()  # BEGIN was the first of them: all that is forgotten is forgotten with it
            result = self._asked(BEGIN, statement)
        return Told(self._well(result), self._reader)

    def leave(self, text: bytes, given: Sequence[Any]) -> None:
        """Leave a write to go with what is said next in its transaction, COMMIT at the latest; a first one begins it.

        :raises psycopg.Error: as the server says of what was left before
        """
        self.send()
        if self._server.transaction_status == TransactionStatus.IDLE:
            self.execute(text, given)
        else:
            self._left = text, given

    def send(self, *, commit: bool = False) -> bool:
        """Send what was left, and COMMIT in the same message if that is next; say False when nothing was.

        :raises psycopg.Error: as the server says; then nothing is committed
        """
        if self._left is None:
            return False
        (text, given), self._left = self._left, None
        statement = text, self._written(given)
        self._well(self._asked(statement, COMMIT) if commit else self._asked(statement))
        return True

    def drop(self) -> None:
        """Forget what was left."""
        self._left = None

    def _written(self, given: Sequence[Any]) -> Sequence[Any]:
        return self._reader.dump_sequence(given, [PyFormat.TEXT] * len(given))

    def _well(self, result: PGresult) -> PGresult:
        if result.status in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
            return result
        raise errors.error_from_result(result, encoding=self._connection.info.encoding)

    def _asked(self, *statements: tuple[bytes, Sequence[Any]]) -> PGresult:
        """Send statements in one message; those that are new are prepared, and known once all of them went well."""
        server, new = self._server, dict[bytes, bytes]()
        server.enter_pipeline_mode()
        for text, values in statements:
            name = self._names.get(text)
            if name is None:
                name = new[text] = f"tryghed_{self._count}".encode()
                self._count += 1
                server.send_prepare(name, text)
            server.send_query_prepared(name, values)
        server.pipeline_sync()
        result = self._last()
        if result.status != ExecStatus.FATAL_ERROR:
            self._names |= new
        return result

    def _last(self) -> PGresult:
        """Wait for all answers of a pipeline, leave it, and return the first that is an error, else the last.

        :raises psycopg.OperationalError: if the connection broke
        """
        server, found = self._server, list[PGresult]()
        while server.flush():
            self._wait(POLLOUT)
        while server.status == ConnStatus.OK:
            while server.is_busy():
                self._wait(POLLIN)
                server.consume_input()
            result = server.get_result()
            if result is None:
                continue
            if result.status == ExecStatus.PIPELINE_SYNC:
                server.exit_pipeline_mode()
                break
            found.append(result)
        failed = next((one for one in found if one.status == ExecStatus.FATAL_ERROR), None)
        if failed is None and server.status != ConnStatus.OK:
            raise OperationalError("the connection is lost")
        return failed or found[-1]

    def _wait(self, until: int) -> None:
        """Wait for the server; libpq itself would keep every other thread waiting as well."""
        self._poll.modify(self._server.socket, until)
        self._poll.poll()
