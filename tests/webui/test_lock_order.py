"""A page that changes a network and enters people locks the network first and the installation after."""

from engine import installation
from tests.webui import small
from tests.webui.crawl import told


def test_a_person_written_on_a_seat_is_entered_after_the_network_is_locked(browse, database, people, now):
    with database.write() as session:
        small.network(session, people["mette"], "Birken", now)
        session.commit()
    mette, first = browse("mette"), str(installation.LOCK.compile(dialect=database.writing.dialect))

    with told(database.writing) as statements:
        answer = mette.send("/netvaerk/birken/styregruppe/ny", {
            "kind": "anden", "new_person": "Bo Berg", "new_mail": "bo@nordby.example", "since": now.date().isoformat(),
            "new_organisation": "Vestby Bolig", "new_kind": "boligorganisation",
        })  # fmt: skip

    assert answer.status_code == 303
    network = next(at for at, said in enumerate(statements) if "AS repeated" in said)
    assert network < statements.index(first)
