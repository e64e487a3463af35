"""Doing away with the order of answers soon after each: when the page has left, and by whoever is free."""

from threading import Lock, Timer
from time import monotonic

from engine.db import TROUBLES, Database
from workflows.tryghedsnetvaerk.mapping.survey.collecting import WRITTEN_ANEW

AGAIN = 1.0  # seconds until it is tried again when others were reading or writing
PAUSE = 0.25  # seconds between two settlings, so that hundreds who send at once do not wait for hundreds of them


class Settling:
    """One at a time settles for all; what is asked meanwhile is done by the one who is at it, after a pause."""

    def __init__(self, database: Database) -> None:
        self._database, self._turn = database, Lock()
        self._asked, self._later = False, False
        self._rested = 0.0  # when it may be done again, on the clock that never goes back

    def settle(self) -> None:
        """Settle now; or soon, when the database is in use or was settled a moment ago."""
        self._asked = True
        while self._asked and self._turn.acquire(blocking=False):
            try:
                wait = self._settle_in_turn()
            finally:
                self._turn.release()
            if wait:
                self._try_in(wait)
                return

    def _settle_in_turn(self) -> float:
        """Settle when it is time; return after how many seconds to try again, 0 when it is done."""
        wait = self._rested - monotonic()
        if wait > 0:
            return wait
        self._asked = False
        settled = self._try()
        self._rested = monotonic() + (PAUSE if settled else AGAIN)
        return 0 if settled else AGAIN

    def _try(self) -> bool:
        try:
            return self._database.leave_no_order(*WRITTEN_ANEW)
        except TROUBLES:
            return False

    def _try_in(self, wait: float) -> None:
        if self._later:
            return
        self._later = True
        later = Timer(wait, self._once_more)
        later.daemon = True
        later.start()

    def _once_more(self) -> None:
        self._later = False
        self.settle()
