"""Kirsebærgården: everything of step 1 is ready but the kommune's answer, which has been waited for six weeks.

The chair of the residents' board has no mail address, so she is still to be asked about the first minutes.
"""

from workflows.tryghedsnetvaerk.demonstration.deeds import answers, begin, called, held, seat
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import PURPOSE, RESIDENTS
from workflows.tryghedsnetvaerk.network.models import Need, ResidentDiscussion, ResidentInformation, Stakeholder


def tell(story: Story) -> None:
    """Begun by the boligforening; the kommune was asked twice and is silent."""
    begun = story.on(63)
    begin(
        story, "Kirsebærgården", "Sundby", ("sundbo", "oestkredsen", "sundbo"), purpose=PURPOSE,
        area="310 boliger i fire blokke fra 1971 ved Kirsebærvej. En tredjedel af beboerne er over 65 år.",
        languages="da,so",
    )  # fmt: skip
    story.add(
        Need, rise=False, insecurity=True, found_by="boligforening", found_on=begun,
        grounds="Ejendomskontoret har siden foråret fået 31 henvendelser om opholdet ved genbrugspladsen efter "
        "mørkets frembrud og om kældergangen under blok C.",
    )  # fmt: skip
    _asked(story)
    _first_meeting(story)
    story.on(13)
    kommune = story.all(Stakeholder, kind="kommune")[0]
    story.edit(kommune, contacted_again_on=story.day(14))
    story.on(6)
    called(story, "styregruppe", -16, "Fælleshuset, Kirsebærvej 12", notice=22)


def _asked(story: Story) -> None:
    story.on(42)
    asked = {"contacted_on": story.day(42), "contacted_by": "Mette Holm"}
    story.add(
        Stakeholder, kind="kommune", organisation_id=story.cast.organisations["sundby"],
        contact="Rasmus Holt, chef for boligsocial indsats", **asked,
    )  # fmt: skip
    story.on(38)
    story.add(
        Stakeholder, kind="politi", organisation_id=story.cast.organisations["oestkredsen"],
        contact="Troels Bjerre, lokalbetjent", **asked, answer="betinget", answered_on=story.day(38),
        conditions="Vi er med, når mødeplanen kan passes ind i vagtplanen. Ét fast ansigt, Troels Bjerre.",
    )  # fmt: skip


def _first_meeting(story: Story) -> None:
    first = called(
        story, "indledende", 20, "Fælleshuset, Kirsebærvej 12", notice=17,
        people=("anders", "bente", "tove", "troels", "rasmus"),
    )  # fmt: skip
    story.on(24)
    answers(story, first, silent=("Rasmus Holt",))
    story.on(20, 18, 20)
    seat(story, "lokalpoliti", "troels")
    seat(story, "ejendomskontor", "anders", chair=True)
    seat(story, "bestyrelse", "tove")
    held(
        story, first, 20,
        "Boligforening, afdelingsbestyrelse og politi drøftede ideen. Alle kan se, at lyset ved genbrugspladsen og "
        "kældergangen fylder. Kommunen var inviteret, men har ikke svaret endnu.",
        [
            ("ja", "Vi laver et tryghedsnetværk i Kirsebærgården."),
            ("andet", "Styregruppen er Troels Bjerre, Anders Kjær (formand) og Tove Munk. Kommunens plads er åben."),
            ("andet", "Styregruppen mødes den første torsdag i måneden."),
        ],
        yes=("anders", "troels"),
    )  # fmt: skip
    story.on(15)
    text = RESIDENTS.format(name="Kirsebærgården", when="på afdelingsmødet")
    story.add(
        ResidentInformation,
        channel="opgange",
        informed_on=story.day(15),
        text=text,
        languages="da,so",
        limits_told=True,
    )
    story.add(
        ResidentDiscussion, what="Ekstraordinært afdelingsmøde", on=story.day(-27), state="indkaldt",
        together_with="Regnskabsmødet",
    )  # fmt: skip
    story.tick("kommunikation")
