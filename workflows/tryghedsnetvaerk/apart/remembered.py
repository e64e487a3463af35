"""What was answered before: the same question gives the same answer, and need not be worked out again."""

import threading
from collections import OrderedDict
from hashlib import sha256


class Remembered:
    """Answers by their questions, the last used that *room* bytes hold."""

    def __init__(self, room: int) -> None:
        self._room = self._left = room
        self._answers: OrderedDict[bytes, bytes] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, question: bytes) -> bytes | None:
        """Return what was answered to a question, if it is still known."""
        with self._turn:
            if (answer := self._answers.get(key := _key(question))) is not None:
                self._answers.move_to_end(key)
            return answer

    def keep(self, question: bytes, answer: bytes) -> None:
        """Keep an answer; the longest unused make room for it."""
        key = _key(question)
        if (size := len(key) + len(answer)) > self._room:
            return
        with self._turn:
            if key in self._answers:
                return
            self._answers[key] = answer
            self._left -= size
            while self._left < 0:
                old, gone = self._answers.popitem(last=False)
                self._left += len(old) + len(gone)


def _key(question: bytes) -> bytes:
    return sha256(question).digest()
