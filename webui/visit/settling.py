"""Doing away with the order of answers soon after each: when the page has left, and by whoever is free."""

from threading import Lock, Timer

from engine.db import TROUBLES, Database
from workflows.tryghedsnetvaerk.mapping.survey.collecting import WRITTEN_ANEW

AGAIN = 1.0  # seconds until it is tried again when others were reading or writing


class Settling:
    """One at a time settles for all; what is asked meanwhile is done by the one who is at it."""

    def __init__(self, database: Database) -> None:
        self._database, self._turn = database, Lock()
        self._asked, self._later = False, False

    def settle(self) -> None:
        """Settle now, or soon when the database is in use."""
        self._asked = True
        while self._asked and self._turn.acquire(blocking=False):
            try:
                self._asked = False
                settled = self._try()
            finally:
                self._turn.release()
            if not settled:
                self._try_later()
                return

    def _try(self) -> bool:
        try:
            return self._database.leave_no_order(*WRITTEN_ANEW)
        except TROUBLES:
            return False

    def _try_later(self) -> None:
        if self._later:
            return
        self._later = True
        later = Timer(AGAIN, self._once_more)
        later.daemon = True
        later.start()

    def _once_more(self) -> None:
        self._later = False
        self.settle()
