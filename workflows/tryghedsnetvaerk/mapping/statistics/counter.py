"""The process that counts: what needs statsmodels or scipy is worked out there, and never in the one that serves.

They need 120 MiB, and seconds to load. The process stays while pages are looked at, and goes when nobody has asked for
a while. A page asks for all it needs of a kind at once, with *each*; what was counted before is remembered.
"""

from workflows.tryghedsnetvaerk.apart.standing import Standing

MEMORY = 1 << 30  # bytes of address space
SECONDS = 120  # for one question
IDLE = 300  # seconds without one
ROOM = 4 << 20  # bytes of answers that are remembered
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

COUNTER = Standing(
    __name__.rpartition(".")[0], memory=MEMORY, seconds=SECONDS, idle=IDLE, environment=ONE_THREAD, room=ROOM
)
apart = COUNTER.apart
