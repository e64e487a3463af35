"""What the network has found something about, by name: what a problem can be laid beside."""

from sqlalchemy import String, cast, literal, select, union

from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeCount, CrimeSeries
from workflows.tryghedsnetvaerk.mapping.interviews.models import Theme
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION, HEADLINE, Item, Survey

Named = list[tuple[str, str]]


def list_named(session: Session, network_id: int) -> dict[str, Named]:
    """Return every offence, question about safety and theme that the network has found something about, at once.

    An offence is known by its name, a question by its code, of which the newest wording counts, a theme by its number.
    """
    typed = select(literal("offences"), CrimeCount.offence, CrimeCount.offence, literal(0), literal(0)).where(
        CrimeCount.network_id == network_id
    )
    read = select(literal("offences"), CrimeSeries.text, CrimeSeries.text, literal(0), literal(0)).where(
        CrimeSeries.network_id == network_id, CrimeSeries.text != ""
    )
    items = (
        select(literal("items"), Item.code, Item.text, Survey.nr, Item.position)
        .join(Survey, Survey.questionnaire_id == Item.questionnaire_id)
        .where(Survey.network_id == network_id, Item.kind.in_((HEADLINE, CONDITION)))
    )
    themes = select(literal("themes"), cast(Theme.nr, String), Theme.title, Theme.nr, literal(0)).where(
        Theme.network_id == network_id
    )
    found: dict[str, dict[str, str]] = {"offences": {}, "items": {}, "themes": {}}
    rows = session.execute(union(typed, read, items, themes)).all()
    for kind, key, name, *_place in sorted(rows, key=lambda row: (row[3], row[4], row[1])):
        found[kind][key] = name
    return {kind: list(named.items()) for kind, named in found.items()}
