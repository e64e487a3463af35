"""Interviews held long ago, as a deed of the tests."""

from datetime import date

from tests.workflows.world import World
from workflows.tryghedsnetvaerk.mapping.interviews import keeping
from workflows.tryghedsnetvaerk.mapping.interviews.models import Quote, Round, Theme
from workflows.tryghedsnetvaerk.mapping.models import QUALITATIVE, Report, Study
from workflows.tryghedsnetvaerk.network.models import Approval, Seat


def talks_kept(world: World, day: date) -> None:
    """Keep a quote that was never released of interviews whose report was approved on *day*."""
    study = world.add(Study, kind=QUALITATIVE, state="gennemfoert", done_by="Kommunen", fieldwork_from=day)
    round_ = world.add(Round, study_id=study.id, title="Foråret", groups="Unge", closed_on=day)
    theme = world.add(Theme, round_id=round_.id, title="Mørkt på stien", polarity="utryg")
    world.add(Quote, theme_id=theme.id, said_by="Unge", text="Jeg går en omvej", released_on=None)
    paper, sitting = world.add(Report, state="sendt"), world.all(Seat)[0]
    world.add(Approval, about="report", about_id=paper.id, about_version=1, seat_id=sitting.id, asked_on=day,
              person_id=sitting.person_id, object_by=day, answer="godkendt", answered_on=day)  # fmt: skip


def talks_cleared(world: World) -> None:
    """Delete what of the interviews may not lie there any longer."""
    for row in world.all(Round):
        world.write(keeping.clear, row.nr)
