"""What is written while serving and ticking: one line of JSON per thing that happened, on standard error."""

import logging
import sys

import structlog
from structlog.typing import Processor

BOTH: tuple[Processor, ...] = (
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


def to_standard_error() -> None:
    """Send what this and every library says there; JSON, so that nothing in a value can begin a line of its own."""
    said = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*BOTH, said],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=[remove, said], foreign_pre_chain=BOTH))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a request that waits for a thread is no trouble
