"""Step 8: news mails."""

from collections.abc import Mapping
from typing import Any

from engine.commands import Command
from engine.errors import NotAllowed
from engine.records import add, edit, get, list_all
from engine.text import N_
from webui.nouns.shape import Line, Noun, Verb
from webui.saying.language import _, excerpt, short_day
from webui.saying.words import word
from webui.visit.clock import today
from webui.visit.forms import Form, line, prose
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup
from workflows.tryghedsnetvaerk.network.queries import list_sitting
from workflows.tryghedsnetvaerk.practice import actions
from workflows.tryghedsnetvaerk.practice.models import DRAFT, NewsMail


class NewsForm(Form):
    """A news mail."""

    subject = line(N_("Emne"), needed=True)
    body = prose(N_("Tekst"), needed=True, rows=12, hint=N_("Om steder og tiltag, ikke om enkeltpersoner"))


def save_news(session: Any, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None) -> Any:
    """Write a news mail that was not sent."""
    if nr is None:
        return add(session, command, NewsMail, values)
    if get(session, NewsMail, command.process_id, nr).state != DRAFT:
        raise NotAllowed(N_("Nyhedsmailen er sendt og kan ikke ændres."))
    return edit(session, command, NewsMail, nr, values, seen=seen)


def send(session: Any, command: Command, row: NewsMail, said: Mapping[str, Any]) -> Any:
    """Send a news mail to the steering group and the leaders of the groups that take part."""
    addresses = {r.mail for r in list_sitting(session, command.process_id, today()) if r.mail}
    groups = list_all(session, ProfessionalGroup, command.process_id)
    addresses |= {g.leader_mail for g in groups if g.choice in CHOSEN and g.answer == "ja" and g.leader_mail}
    return actions.send_news(session, command, row.nr, sorted(addresses))


def news_line(row: NewsMail) -> Line:
    """Say a news mail in its list."""
    if row.state == DRAFT:
        return Line(row.subject, excerpt(row.body), word("news_state", row.state), "active")
    return Line(row.subject, _("Sendt til {antal}", antal=row.recipients), short_day(row.sent_on), "done")


NOUNS = (
    Noun(
        key="nyhedsmails", model=NewsMail, form=NewsForm, title=N_("Nyhedsmails"), one=N_("Nyhedsmail"),
        new=N_("Skriv en nyhedsmail"), nothing=N_("Der er ikke sendt nyhedsmails endnu."), task="nyhedsmails",
        lands=True, tab="aftale", line=news_line, save=save_news, editable=lambda row: row.state == DRAFT,
        verbs=(
            Verb(key="send", text=N_("Send"), kind="primary", done=N_("Nyhedsmailen er sendt."), mails=True, act=send,
                 when=lambda row: row.state == DRAFT,
                 confirm=N_("Mailen går til alle i netværket om et minut. Indtil da kan du fortryde.")),
        ),
    ),
)  # fmt: skip
