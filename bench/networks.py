"""Networks for the benches: rows that meet every demand, so that each step can be closed."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from engine import actions
from engine.commands import Command
from engine.models import Base
from workflows import newest

METHOD = newest("tryghedsnetvaerk")
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 1, 5)
ACTOR = 1
WAYS = (
    "igangsaettelse",
    "kortlaegning",
    "sammensaetning",
    "droeftelse",
    "fastlaeggelse",
    "aftale",
    "kontaktmaterialer",
)
ORGANISATIONS = ("politi", "kommune", "boligorganisation", "beboerdemokrati")
SEATS = ("lokalpoliti", "boligsocial", "ejendomskontor", "bestyrelse")
MEETINGS = ("indledende", "orientering", "udvikling", "aftale", "styregruppe", "netvaerk")

Rows = Mapping[str, list[dict[str, Any]]]


def command(process_id: int, key: str, **more: Any) -> Command:
    """Return a command of the method, as a sitting member gives it."""
    return Command(**{"workflow": METHOD, "process_id": process_id, "actor": ACTOR, "now": NOW, "key": key} | more)


def people(db: Connection) -> None:
    """Fill the people and organisations that every network shares."""
    write(db, {
        "organisation": [
            {"id": n, "name": kind, "sorted_as": kind, "kind": kind, "phone": "", "changed_at": NOW, "version": 1}
            for n, kind in enumerate(ORGANISATIONS, 1)
        ],
        "person": [
            {"id": n, "name": f"P{n}", "sorted_as": f"p{n}", "phone": "", "title": "", "administrator": n == 4,
             "coordinator": False, "auditor": False, "active": True, "locale": "da", "changed_at": NOW, "version": 1}
            for n in range(1, 5)
        ],
    })  # fmt: skip


def begin(db: Connection, count: int) -> list[int]:
    """Begin *count* networks by the engine, fill their records, and return their ids."""
    begun = [actions.start(db, command(0, f"begin-{n}"), f"netvaerk-{n}") for n in range(1, count + 1)]
    fill(db, begun)
    return begun


def fill(db: Connection, ids: Iterable[int]) -> None:
    """Write some sixty records of each network that meet every demand of steps 1 to 7."""
    gathered: dict[str, list[dict[str, Any]]] = {}
    for process_id in ids:
        for name, rows in records(process_id).items():
            gathered.setdefault(name, []).extend(rows)
    write(db, gathered)


def write(db: Connection, gathered: Rows) -> None:
    """Insert rows table by table, what is referred to first; what a row leaves out, its column's default fills."""
    for table in Base.metadata.sorted_tables:
        if rows := gathered.get(table.name):
            db.execute(insert(table), rows)


def records(network: int) -> Rows:
    """Return the records of one network; their ids are counted from its own."""
    base = network * 100
    later = [DAY + timedelta(days=7 * n) for n in range(8)]
    rows: dict[str, list[dict[str, Any]]] = {
        "network": [{"name": f"Netværk {network}", "kommune": "Slagelse", "begun_on": DAY, "initiator_id": 3}],
        "network_role": [{"process_id": network, "person_id": 3, "role": "koordinator", "since": DAY}],
        "need": [{"found_by": "politi", "found_on": DAY, "grounds": "Flere indbrud"}] * 2,
        "stakeholder": [
            {"kind": kind, "organisation_id": n, "contacted_on": DAY, "answer": "interesseret", "answered_on": DAY}
            for n, kind in enumerate(("politi", "kommune", "boligforening"), 1)
        ],
        "seat": [
            {"id": base + n, "kind": kind, "organisation_id": n, "person_id": n, "chair": n == 1, "since": DAY}
            for n, kind in enumerate(SEATS, 1)
        ],
        "resident_information": [
            {"channel": "opgange", "informed_on": DAY, "text": "Kære beboer", "limits_told": True}
        ] * 2,
        "resident_discussion": [{"what": "Beboermøde", "on": DAY, "state": "holdt"}],
        "crime_set": [
            {"id": base + n, "title": "Indbrud", "source": "Danmarks Statistik", "extracted_on": DAY} for n in range(2)
        ],
        "crime_count": [
            {"crime_set_id": base + n, "offence": "Indbrud", "period": str(year), "count": 12}
            for n in range(2) for year in (2024, 2025)
        ],
        "study": [
            {"kind": kind, "state": "gennemfoert", "done_by": "Kommunen", "fieldwork_from": later[1],
             "fieldwork_until": later[2]}
            for kind in ("kvantitativ", "kvalitativ")
        ],
        "report": [{"id": base, "state": "sendt", "sent_on": DAY, "object_by": DAY}],
        "approval": [
            {"about": "report", "about_id": base, "about_version": 1, "seat_id": base + n, "person_id": n,
             "asked_on": DAY, "object_by": DAY, "answer": "godkendt", "answered_on": DAY}
            for n in range(1, 5)
        ],
        "problem": [{"id": base + n, "what": f"Problem {n}"} for n in range(5)],
        "professional_group": [
            {"id": base + n, "name": f"Gruppe {n}", "sector": "offentlig", "choice": "ja", "reason": "Er tæt på",
             "leader": "Leder", "contacted_on": DAY, "answer": "ja", "answered_on": DAY}
            for n in range(8)
        ],
        "group_problem": [{"group_id": base + n, "problem_id": base + n % 5} for n in range(8)],
        "meeting": [
            {"id": base + n, "kind": kind, "state": "holdt", "starts_at": NOW - timedelta(days=30 - n),
             "called_on": later[n], "held_on": later[n], "minutes_sent_on": later[n]}
            for n, kind in enumerate(MEETINGS)
        ] + [
            {"id": base + len(MEETINGS), "kind": "styregruppe", "state": "indkaldt", "called_on": DAY, "held_on": None,
             "starts_at": datetime.now(UTC) + timedelta(days=30), "minutes_sent_on": None}
        ],
        "decision": [{"meeting_id": base, "about": "ja", "text": "Vi går i gang"}]
        + [{"meeting_id": base + 3, "about": about, "text": "…"} for about in ("formaal", "form", "forankring")],
        "agreement": [
            dict.fromkeys(("purpose", "content", "anchoring", "how_often", "place", "convener"), "…")
            | {"concern_answer": "…", "in_force_on": DAY}
        ],
        "partner": [
            {"organisation_id": n, "asked_on": DAY, "answer": "tilsluttet", "answered_on": DAY} for n in range(1, 5)
        ],
        "route": [{"problem_id": base + n, "receiver": "Vagten", "channel": "ring"} for n in range(5)],
        "material": [
            {"kind": kind, "state": "frigivet", "released_on": DAY} for kind in ("folder", "actioncard", "kontaktliste")
        ],
        "card_line": [
            {"about": f"Problem {n}", "who": "Vagten", "kind": "kontor", "agreed_on": DAY, "agreed_how": "leder"}
            for n in range(6)
        ],
        "news_mail": [{"subject": "Nyt", "body": "…", "state": "sendt", "sent_on": DAY}] * 2,
    }  # fmt: skip
    return {name: _numbered(name, network, some) for name, some in rows.items()}


def _numbered(name: str, network: int, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if name == "network_role":
        return rows
    numbers = {} if name in ("group_problem", "crime_count") else {"salt": bytes(32)}
    return [
        {**row, "network_id": network, **numbers, **({"nr": nr} if numbers else {})} for nr, row in enumerate(rows, 1)
    ]
