"""The results of one question as a paper gives them, typed one answer a line: read, checked, and written again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.survey.files.values import DONT_KNOWS, NO_ANSWERS, plain
from workflows.tryghedsnetvaerk.mapping.survey.models import DONT_KNOW, NO_ANSWER

MOST_STEPS, LONGEST = 12, 80
COUNT = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,8}")
PER_CENT = re.compile(r"(\d{1,3})(?:[.,](\d))?\d* ?(?:%|pct\.?|procent)")
MISSING = ("", "..", "-")
WHOLE = 1000  # per mille
ROUNDED = 5  # per mille that one figure may be off when it was rounded to whole per cent
BESIDE = {DONT_KNOW: "Ved ikke", NO_ANSWER: "Ønsker ikke at svare"}
FIELD = "#lines"

NO_LINES = N_("Skriv svarene på spørgsmålet, ét på hver linje, med antal eller procent.")
TOO_LONG = N_("Linje {linje}: et svar må højst fylde {mest} tegn.")
TOO_MANY = N_("Et spørgsmål må højst have {mest} svar.")
TWICE = N_("Linje {linje}: »{svar}« står der allerede.")
NOT_LISTED = N_("Linje {linje}: »{svar}« er lagt sammen med andre, men står ikke på sin egen linje. "
                "Skriv hvert svar på en linje for sig, også når der ikke er et tal til det.")  # fmt: skip
NO_FIGURE = N_("Linje {linje}: »{tal}« er hverken et antal eller en procent. Skriv det som 120 eller 38,5 %.")
ABOVE_BASE = N_("Linje {linje}: {antal} er flere end de {base}, der har svaret på spørgsmålet.")
ABOVE_WHOLE = N_("Linje {linje}: en procent kan ikke være over 100.")
NO_BASE = N_("Skriv, hvor mange der har svaret på spørgsmålet.")
SUM_ABOVE = N_("Svarene giver {antal} tilsammen. Det er flere end de {base}, der har svaret på spørgsmålet.")
NOT_WHOLE = N_("Procenterne giver {procent} tilsammen og ikke omkring 100. Ret dem, eller skriv, hvorfor.")
MERGED_APART = N_("Linje {linje}: de svar, der er lagt sammen, giver {anden} hver for sig og ikke {foerste}.")
NO_RESULT = N_("Der er ingen tal. Skriv mindst ét antal eller én procent.")


@dataclass(frozen=True, slots=True)
class Result:
    """How many, or how many of a thousand, gave one of the answers *steps*."""

    steps: tuple[int, ...]
    count: int | None
    per_mille: int | None

    @property
    def told(self) -> str:
        """The figure as it is typed."""
        if self.count is not None:
            return str(self.count)
        return per_cent(self.per_mille or 0)


@dataclass(frozen=True, slots=True)
class Told:
    """The answers of one question in the order they were offered, and what is known of how often each was given."""

    labels: tuple[str, ...]
    beside: tuple[int, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    label: str
    figure: str


def per_cent(per_mille: int) -> str:
    """Return a share as people write it in Danish."""
    whole, tenth = divmod(per_mille, 10)
    return f"{whole},{tenth} %" if tenth else f"{whole} %"


def read(text: str, base: int | None, why: str = "") -> Told:
    """Read the results of one question; answers that a paper has merged are joined by a plus.

    :raises BadInput: naming the line and what was expected
    """
    lines = _lines(text)
    labels, beside = _answers(line for line in lines if "+" not in line.label)
    if not labels:
        raise BadInput(NO_LINES, page=FIELD)
    steps = {plain(label): step for step, label in enumerate(labels, 1)} | _beside_names(beside)
    found: dict[tuple[int, ...], tuple[_Line, Result]] = {}
    for line in lines:
        result = _result(line, _steps(line, steps), base)
        if result.steps in found:
            raise BadInput(TWICE, page=FIELD, linje=line.number, svar=line.label[:LONGEST])
        found[result.steps] = line, result
    known = {of: pair for of, pair in found.items() if pair[1].count is not None or pair[1].per_mille is not None}
    if not known:
        raise BadInput(NO_RESULT, page=FIELD)
    _must_add_up(known, (*range(1, len(labels) + 1), *beside), base or 0, why)
    return Told(labels, beside, tuple(result for _line, result in known.values()))


def _lines(text: str) -> list[_Line]:
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        label, _sign, figure = line.replace("\t", ";").partition(";")
        if line.strip():
            lines.append(_Line(number, " ".join(label.split()), figure.strip().rstrip(";").strip()))
    return lines


def _answers(lines: Iterable[_Line]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    labels: dict[str, str] = {}
    beside: list[int] = []
    for line in lines:
        if not line.label or len(line.label) > LONGEST:
            raise BadInput(TOO_LONG if line.label else NO_LINES, page=FIELD, linje=line.number, mest=LONGEST)
        aside = _aside(line.label)
        if plain(line.label) in labels or aside in beside:
            raise BadInput(TWICE, page=FIELD, linje=line.number, svar=line.label)
        if aside:
            beside.append(aside)
        else:
            labels[plain(line.label)] = line.label
    if len(labels) > MOST_STEPS:
        raise BadInput(TOO_MANY, page=FIELD, mest=MOST_STEPS)
    return tuple(labels.values()), tuple(beside)


def _aside(label: str) -> int:
    if plain(label) in DONT_KNOWS:
        return DONT_KNOW
    return NO_ANSWER if plain(label) in NO_ANSWERS else 0


def _beside_names(beside: Iterable[int]) -> dict[str, int]:
    names = {DONT_KNOW: DONT_KNOWS, NO_ANSWER: NO_ANSWERS}
    return {name: aside for aside in beside for name in names[aside]}


def _steps(line: _Line, steps: Mapping[str, int]) -> tuple[int, ...]:
    found = []
    for label in line.label.split("+"):
        if plain(label) not in steps:
            raise BadInput(NOT_LISTED, page=FIELD, linje=line.number, svar=label.strip()[:LONGEST])
        found.append(steps[plain(label)])
    return tuple(sorted(set(found)))


def _result(line: _Line, steps: tuple[int, ...], base: int | None) -> Result:
    if line.figure in MISSING:
        return Result(steps, None, None)
    if base is None or base < 1:
        raise BadInput(NO_BASE, page="#base")
    if COUNT.fullmatch(line.figure):
        count = int(re.sub(r"\D", "", line.figure))
        if count > base:
            raise BadInput(ABOVE_BASE, page=FIELD, linje=line.number, antal=count, base=base)
        return Result(steps, count, None)
    if share := PER_CENT.fullmatch(line.figure):
        per_mille = int(share[1]) * 10 + int(share[2] or 0)
        if per_mille > WHOLE:
            raise BadInput(ABOVE_WHOLE, page=FIELD, linje=line.number)
        return Result(steps, None, per_mille)
    raise BadInput(NO_FIGURE, page=FIELD, linje=line.number, tal=line.figure[:20])


def _must_add_up(
    found: Mapping[tuple[int, ...], tuple[_Line, Result]], steps: Sequence[int], base: int, why: str
) -> None:
    for line, result in found.values():
        apart = [found[step,][1] for step in result.steps if (step,) in found]
        if len(result.steps) > 1 and len(apart) == len(result.steps):
            _must_be_the_sum(line, result, apart, base)
    cover = _cover([result for _line, result in found.values()])
    counts = [one.count for one in cover if one.count is not None]
    if sum(counts) > base:
        raise BadInput(SUM_ABOVE, page=FIELD, antal=sum(counts), base=base)
    total = round(sum(_share(one, base) for one in cover))
    whole = {step for one in cover for step in one.steps} == set(steps)
    off = total - WHOLE
    room = ROUNDED * max(len(cover), 4)
    if len(counts) < len(cover) and not why.strip() and (off > room or (whole and off < -room)):
        raise BadInput(NOT_WHOLE, page=FIELD, procent=per_cent(total))


def _must_be_the_sum(line: _Line, result: Result, apart: Sequence[Result], base: int) -> None:
    exact = result.count is not None and all(one.count is not None for one in apart)
    room = 0 if exact else ROUNDED * (len(apart) + 1)
    together = sum(_share(one, base) for one in apart)
    if abs(together - _share(result, base)) > room + 1e-9:
        other = sum(one.count or 0 for one in apart) if exact else per_cent(round(together))
        raise BadInput(MERGED_APART, page=FIELD, linje=line.number, foerste=result.told, anden=other)


def _share(result: Result, base: int) -> float:
    return result.count * WHOLE / base if result.count is not None else float(result.per_mille or 0)


def _cover(results: Iterable[Result]) -> list[Result]:
    """Return results that say nothing twice, the least merged first."""
    taken: set[int] = set()
    kept = []
    for result in sorted(results, key=lambda one: len(one.steps)):
        if not taken & set(result.steps):
            taken |= set(result.steps)
            kept.append(result)
    return kept


def write(told: Told) -> str:
    """Return results as lines that *read* reads."""
    by_steps = {result.steps: result.told for result in told.results}
    names = dict(enumerate(told.labels, 1)) | {aside: BESIDE[aside] for aside in told.beside}
    single = [f"{name}; {by_steps[step,]}" if (step,) in by_steps else name for step, name in names.items()]
    merged = [
        f"{' + '.join(names[step] for step in result.steps)}; {result.told}"
        for result in told.results if len(result.steps) > 1
    ]  # fmt: skip
    return "\n".join([*single, *merged])
