"""What a page knows of the texts to the residents: each thing asked for once a page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import cast

from engine.records import list_all
from webui.page.frame import here
from webui.visit.db import session
from workflows.tryghedsnetvaerk.documents.languages import listed
from workflows.tryghedsnetvaerk.network.information.models import ResidentEdition, ResidentNotice, ResidentText
from workflows.tryghedsnetvaerk.network.information.queries import differs, list_editions


def spoken() -> tuple[str, ...]:
    """Return the languages that are spoken in the area."""
    return listed(here().network.languages)


def list_notices() -> Sequence[ResidentNotice]:
    """Return the notices of the network."""
    known = here().known
    if "notices" not in known:
        known["notices"] = list_all(session(), ResidentNotice, here().row.id)
    return cast(Sequence[ResidentNotice], known["notices"])


def notice_of(row: ResidentText) -> ResidentNotice:
    """Return the notice that a text belongs to."""
    return next(one for one in list_notices() if one.id == row.notice_id)


def texts_of(notice_id: int) -> Sequence[ResidentText]:
    """Return the texts of a notice; those of all are asked for together."""
    return _texts().get(notice_id, ())


def _texts() -> Mapping[int, Sequence[ResidentText]]:
    known = here().known
    if "texts" not in known:
        known["texts"] = defaultdict(list)
        for one in list_all(session(), ResidentText, here().row.id):
            known["texts"][one.notice_id].append(one)
    return cast(Mapping[int, Sequence[ResidentText]], known["texts"])


def editions() -> Mapping[int, ResidentEdition]:
    """Return what every released text was released as, by its id."""
    known = here().known
    if "editions" not in known:
        known["editions"] = list_editions(session(), here().row.id)
    return cast(Mapping[int, ResidentEdition], known["editions"])


def list_changed() -> frozenset[int]:
    """Return the texts that say something else than what was released."""
    texts = {one.id: one for of_notice in _texts().values() for one in of_notice}
    return frozenset(number for number, edition in editions().items() if differs(texts[number], edition))
