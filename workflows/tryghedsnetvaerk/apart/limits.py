"""What every child process of ours begins with: it takes its limits, and then is the program it was begun for.

Run by path as ``python -I limits.py MEMORY SECONDS PROGRAM …``, so that nothing of ours is loaded but that program.
"""

import resource
import runpy
import sys


def limit(memory: int, seconds: int) -> None:
    """Give this process no more than *memory* bytes and *seconds* of work (0: no end), and no file to write in."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Become the program that the arguments name."""
    memory, seconds, program = sys.argv[1:4]
    limit(int(memory), int(seconds))
    sys.argv[:] = sys.argv[3:]
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
