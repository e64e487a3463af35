"""What the residents of the demonstration are told in their own languages, released and put up."""

from collections.abc import Mapping, Sequence
from datetime import date

from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.documents import notices
from workflows.tryghedsnetvaerk.documents.fill import Ready, fill, places
from workflows.tryghedsnetvaerk.documents.languages import joined
from workflows.tryghedsnetvaerk.network.information.actions import (
    release_text,
    save_information,
    save_notice,
    save_text,
)
from workflows.tryghedsnetvaerk.network.information.models import ARTICLE, POSTER, WEB, ResidentNotice
from workflows.tryghedsnetvaerk.papers.residents import day_in

SAID: Mapping[str, Mapping[str, str]] = {
    "da": {
        "hour": "{day}, klokken 19",
        "reason": "I {name} er der flere indbrud end før, og nogle føler sig utrygge om aftenen.",
        "meeting": "Kom og hør mere på afdelingsmødet {day} klokken 19. Alle kan spørge og komme med forslag.",
        "occasion": "Afdelingsmødet",
        "contact": "ejendomskontoret i åbningstiden",
        "quote": "Vi kender stederne hver for sig. Nu ser vi på dem sammen",
        "quoted": "afdelingsbestyrelsen",
    },
    "en": {
        "hour": "{day}, 7 pm",
        "reason": "There are more burglaries in {name} than before, and some feel unsafe in the evening.",
        "meeting": "Come and hear more at the tenants’ meeting on {day} at 7 pm. Everybody can ask and suggest things.",
        "occasion": "The tenants’ meeting (afdelingsmøde)",
        "contact": "the estate office (ejendomskontoret) during opening hours",
        "quote": "",
        "quoted": "",
    },
    "ar": {
        "hour": "{day}، الساعة 19",
        "reason": "ازدادت السرقات من المنازل في {name}، ويشعر بعض السكان بعدم الأمان في المساء.",
        "meeting": "تعالوا لمعرفة المزيد في اجتماع السكان يوم {day} الساعة 19. يمكن للجميع أن يسألوا ويقدموا اقتراحات.",
        "occasion": "اجتماع السكان (afdelingsmøde)",
        "contact": "مكتب العقار (ejendomskontoret) في ساعات العمل",
        "quote": "",
        "quoted": "",
    },
    "tr": {
        "hour": "{day}, saat 19",
        "reason": "{name} bölgesinde ev soygunları arttı ve bazı sakinler akşamları kendini güvende hissetmiyor.",
        "meeting": "{day} günü saat 19’daki sakinler toplantısına gelin. Herkes soru sorabilir ve öneride bulunabilir.",
        "occasion": "Sakinler toplantısı (afdelingsmøde)",
        "contact": "açılış saatlerinde site yönetimi (ejendomskontoret)",
        "quote": "",
        "quoted": "",
    },
}  # fmt: skip
Wanted = Sequence[tuple[str, str]]  # kinds of text, each with the languages it is released in


def begun(
    story: Story, *, partners: Sequence[str], place: str, on: date, wanted: Wanted, told: Sequence[tuple[str, str]]
) -> ResidentNotice:
    """Tell that the network begins, and that it is talked about *on* a day; *told* is channels with languages."""
    notice: ResidentNotice = story.write(save_notice, None, {"subject": "Tryghedsnetværket begynder"})
    for kind, languages in wanted:
        for language in languages.split(","):
            said = SAID[language]
            day = day_in(language, on)
            values = {key: Ready(text.format(name=story.name, day=day)) for key, text in said.items()}
            values |= {"area": Ready(story.name), "partners": Ready(joined(partners, language)), "place": Ready(place)}
            values["time"] = values["hour"]
            template = notices.template(kind, language)
            body = fill(template, {key: values[key] for key in places(template)})
            _released(story, notice, kind, language, body)
    for channel, languages in told:
        carried(story, notice, channel, languages)
    return notice


def news(story: Story, subject: str, bodies: Mapping[str, str], channel: str) -> ResidentNotice:
    """Tell how it goes, in the languages that *bodies* are written in."""
    notice: ResidentNotice = story.write(save_notice, None, {"subject": subject})
    for language, body in bodies.items():
        _released(story, notice, WEB, language, body)
    carried(story, notice, channel, ",".join(bodies))
    return notice


def _released(story: Story, notice: ResidentNotice, kind: str, language: str, body: str) -> None:
    title = notices.word("meeting" if kind == POSTER else "news", language, area=story.name)
    told = {"notice_id": notice.id, "kind": kind, "language": language, "title": title, "body": body}
    row = story.write(save_text, None, told)
    story.write(release_text, row.nr)


def carried(story: Story, notice: ResidentNotice, channel: str, languages: str) -> None:
    """Write down that the residents got a notice by a channel."""
    told = {"channel": channel, "informed_on": story.today, "notice_id": notice.id, "languages": languages, "text": ""}
    story.write(save_information, None, told)


FIRST: Wanted = ((POSTER, "da,en,ar,tr"), (WEB, "da,en,ar,tr"), (ARTICLE, "da"))


def spoken(languages: str) -> str:
    """Return which of an area's languages the demonstration writes in; the others are lacking, and said to be."""
    return ",".join(code for code in languages.split(",") if code in SAID)
