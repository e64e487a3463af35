"""What stored values are called: one list for forms, pages and papers."""

from collections.abc import Mapping, Sequence

from engine.text import N_
from webui.saying.language import locale, tell
from workflows.tryghedsnetvaerk.composition.catalogue import called
from workflows.tryghedsnetvaerk.documents import languages

WORDS: Mapping[str, Mapping[str, str]] = {
    "found_by": {"politi": N_("Politiet"), "kommune": N_("Kommunen"), "boligforening": N_("Boligforeningen"),
                 "andet": N_("Andre")},
    "stakeholder": {"kommune": N_("Kommune"), "boligforening": N_("Boligforening"), "politi": N_("Politi"),
                    "andet": N_("Andre")},
    "answer": {"": N_("Har ikke svaret endnu"), "interesseret": N_("Interesseret"),
               "betinget": N_("Ja, på betingelser"), "nej": N_("Nej"),
               "intet_svar": N_("Intet svar efter to henvendelser"), "findes_ikke": N_("Findes ikke her")},
    "seat": {"lokalpoliti": N_("Lokalpolitiet"), "boligsocial": N_("Kommunens boligsociale indsats"),
             "ejendomskontor": N_("Boligforeningens ejendomskontor"),
             "bestyrelse": N_("Boligforeningens bestyrelse"), "anden": N_("Anden plads")},
    "channel": {"hjemmeside": N_("Boligforeningens hjemmeside"), "opgange": N_("Opslag i opgangene"),
                "beboerhus": N_("Opslag i beboerhuset"), "lokalavis": N_("Lokalavisen"),
                "orienteringsmoede": N_("Orienteringsmøde"), "andet": N_("Andet")},
    "talk": {"indkaldt": N_("Indkaldt"), "holdt": N_("Holdt")},
    "raised": {"spoergsmaal": N_("Spørgsmål"), "misforstaaelse": N_("Misforståelse"), "forslag": N_("Forslag")},
    "raised_status": {"modtaget": N_("Modtaget"), "undersoeges": N_("Undersøges"), "gennemfoeres": N_("Gennemføres"),
                      "gennemfoert": N_("Gennemført"), "ikke_muligt": N_("Ikke muligt")},
    "verdict": {"saerlig_indsats": N_("Politiet gjorde en særlig indsats"),
                "ikke_indsats": N_("Tallene har en anden forklaring")},
    "study": {"kvantitativ": N_("Spørgeskema"), "kvalitativ": N_("Samtaler")},
    "interview": {"individuelt": N_("Individuel samtale"), "gruppe": N_("Gruppesamtale")},
    "polarity": {"tryg": N_("Skaber tryghed"), "utryg": N_("Skaber utryghed")},
    "study_state": {"planlagt": N_("Planlagt eller i gang"), "gennemfoert": N_("Lavet"), "udeladt": N_("Valgt fra")},
    "item_kind": {"hoved": N_("Om tryghed i det hele taget"), "forhold": N_("Om et forhold, der kan gøre beboere "
                                                                            "utrygge"),
                  "baggrund": N_("Om den, der svarer")},
    "counted": {"personer": N_("Personer"), "husstande": N_("Husstande")},
    "answer_mode": {"web": N_("På nettet"), "kiosk": N_("På en fælles skærm"), "papir": N_("På papir"),
                    "hjulpet": N_("Med hjælp"), "fil": N_("Fra en fil")},
    "survey_tool": {"limesurvey": N_("LimeSurvey"), "surveyxact": N_("SurveyXact"), "andet": N_("Andet")},
    "question": {"hoved": N_("Hovedspørgsmål"), "forhold": N_("Forhold"), "baggrund": N_("Baggrund")},
    "bank": {"hoved": N_("Metodens tre hovedspørgsmål"), "ni": N_("Metodens ni forhold"),
             "seks": N_("Forhold, der ofte gør beboere utrygge"), "lignende": N_("Fra lignende undersøgelser"),
             "baggrund": N_("Om den, der svarer"), "egen": N_("Eget spørgsmål")},
    "scale": {"tryghed": N_("Meget tryg til meget utryg"), "grad": N_("Slet ikke til i meget høj grad"),
              "enighed": N_("Helt uenig til helt enig"), "hyppighed": N_("Aldrig til meget ofte"),
              "ja_nej": N_("Ja eller nej"), "": N_("Egne svar")},
    "direction": {"1": N_("Det sidste svar er det mest utrygge"), "-1": N_("Det første svar er det mest utrygge"),
                  "0": N_("Ingen af dem: spørgsmålet er om den, der svarer")},
    "provenance": {"kriminalitetstal": N_("Områdets kriminalitetstal"),
                   "lignende": N_("Erfaringer fra lignende undersøgelser"), "andet": N_("Andet")},
    "counted_as": {"personer": N_("Personer: alle, der er gamle nok, kan svare"),
                "husstande": N_("Husstande: ét svar fra hver")},
    "let_in": {"aabent": N_("Åbent link: alle med linket kan svare"),
               "koder": N_("Koder: hver kode kan bruges én gang")},
    "report_part": {"baggrund": N_("Indledning om baggrund og formål"), "resume": N_("Resumé af resultaterne"),
                    "undersoegelser": N_("Præsentation af undersøgelserne"),
                    "kriminalitet": N_("Kriminalitet i boligområdet"), "utryghed": N_("Utryghed i boligområdet"),
                    "analyse": N_("Kriminaliteten og utrygheden analyseret"), "konklusion": N_("Konklusion")},
    "paper_state": {"kladde": N_("Kladde"), "sendt": N_("Sendt til godkendelse"), "godkendt": N_("Godkendt")},
    "sector": {"offentlig": N_("Offentlig"), "privat": N_("Privat"), "frivillig": N_("Frivillig")},
    "choice": {"": N_("Ikke taget stilling"), "ja": N_("Skal med"), "tvivl": N_("I tvivl, så tag gruppen med"),
               "nej": N_("Skal ikke med")},
    "group_answer": {"": N_("Har ikke svaret endnu"), "ja": N_("Ja, vil med"), "nej": N_("Nej"),
                     "intet_svar": N_("Intet svar efter påmindelse")},
    "meeting": {"indledende": N_("Indledende møde"), "styregruppe": N_("Styregruppemøde"),
                "orientering": N_("Orienteringsmøde"), "udvikling": N_("Udviklingsmøde"), "aftale": N_("Aftalemøde"),
                "netvaerk": N_("Netværksmøde"), "beboer": N_("Beboermøde")},
    "meeting_state": {"kladde": N_("Kladde"), "indkaldt": N_("Indkaldt"), "holdt": N_("Holdt"), "aflyst": N_("Aflyst")},
    "decision": {"ja": N_("Ja til samarbejdet"), "nej": N_("Nej til samarbejdet"), "formaal": N_("Formålet"),
                 "form": N_("Samarbejdsformen"), "forankring": N_("Forankringen"), "rapport": N_("Rapporten"),
                 "referat": N_("Et referat"), "actioncard": N_("Actioncardet"), "fravigelse": N_("En fravigelse"),
                 "andet": N_("Andet"),
                 "trukket": N_("Trukket tilbage")},
    "comes": {"": N_("Har ikke svaret"), "ja": N_("Deltager"), "nej": N_("Deltager ikke"),
              "ved_ikke": N_("Ved det ikke endnu")},
    "partner_answer": {"": N_("Har ikke svaret endnu"), "tilsluttet": N_("Tilsluttet"), "nej": N_("Nej tak")},
    "agreement_state": {"udkast": N_("Kladde"), "kommer": N_("Indgået"), "gaelder": N_("Gælder"),
                        "erstattet": N_("Erstattet af en nyere version"),
                        "afloest": N_("Ændret, før den blev indgået")},
    "route_channel": {"ring": N_("Ring"), "sms": N_("Sms"), "mail": N_("Mail")},
    "material": {"folder": N_("Folder"), "actioncard": N_("Actioncard"), "kontaktliste": N_("Telefon- og mailliste")},
    "material_state": {"kladde": N_("Kladde"), "frigivet": N_("Frigivet"), "ikke_relevant": N_("Ikke relevant")},
    "line": {"person": N_("En person"), "kontor": N_("Et kontor"),
             "officielt": N_("Et officielt nummer, for eksempel 112")},
    "agreed_how": {"": N_("Ikke aftalt endnu"), "selv": N_("Har selv sagt ja"), "leder": N_("Lederen har sagt ja"),
                   "referat": N_("Besluttet i et referat")},
    "news_state": {"kladde": N_("Kladde"), "sendt": N_("Sendt")},
    "mode": {"": N_("Ikke valgt"), "gentag": N_("Undersøgelserne gentages"),
             "stikproever": N_("Udtræk og mindre stikprøver")},
    "outcome": {"": N_("Ikke besluttet"), "fortsaet": N_("Fortsæt"), "nedskaler": N_("Nedskalér"),
                "korriger": N_("Korrigér")},
    "measure": {"kriminalitet": N_("Kriminalitet"), "tryghed": N_("Tryghed (spørgeskema)"),
                "interviews": N_("Samtaler"), "proces": N_("Samarbejdet selv")},
    "approval": {"": N_("Har ikke svaret"), "godkendt": N_("Godkendt"), "bemaerkning": N_("Har en bemærkning"),
                 "tavs": N_("Ingen bemærkninger inden fristen"), "referat": N_("Godkendt i et referat")},
    "status": {"done": N_("Gennemført"), "active": N_("I gang"), "ready": N_("Klar til start"),
               "waiting": N_("Afventer"), "overdue": N_("Frist overskredet"), "prepare": N_("Kan forberedes"),
               "paused": N_("I bero"), "ended": N_("Afsluttet"), "before": N_("Udført før systemet"),
               "reopened": N_("Genåbnet")},
    "language": {"da": N_("Dansk"), "en": N_("Engelsk"), "ar": N_("Arabisk"), "tr": N_("Tyrkisk"), "so": N_("Somali"),
                 "fa": N_("Persisk"), "ur": N_("Urdu"), "bs": N_("Bosnisk"), "ku": N_("Kurdisk"), "pl": N_("Polsk"),
                 "uk": N_("Ukrainsk"), "ps": N_("Pashto"), "vi": N_("Vietnamesisk"), "ro": N_("Rumænsk"),
                 "ru": N_("Russisk")},
    "notice_kind": {"opslag": N_("Opslag"), "web": N_("Tekst til nettet"), "artikel": N_("Artikel til lokalavisen")},
    "notice_state": {"kladde": N_("Kladde"), "frigivet": N_("Frigivet")},
    "next": {"moede": N_("Møde"), "aar": N_("Evaluering"), "varsel": N_("Tre måneder til evaluering"),
             "indsigelse": N_("Frist for bemærkninger")},
    "mail_state": {
        "venter": N_("Venter"),
        "sender": N_("Sender"),
        "sendt": N_("Sendt"),
        "usikker": N_("Usikker"),
        "fejlet": N_("Fejlet"),
        "aflyst": N_("Aflyst"),
    },
    "mail_kind": {
        "invitation": N_("Indkaldelse"),
        "reminder": N_("Påmindelse"),
        "approval": N_("Til godkendelse"),
        "minutes": N_("Referat"),
        "cancellation": N_("Aflysning"),
        "news": N_("Nyhedsmail"),
        "notice": N_("Besked"),
    },
    "access": {"login_ok": N_("Loggede ind"), "login_failed": N_("Ikke lukket ind"),
               "login_throttled": N_("For mange forsøg"), "logout": N_("Loggede af"),
               "denied": N_("Afvist ved en side"), "export": N_("Hentede en fil"),
               "roles": N_("Ændrede roller"), "password": N_("Satte en adgangskode"),
               "active": N_("Åbnede eller lukkede en adgang"),
               "checked": N_("Kontrollerede historikken")},
    "task_kind": {"beslutning": N_("Beslutning"), "aktivitet": N_("Aktivitet")},
}  # fmt: skip


def word(family: str, value: str | None) -> str:
    """Return what a stored value is called in the language of the request."""
    return tell(WORDS[family].get(value or "", value or ""))


def language_name(code: str) -> str:
    """Return what a spoken language is called in the language of the request."""
    return word("language", code) if code in WORDS["language"] else languages.called(code, locale())


def language_inside(code: str) -> str:
    """Return what a language is called inside a sentence: Danish writes it small, English large."""
    name = language_name(code)
    return name.lower() if locale() == languages.DANISH else name


def language_choices(codes: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the common languages and those beside them as choices of a form."""
    beside = [(code, languages.called(code, locale())) for code in codes if code not in WORDS["language"]]
    return [*((code, text) for code, text in WORDS["language"].items()), *beside]


def group_name(name: str) -> str:
    """Return what a group is called in the language of the request."""
    return called(name, locale())


def named(reference: str, name: str) -> str:
    """Return what a reference such as ``group:4`` is called: groups, and studies without a title, by a word of ours."""
    if reference.startswith("group:"):
        return group_name(name)
    return word("study", name) if name in WORDS["study"] else name


def unchosen(family: str) -> list[tuple[str, str]]:
    """Return a family of words of which each claims something, so that one is chosen and none stands by itself."""
    return [("", N_("Vælg")), *choices(family)]


def choices(family: str, only: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """Return a family of words as choices of a form, to be translated when it is shown."""
    return [(value, text) for value, text in WORDS[family].items() if only is None or value in only]
