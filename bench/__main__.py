import sys

from bench import databases, steps
from bench.measure import load

for kind, opened in databases.OPEN.items():
    if len(sys.argv) > 1 and kind != sys.argv[1]:
        continue
    with opened() as d:
        for l in steps.measure(d, kind):
            print(f"{l.what:48s} {l.value:8.2f} {l.bound} {'FAIL' if l.failed else 'ok'} {l.told}")
    print(load())
