"""Which meeting a participant or a decision belongs to: looked up once for a page, and called by its kind and day."""

from typing import Any

from engine.records import list_all
from webui.page.frame import here
from webui.saying.language import short_day
from webui.saying.words import word
from webui.visit.db import session
from workflows.tryghedsnetvaerk.meetings import calling
from workflows.tryghedsnetvaerk.meetings.models import Meeting


def meeting_of(row: Any) -> Meeting:
    """Return the meeting that a record belongs to; all of the network's are looked up at once."""
    known, name = here().known, f"meeting:{row.meeting_id}"
    if name not in known:
        known.update((f"meeting:{one.id}", one) for one in list_all(session(), Meeting, here().row.id))
    found: Meeting = known[name]
    return found


def meeting_title(row: Any) -> str:
    """Return what the meeting of a record is called among others of its kind."""
    found = meeting_of(row)
    on = calling.day_of(found)
    return ", ".join(filter(None, [word("meeting", found.kind), short_day(on) if on else ""]))
