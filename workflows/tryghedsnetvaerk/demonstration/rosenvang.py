"""Rosenvang: scaled down after its evaluation and then ended, with a reason."""

from engine.actions import end
from workflows.tryghedsnetvaerk.demonstration import deeds
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import CONCERN, CONTENT, PURPOSE
from workflows.tryghedsnetvaerk.evaluation.actions import conclude, find_current, save_evaluation
from workflows.tryghedsnetvaerk.evaluation.models import SCALE_DOWN, Measure

PLACE = "Mødelokalet, Rosenvang 1"


def tell(story: Story) -> None:
    """Taken over in practice, evaluated after a year, scaled down, ended."""
    story.on(420)
    deeds.begin(
        story, "Rosenvang", "Sundby", ("sundby", "sundby", "sundbo"), at="praksis", purpose=PURPOSE,
        area="150 boliger ved Rosenvang, som er solgt fra som ejerlejligheder.", languages="da",
        vouched="Sundby Kommune står inde for trin 1 til 7. Papirerne ligger i kommunens sag.",
    )  # fmt: skip
    since = story.day(600)
    deeds.seat(story, "boligsocial", "rasmus", chair=True, since=since)
    deeds.seat(story, "ejendomskontor", "anders", since=since)
    deeds.problems(story, (("Hærværk på garager", "Garagerne kan ikke ses fra boligerne.", "Lys og klippede hække.",
                            "Garagegården"),))  # fmt: skip
    deeds.agreement(
        story, story.day(409), purpose=PURPOSE, content=CONTENT, concern_answer=CONCERN, how_often="Hvert halve år",
        place=PLACE, convener="Tovholderen", anchoring="Sundbo Almene Boliger.",
    )  # fmt: skip
    meeting = deeds.called(story, "netvaerk", 200, PLACE, people=("rasmus", "anders"))
    deeds.held(story, meeting, 200, "Få henvendelser. Garagerne er pæne.", yes=("rasmus", "anders"))
    _evaluering(story)
    story.on(8, 14)
    reason = (
        "Boligerne er solgt fra, og der er ikke længere en boligorganisation i området. De, der vil, ringer til 114."
    )
    story.press(end, reason, who="rasmus")


def _evaluering(story: Story) -> None:
    story.on(36)
    current = find_current(story.session, story.network)
    assert current
    told = {
        "mode": "stikproever", "findings": "Anmeldt hærværk er gået fra 11 til 2. Der er næsten ingen henvendelser.",
        "outcome": SCALE_DOWN, "grounds": "Behovet er mindre, end da vi begyndte.",
        "stops": "Nyhedsmails og netværksmøder. Actioncardet gælder til årets udgang.",
    }  # fmt: skip
    story.write(save_evaluation, current.nr, told)
    story.add(Measure, evaluation_id=current.id, kind="kriminalitet", what="Anmeldt hærværk på et år", before="11",
              after="2", source="Østkredsens Politi")  # fmt: skip
    story.on(29)
    story.write(conclude, SCALE_DOWN, who="rasmus")
