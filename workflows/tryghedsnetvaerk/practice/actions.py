"""What people do in step 8: send news."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine import checks, outbox, records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.history import Event
from engine.outbox import Letter
from engine.text import N_
from workflows.tryghedsnetvaerk.practice.models import DRAFT, SENT, NewsMail


def send_news(session: Session, command: Command, nr: int, addresses: Sequence[str]) -> NewsMail:
    """Send a news mail to everybody on the list.

    :raises BadInput: if nobody is on the list
    :raises OnHold: if the network is paused
    """
    change = records.begin(session, command, "news_mail_sent", nr)
    news = records.get(session, NewsMail, command.process_id, nr)
    if change.repeated:
        return news
    checks.must_send(change)
    if news.state == SENT:
        raise NotAllowed(N_("Nyhedsmailen er allerede sendt."))
    if not addresses:
        raise BadInput(
            N_("Der er ingen mailadresser at sende til. Skriv dem ind under Styregruppe eller Faggrupper."),
            page="styregruppe",
        )
    news.state, news.sent_on, news.recipients = SENT, command.today, len(addresses)
    news.version += 1
    event = records.end(session, change, "news_mail_sent", news, nr)
    letters = [Letter(kind="news", recipient=mail, subject=news.subject, body=news.body) for mail in addresses]
    outbox.queue(session.connection(), command.process_id, event.seq, letters, command.now)
    return news


def unsend(session: Session, event: Event) -> Mapping[str, Any]:
    """Make a news mail a draft again whose sending is undone."""
    news = records.get(session, NewsMail, event.process_id, event.body["nr"])
    news.state, news.sent_on, news.recipients, news.version = DRAFT, None, 0, news.version + 1
    session.flush()
    return records.said(news)
