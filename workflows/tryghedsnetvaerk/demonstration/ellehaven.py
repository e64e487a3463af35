"""Ellehaven: taken over at step 7 with its signed agreement; one office is missing on the actioncard."""

from workflows.tryghedsnetvaerk.demonstration import deeds
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.demonstration.wording import CONCERN, CONTENT, FOLDER, PURPOSE
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.materials.actions import release
from workflows.tryghedsnetvaerk.materials.models import CardLine, Material

PLACE = "Ellehuset, Ellevej 3"
PARTNERS = (
    ("vestkaer", "Hjemmeplejen og klubben."),
    ("vestkaerbo", "Ejendomsmestrene og lyset."),
    ("oestkredsen", "Én fast lokalbetjent."),
    ("postomdeling", "Siger til, når lyset i en opgang er gået."),
)


def tell(story: Story) -> None:
    """Taken over with group, partners and agreement; the card waits for one office."""
    story.on(150)
    deeds.begin(
        story, "Ellehaven", "Vestkær", ("oestkredsen", "oestkredsen", "vestkaer"), at="kontaktmaterialer",
        purpose=PURPOSE, area="260 boliger ved Ellevej. Netværket begyndte på papir.", languages="da",
        vouched="Tovholderen står inde for trin 1 til 6. Referater, rapport og den underskrevne aftale ligger i sagen "
        "hos Vestkær Kommune.",
    )  # fmt: skip
    since = story.day(520)
    deeds.seat(story, "boligsocial", "fatima", chair=True, since=since)
    deeds.seat(story, "ejendomskontor", "lotte", since=since)
    deeds.seat(story, "lokalpoliti", "troels", since=since)
    deeds.problems(story, (
        ("Utrygt busstoppested", "Læskuret er mørkt og ligger skjult.", "Kommunen flytter skuret.", "Ellevej"),
        ("Åbne opgangsdøre", "Dørtelefonen virker ikke i to opgange.", "Skiftes i næste kvartal.", "Opgang 4 og 9"),
    ))  # fmt: skip
    deeds.agreement(
        story, story.day(155), purpose=PURPOSE, content=CONTENT, concern_answer=CONCERN, how_often="Hvert halve år",
        place=PLACE, convener="Tovholderen", anchoring="Vestkær Kommune, boligsocial indsats.",
    )  # fmt: skip
    deeds.partners(story, PARTNERS, asked=185, deadline=165, silent=("postomdeling",))
    _kontaktmaterialer(story)


def _kontaktmaterialer(story: Story) -> None:
    story.on(96)
    folder = story.add(Material, kind="folder", body=FOLDER.format(name="Ellehaven"))
    story.write(release, folder.nr)
    contacts = story.add(Material, kind="kontaktliste")
    story.write(release, contacts.nr)
    story.on(40)
    first, second = (row.id for row in story.all(Problem))
    story.add(Material, kind="actioncard")
    agreed = story.day(42)
    for problem, about, who, phone, kind, how in (
        (None, "Fare her og nu", "Alarmcentralen", "112", "officielt", ""),
        (first, "Busstoppestedet", "Vej og park, vagttelefonen", "00 63 40 60", "kontor", ""),
        (second, "Opgangsdøre", "Erik Storm, ejendomsmester", "00 73 30 41", "person", "selv"),
        (None, "Alt andet", "Boligkontoret", "00 73 30 30", "kontor", "leder"),
    ):
        story.add(CardLine, problem_id=problem, about=about, who=who, phone=phone, kind=kind, agreed_how=how,
                  agreed_on=agreed if how else None)  # fmt: skip
    story.tick("folder", "kontaktliste", who="fatima")
    deeds.called(story, "styregruppe", -13, PLACE, notice=25)
