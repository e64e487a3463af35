"""What a question of a questionnaire must be: closed, counted, with a direction and a reason for asking it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping import sensitive
from workflows.tryghedsnetvaerk.mapping.crime import classification
from workflows.tryghedsnetvaerk.mapping.survey import bank, scales
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, BANKS, CONDITION, KINDS, PROVENANCES

LONGEST, MOST_ITEMS, MANY_ITEMS = 200, 60, 25
OPTIONS, LONGEST_OPTION = range(2, 13), 80
A_MINUTE = 5  # questions answered
NOTHING: Mapping[str, Any] = {
    "scale": "", "options": "", "direction": scales.NEITHER, "provenance": "", "provenance_note": "", "offence": "",
    "sensitive": False,
}  # fmt: skip
POINTS_OUT = re.compile(
    r"\b(hedder|navn|navne|navnet|fornavn\w*|efternavn\w*|cpr\w*|personnummer|fødselsdag\w*|fødselsdato\w*|adresse\w*|"
    r"husnummer|opgangsnummer|lejlighedsnummer|telefonnummer|mobilnummer|e-?mail\w*|mailadresse\w*)\b",
    re.IGNORECASE,
)

PEOPLE = re.compile(
    r"\b(unge|kriminelle?|bander?|bandemedlemmer|rockere?|narkomaner?|misbrugere?|alkoholikere?|fulde|berusede|"
    r"påvirkede|hjemløse|indvandrere?|udlændinge|flygtninge|psykisk syge|sindslidende|arbejdsløse|fremmede)\b",
    re.IGNORECASE,
)


def from_bank(code: str, provenance: str, note: str = "") -> dict[str, Any]:
    """Return a question of the banks as an item says it.

    :raises BadInput: if there is no such question
    """
    one = bank.ITEMS.get(code)
    if one is None:
        raise BadInput(N_("Spørgsmålet »{kode}« findes ikke i spørgsmålsbankerne."), page="#codes", kode=code[:40])
    return {
        **NOTHING, "code": code, "kind": one.kind, "bank": one.bank, "text": one.text, "scale": one.scale,
        "options": one.options, "direction": one.direction, "provenance": provenance, "provenance_note": note,
        "offence": one.offence, "sensitive": one.sensitive,
    }  # fmt: skip


def own(kind: str, text: str, **said: Any) -> dict[str, Any]:
    """Return a question that people word themselves, sensitive where it names a group of people.

    Its code is given when it is kept.
    """
    sensitive = bool(PEOPLE.search(text))
    return {**NOTHING, "code": "", "kind": kind, "bank": bank.OWN, "text": text, "sensitive": sensitive, **said}


def is_offence(code: str) -> bool:
    """Say whether Statistics Denmark counts offences under a code."""
    return code.isdecimal() and code in classification.offences()


def must_be_closed(asked: Sequence[Mapping[str, Any]]) -> None:
    """Refuse questions that cannot be told in numbers and per cent, or that nobody may ask.

    :raises BadInput: saying which question and what it lacks
    """
    if len(asked) > MOST_ITEMS:
        raise BadInput(N_("Et spørgeskema må højst have {mest} spørgsmål."), page="#text", mest=MOST_ITEMS)
    seen = set[str]()
    for one in asked:
        _must_be_worded(one)
        _must_be_answerable(one)
        if one["bank"] == bank.OWN:
            _must_be_ours(one)
        else:
            _must_be_the_banks(one)
        words = _words(one["text"])
        if one["code"] in seen or words in seen:
            raise BadInput(N_("Spørgsmålet »{tekst}« er der allerede."), page="#text", tekst=one["text"])
        seen |= {one["code"], words}


def _words(text: str) -> str:
    """Return what two questions have in common that ask the same, however it is typed; no code looks so."""
    return f"»{' '.join(text.casefold().split()).rstrip(' ?.:')}«"


def _must_be_worded(one: Mapping[str, Any]) -> None:
    text = one["text"].strip()
    if not text or len(text) > LONGEST or "\n" in text:
        raise BadInput(N_("Et spørgsmål er én linje på højst {mest} tegn."), page="#text", mest=LONGEST)
    if one["kind"] not in KINDS or one["bank"] not in BANKS:
        raise BadInput(N_("Vælg, hvad slags spørgsmål »{tekst}« er."), page="#kind", tekst=text)
    if one["provenance"] not in PROVENANCES:
        raise BadInput(N_("Skriv, hvorfor »{tekst}« er med: kriminalitetstal, lignende undersøgelser eller andet."),
                       page="#provenance", tekst=text)  # fmt: skip


def _must_be_answerable(one: Mapping[str, Any]) -> None:
    text, lines = one["text"], scales.option_lines(SimpleNamespace(**one))
    if one["scale"] not in ("", *scales.SCALES) or bool(one["scale"]) == bool(lines):
        raise BadInput(N_("»{tekst}« skal have faste svar: vælg enten en skala, eller skriv svarene."), page="#scale",
                       tekst=text)  # fmt: skip
    if lines and len(lines) not in OPTIONS:
        raise BadInput(N_("»{tekst}« skal have mellem 2 og 12 svar."), page="#options", tekst=text)
    if len(set(lines)) != len(lines) or any(len(line) > LONGEST_OPTION for line in lines):
        raise BadInput(N_("Svarene til »{tekst}« skal være forskellige og højst på {mest} tegn."), page="#options",
                       tekst=text, mest=LONGEST_OPTION)  # fmt: skip
    if one["direction"] not in scales.DIRECTIONS:
        raise BadInput(N_("Vælg, om det første eller det sidste svar på »{tekst}« er mest utrygt."), page="#direction",
                       tekst=text)  # fmt: skip
    if one["kind"] == CONDITION and (
        one["scale"] not in scales.OF_CONDITIONS or one["direction"] != scales.INSECURE_LAST
    ):
        raise BadInput(N_("Vælg »Meget tryg til meget utryg« eller »Slet ikke til i meget høj grad« for forholdet "
                          "»{tekst}«, og vælg, at det sidste svar er det mest utrygge."), page="#scale",
                       tekst=text)  # fmt: skip


def _must_be_ours(one: Mapping[str, Any]) -> None:
    told = " ".join((one["text"], one["options"]))
    if one["kind"] == BACKGROUND and (found := POINTS_OUT.search(told)):
        raise BadInput(N_("Der må ikke spørges til »{ord}«. Ingen må kunne kendes på sine svar."), page="#text",
                       ord=found[0])  # fmt: skip
    if word := sensitive.asked(one["text"], one["options"], of_oneself=one["kind"] == BACKGROUND):
        raise BadInput(N_("Der må ikke spørges til »{ord}«. Sprog, oprindelse, religion, helbred og lignende er "
                          "beboernes egen sag."), page="#text", ord=word)  # fmt: skip
    if one["kind"] == BACKGROUND and (one["scale"] or one["direction"] != scales.NEITHER):
        raise BadInput(N_("Et spørgsmål om den, der svarer, skal have egne svar, og ingen af dem må være mest utrygt."),
                       page="#options")  # fmt: skip
    if one["kind"] != BACKGROUND and one["direction"] == scales.NEITHER:
        raise BadInput(N_("Vælg, om det første eller det sidste svar på »{tekst}« er mest utrygt."), page="#direction",
                       tekst=one["text"])  # fmt: skip
    if one["offence"] and not is_offence(one["offence"]):
        raise BadInput(N_("Danmarks Statistik har ingen gerningskode {kode}. En kode er et til fire cifre, for "
                          "eksempel 1390 for hærværk."), page="#offence", kode=one["offence"])  # fmt: skip
    if one["provenance"] == bank.FROM_ELSEWHERE and not one["provenance_note"].strip():
        raise BadInput(N_("Skriv med få ord, hvorfor »{tekst}« er med."), page="#provenance_note", tekst=one["text"])


def _must_be_the_banks(one: Mapping[str, Any]) -> None:
    meant = from_bank(one["code"], one["provenance"], one["provenance_note"])
    if any(one[name] != meant[name] for name in meant):
        raise BadInput(N_("»{tekst}« er fra en spørgsmålsbank og stilles ens hver gang. Skriv et eget spørgsmål, hvis "
                          "I vil spørge anderledes."), page="#text", tekst=meant["text"])  # fmt: skip


def alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether two questions ask the same in the same words with the same answers."""
    same = (" ".join(one[name].split()) == " ".join(other[name].split()) for name in ("text", "options"))
    return all(same) and all(one[name] == other[name] for name in ("kind", "scale", "direction"))


def coded(asked: Iterable[Mapping[str, Any]], earlier: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return questions with a code each: a new one where it has none, or where *earlier* it asked for something else.

    So the same code means the same question in every version, and what is compared was asked alike.
    """
    before = {one["code"]: one for one in earlier}
    found = [dict(one) for one in asked]
    for one in found:
        if one["bank"] == bank.OWN and one["code"] in before and not alike(one, before[one["code"]]):
            one["code"] = ""
    used = {*before, *(one["code"] for one in found)}
    free = (code for nr in range(1, len(used) + len(found) + 2) if (code := f"egen_{nr}") not in used)
    for one in found:
        one["code"] = one["code"] or next(free)
    return found


def compared(older: Sequence[Mapping[str, Any]], newer: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return which questions can be compared from one version to the next, which are new, and which are gone."""
    old, new = {one["code"]: one for one in older}, {one["code"]: one for one in newer}
    return {
        "same": [code for code in new if code in old and alike(new[code], old[code])],
        "new": [code for code in new if code not in old or not alike(new[code], old[code])],
        "gone": [code for code in old if code not in new],
    }


def minutes(count: int) -> int:
    """Return about how many minutes *count* questions take."""
    return max(1, -(-count // A_MINUTE))
