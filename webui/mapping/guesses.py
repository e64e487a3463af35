"""How often wrong codes are tried, kept in memory for a minute and nowhere else.

Nothing of it is stored: an answer's database must hold no address and no moment. What stands in memory is a mark of
the address by a key that dies with the process.
"""

import hmac
import secrets
from collections import deque
from threading import Lock
from time import monotonic

AT_MOST, WITHIN = 12, 60.0
MOST_KEPT = 10_000


class Guesses:
    """Wrong codes of the last minute, by where they came from."""

    def __init__(self) -> None:
        self._key, self._lock = secrets.token_bytes(32), Lock()
        self._tried: dict[bytes, deque[float]] = {}

    def are_too_many(self, address: str) -> bool:
        """Say whether nothing more is tried from *address* for now."""
        with self._lock:
            return len(self._fresh(self._mark(address))) >= AT_MOST

    def note(self, address: str) -> None:
        """Count one that was wrong."""
        with self._lock:
            mark = self._mark(address)
            tried = self._fresh(mark)
            if not tried and len(self._tried) >= MOST_KEPT:
                self._tried.clear()
            tried.append(monotonic())
            self._tried[mark] = tried

    def _fresh(self, mark: bytes) -> deque[float]:
        tried, since = self._tried.get(mark, deque()), monotonic() - WITHIN
        while tried and tried[0] < since:
            tried.popleft()
        if not tried:
            self._tried.pop(mark, None)
        return tried

    def _mark(self, address: str) -> bytes:
        return hmac.digest(self._key, address.encode(), "sha256")
