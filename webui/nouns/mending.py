"""The one next thing on the page of a noun: the record that lacks what is missing, else a new one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from engine.text import N_
from webui.nouns import agreed
from webui.nouns.shape import Line, Noun
from webui.page import coming
from webui.page.frame import here
from webui.saying.language import _, tell
from workflows.tryghedsnetvaerk.agreement.models import IN_PAPER, PARTS
from workflows.tryghedsnetvaerk.mapping.actions import unwritten
from workflows.tryghedsnetvaerk.mapping.models import DRAFT, SENT
from workflows.tryghedsnetvaerk.materials.models import CARD, CONTACTS, FOLDER, OFFICE, PERSON
from workflows.tryghedsnetvaerk.materials.models import DRAFT as NOT_OUT
from workflows.tryghedsnetvaerk.meetings.models import HELD
from workflows.tryghedsnetvaerk.practice.models import DRAFT as NOT_SENT

CHANGE = N_("Ret {navn}")


@dataclass(frozen=True, kw_only=True)
class Mend:
    """What is done with a record that *lacks* something: it is changed, or *verb* is pressed; *look* only opens it.

    *of* says of which other record the verb is: its kind, and its number.
    """

    lacks: Callable[[Any], bool]
    text: str = CHANGE
    verb: str = ""
    look: bool = False
    of: Callable[[Any], tuple[str, int]] | None = None


def _stakeholder(kind: str) -> Mend:
    return Mend(lacks=lambda row: row.kind == kind and row.answer in ("", "intet_svar"), text=N_("Skriv svaret ind"))


def _study(kind: str, **more: Any) -> Mend:
    return Mend(lacks=lambda row: row.kind == kind and row.state == "planlagt", **more)


def _material(kind: str) -> Mend:
    return Mend(
        lacks=lambda row: row.kind == kind and row.state == NOT_OUT, look=True, text=N_("Gør {navn} klar, og frigiv")
    )


def _unwritten(row: Any) -> bool:
    return any(not getattr(row, part) and not (row.ready_made and part in IN_PAPER) for part in PARTS)


def _unsent(row: Any) -> bool:
    return row.state == HELD and row.minutes_sent_on is None


def _is_unwritten(row: Any) -> bool:
    return row.state == DRAFT and bool(unwritten(row))


NO_LEADER = Mend(lacks=lambda row: row.choice in ("ja", "tvivl") and not (row.leader and row.contacted_on))
NO_REASON = Mend(lacks=lambda row: row.choice in ("ja", "tvivl") and not row.reason)
NO_ANSWER = Mend(
    lacks=lambda row: row.choice in ("ja", "tvivl") and not row.answer, text=N_("Skriv svaret ind fra {navn}")
)
NO_REMINDER = Mend(
    lacks=lambda row: row.choice in ("ja", "tvivl") and row.answer == "intet_svar" and not row.reminded_on,
    text=N_("Skriv, hvornår {navn} blev påmindet"),
)
ANY, NONE = Mend(lacks=lambda row: True), Mend(lacks=lambda row: False)
ASK_AGAIN = Mend(
    lacks=agreed.is_to_be_asked, verb="spoerg-igen", of=lambda row: ("aftale", row.agreement_nr),
    text=N_("Spørg parterne igen"),
)  # fmt: skip
PARTNER = Mend(lacks=agreed.is_waited_for, text=N_("Skriv svaret ind fra {navn}"))

MENDS: Mapping[str, Sequence[Mend]] = {
    "behov": (Mend(lacks=lambda row: not row.grounds),),
    "kommune_svar": (_stakeholder("kommune"),),
    "bolig_svar": (_stakeholder("boligforening"),),
    "politi_svar": (_stakeholder("politi"),),
    "beboere_graenser": (Mend(lacks=lambda row: not row.limits_told),),
    "tal": (Mend(lacks=lambda row: not (row.unavailable or row.has_figures), text=N_("Skriv tallene ind")),),
    "tal_kilde": (Mend(lacks=lambda row: not row.unavailable and not (row.source and row.extracted_on)),),
    "kvantitativ_afklaret": (_study("kvantitativ"),),
    "kvalitativ_afklaret": (_study("kvalitativ", look=True, text=N_("Se {navn}")),),
    "udfoert_af": (Mend(lacks=lambda row: row.state == "gennemfoert" and not row.done_by),),
    "rapport_godkendt": (
        Mend(lacks=_is_unwritten, look=True, text=N_("Skriv resten af {navn}")),
        Mend(lacks=lambda row: row.state == DRAFT, verb="send", text=N_("Send {navn} til godkendelse")),
        Mend(lacks=lambda row: row.state == SENT, look=True, text=N_("Se, hvem der har svaret")),
    ),
    "grupper_begrundet": (NO_REASON,),
    "ledere": (NO_LEADER,),
    "grupper_svar": (NO_REMINDER, NO_ANSWER),
    "aftale_dele": (Mend(lacks=_unwritten),),
    "bekymring_besvaret": (ANY,),
    "ikraft": (ANY,),
    "to_tilsluttet": (ASK_AGAIN, PARTNER),
    "parter_svar": (ASK_AGAIN, PARTNER),
    "folder_klar": (_material(FOLDER),),
    "kort_klar": (_material(CARD),),
    "liste_klar": (_material(CONTACTS),),
    "kort_personer": (Mend(lacks=lambda row: row.kind == PERSON and not row.left_off and row.agreed_how != "selv"),),
    "kort_kontorer": (
        Mend(lacks=lambda row: row.kind == OFFICE and not row.left_off and row.agreed_how in ("", "selv")),
    ),
}  # fmt: skip
# What is left to do with records that no demand asks for: what is said of it, and what to do with each.
LEFT: Mapping[str, tuple[str, Mend]] = {
    "nyhedsmails": (
        N_("Ikke sendt endnu: {antal}"),
        Mend(lacks=lambda row: row.state == NOT_SENT, look=True, text=N_("Gør »{navn}« klar, og send")),
    ),
    "moeder": (
        N_("Referater, der ikke er sendt ud: {antal}"),
        Mend(lacks=_unsent, look=True, text=N_("Gør referatet af {navn} klar, og send det")),
    ),
    "spoergsmaal": (
        N_("Mangler svar: {antal}"),
        Mend(lacks=lambda row: row.answered_on is None, text=N_("Skriv svaret ind")),
    ),
    "kommentarer": (
        N_("Mangler svar: {antal}"),
        Mend(lacks=lambda row: row.resolved_on is None and not row.answer, verb="svar", text=N_("Svar på kommentaren")),
    ),
}


def next_thing(
    kind: Noun,
    slug: str,
    lines: Sequence[tuple[Any, Any]],
    demands: Sequence[Mapping[str, Any]],
    beside: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what comes next here: a sentence, and the one button that leads to it.

    *beside* is what waits in another list that is shown with this one, when nothing waits here.
    """
    missing = [one for one in demands if not (one["met"] or one["aside"] or one["warning"])]
    if found := _mended(kind, slug, lines, missing):
        return found
    new = tell(kind.new), url_for("records.new", slug=slug, noun=kind.key)
    if kind.asking:
        return _of_now(kind, slug, lines, missing, new)
    if left := _left(kind, slug, lines) or (None if missing else beside):
        return dict(left)
    return _said(next(iter(missing), None), [(*new, True)])


def _mended(
    kind: Noun, slug: str, lines: Sequence[tuple[Any, Any]], missing: Sequence[Mapping[str, Any]]
) -> dict[str, Any] | None:
    """Return the record that something missing is mended by; else the only one there can be."""
    for demand in missing:
        for mend in MENDS.get(demand["key"], ()):
            for row, line in lines:
                if mend.lacks(row):
                    return _said(demand, _button(kind, slug, row, line, mend))
    for row, line in lines if kind.only else ():
        if kind.only and kind.only(row):
            return _said(next(iter(missing), None), _button(kind, slug, row, line, ANY))
    return None


def _of_now(
    kind: Noun, slug: str, lines: Sequence[tuple[Any, Any]], missing: Sequence[Mapping[str, Any]], new: tuple[str, str]
) -> dict[str, Any]:
    """Return what the steps that the network is in need next, here or elsewhere; a new record can always be begun."""
    if missing and not here().paused:
        now = _said(missing[0], [(missing[0]["mend_text"], missing[0]["mend_url"], True)])
    else:
        now = (None if here().paused else _left(kind, slug, lines)) or coming.next_thing(here())
    return now | {"actions": [*now["actions"], (*new, not now["actions"])]}


def _left(kind: Noun, slug: str, lines: Sequence[tuple[Any, Any]]) -> dict[str, Any] | None:
    heading, mend = LEFT.get(kind.key, ("", NONE))
    if not (left := [(row, line) for row, line in lines if mend.lacks(row)]):
        return None
    return {"heading": tell(heading, {"antal": len(left)}), "actions": _button(kind, slug, *left[0], mend)}


def _said(demand: Mapping[str, Any] | None, actions: list[tuple[str, str, bool]]) -> dict[str, Any]:
    heading = demand["sentence"] if demand else _(N_("Alt, der kræves her, er på plads"))
    return {"heading": heading, "actions": actions}


def _button(kind: Noun, slug: str, row: Any, line: Line, mend: Mend) -> list[tuple[str, str, bool]]:
    text = mend.text if mend.text != CHANGE or kind.editable(row) else N_("Se {navn}")
    return [(tell(text, {"navn": line.title}), _place(kind, slug, row, mend), True)]


def _place(kind: Noun, slug: str, row: Any, mend: Mend) -> str:
    if mend.verb:
        noun, nr = mend.of(row) if mend.of else (kind.key, row.nr)
        return url_for("verbs.ask", slug=slug, noun=noun, nr=nr, verb=mend.verb)
    if mend.look or not kind.editable(row):
        return url_for("records.show", slug=slug, noun=kind.key, nr=row.nr)
    return url_for("records.edit", slug=slug, noun=kind.key, nr=row.nr)
