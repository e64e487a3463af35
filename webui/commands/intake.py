"""How requests are taken in: all of each, so that its sender hears the answer, but never more kept than is used."""

from io import BytesIO
from typing import Any

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from webui.visit.config import LARGEST_UPLOAD


class Body:
    """The body of a request: one that is too large is counted and let go, and the page then says that it was."""

    def __init__(self, overflow: int) -> None:
        self._kept = OverflowableBuffer(overflow)
        self._came = 0

    def __len__(self) -> int:
        return self._came

    def append(self, data: bytes) -> None:
        """Take in what came."""
        self._came += len(data)
        if self._came <= LARGEST_UPLOAD:
            self._kept.append(data)
        else:
            self.close()

    def getfile(self) -> Any:
        """Return what is to be read of it."""
        return self._kept.getfile() if self._came <= LARGEST_UPLOAD else BytesIO()

    def close(self) -> None:
        """Let go of what was kept."""
        self._kept.close()


class Request(HTTPRequestParser):
    """A request that is being read.

    To hang up on what is too large, as the library does, resets the connection: the browser, still sending, shows an
    error of its own instead of ours.
    """

    def parse_header(self, header_plus: bytes) -> None:
        """Read its head, and make ready for its body."""
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = Body(self.adj.inbuf_overflow)


class Channel(HTTPChannel):
    """One connection."""

    parser_class = Request
