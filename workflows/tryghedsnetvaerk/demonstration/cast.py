"""Everybody in the demonstration: invented organisations and people, entered once and sitting in many networks.

Mail ends in .example, which nobody can own; phones begin with 0, which nobody can dial. Only the accounts that
people log in with end otherwise, and no mail of a demonstration is ever sent.
"""

from collections.abc import Mapping
from datetime import datetime

from engine.db import Session
from engine.people.actions import add_organisation, add_person, set_password
from engine.text import N_

PASSWORD = "tryghedsnetvaerk-demo"
# Who somebody is is asked for by a short name; an organisation's is also the domain of its people's mail.
ORGANISATIONS: tuple[tuple[str, str, str, str], ...] = (
    ("oestkredsen", "Østkredsens Politi", "politi", "00 14 14 14"),
    ("hoeje-taastrup", "Høje-Taastrup Kommune", "kommune", "00 35 91 00"),
    ("nordby", "Nordby Kommune", "kommune", "00 41 20 00"),
    ("sundby", "Sundby Kommune", "kommune", "00 52 30 00"),
    ("vestkaer", "Vestkær Kommune", "kommune", "00 63 40 00"),
    ("oestvang", "Boligforeningen Østvang", "boligorganisation", "00 71 10 10"),
    ("sundbo", "Sundbo Almene Boliger", "boligorganisation", "00 72 20 20"),
    ("vestkaerbo", "Vestkær Boligselskab", "boligorganisation", "00 73 30 30"),
    ("gade-bestyrelse", "Afdelingsbestyrelsen i Gadehavegård", "beboerdemokrati", ""),
    ("birke-bestyrelse", "Afdelingsbestyrelsen i Birkeparken", "beboerdemokrati", ""),
    ("kirse-bestyrelse", "Afdelingsbestyrelsen i Kirsebærgården", "beboerdemokrati", ""),
    ("soevang-bestyrelse", "Afdelingsbestyrelsen i Søvangen", "beboerdemokrati", ""),
    ("moelle-bestyrelse", "Afdelingsbestyrelsen i Møllebakken", "beboerdemokrati", ""),
    ("natteravne", "Natteravnene i Østkredsen", "forening", ""),
    ("boldklub", "Gadehave Boldklub", "forening", ""),
    ("postomdeling", "Postomdelingen i Østkredsen", "privat", "00 80 11 11"),
    ("dagligkoeb", "Dagligkøb på Birkestien", "privat", "00 80 22 22"),
    ("tryghedsmaaling", "Analysehuset Tryghedsmåling", "privat", "00 80 33 33"),
)
PEOPLE: tuple[tuple[str, str, str, str, str], ...] = (
    ("mette", "Mette Holm", "oestkredsen", "Koordinator, forebyggelsesenheden", "00 14 14 20"),
    ("per", "Per Sørensen", "oestvang", "Driftsleder", "00 71 10 21"),
    ("hanne", "Hanne Krogh", "nordby", "Revisor", "00 41 20 31"),
    ("bo", "Bo Lindgaard", "oestkredsen", "Systemadministrator", "00 14 14 32"),
    ("jonas", "Jonas Rask", "oestkredsen", "Lokalbetjent", "00 14 14 41"),
    ("ifrah", "Ifrah Warsame", "oestkredsen", "Lokalbetjent", "00 14 14 42"),
    ("troels", "Troels Bjerre", "oestkredsen", "Lokalbetjent", "00 14 14 43"),
    ("samira", "Samira Haddad", "hoeje-taastrup", "Boligsocial medarbejder", "00 35 91 12"),
    ("lene", "Lene Friis", "gade-bestyrelse", "Formand for afdelingsbestyrelsen", "00 90 10 01"),
    ("ali", "Ali Yıldız", "gade-bestyrelse", "Medlem af afdelingsbestyrelsen", "00 90 10 02"),
    ("karin", "Karin Bech", "nordby", "Boligsocial leder", "00 41 20 14"),
    ("nadia", "Nadia Petersen", "nordby", "Boligsocial medarbejder", "00 41 20 15"),
    ("vagn", "Vagn Thorup", "birke-bestyrelse", "Tidligere medlem af afdelingsbestyrelsen", "00 90 20 01"),
    ("maria", "Maria Lund", "birke-bestyrelse", "Formand for afdelingsbestyrelsen", "00 90 20 02"),
    ("yusuf", "Yusuf Demir", "birke-bestyrelse", "Medlem af afdelingsbestyrelsen", "00 90 20 03"),
    ("gitte", "Gitte Ravn", "oestvang", "Forvalter", "00 71 10 22"),
    ("anders", "Anders Kjær", "sundbo", "Driftsleder", "00 72 20 31"),
    ("bente", "Bente Vester", "sundbo", "Boligsocial projektleder", "00 72 20 32"),
    ("tove", "Tove Munk", "kirse-bestyrelse", "Formand for afdelingsbestyrelsen", "00 90 30 01"),
    ("rasmus", "Rasmus Holt", "sundby", "Chef for boligsocial indsats", "00 52 30 12"),
    ("inge", "Inge Dahl", "soevang-bestyrelse", "Formand for afdelingsbestyrelsen", "00 90 40 01"),
    ("fatima", "Fatima El-Sayed", "vestkaer", "Boligsocial koordinator", "00 63 40 13"),
    ("erik", "Erik Storm", "vestkaerbo", "Ejendomsmester", "00 73 30 41"),
    ("lotte", "Lotte Green", "vestkaerbo", "Områdeleder", "00 73 30 42"),
    ("poul", "Poul Ibsen", "moelle-bestyrelse", "Formand for afdelingsbestyrelsen", "00 90 50 01"),
    ("signe", "Signe Bro", "tryghedsmaaling", "Sociolog", "00 80 33 34"),
)
ACCOUNTS: Mapping[str, tuple[str, str]] = {
    "mette": ("koordinator@demo.dk", "coordinator"),
    "per": ("styregruppe@demo.dk", ""),
    "hanne": ("revisor@demo.dk", "auditor"),
    "bo": ("admin@demo.dk", "administrator"),
    "signe": ("undersoegelse@demo.dk", ""),  # collects surveys in three networks
}
# What each who can log in is there to show.
LOGINS: Mapping[str, str] = {
    "koordinator@demo.dk": N_("Koordinator: leder netværkene"),
    "styregruppe@demo.dk": N_("Medlem af styregrupper: godkender og beslutter"),
    "undersoegelse@demo.dk": N_("Undersøgelsesmedarbejder: samler svar og samtaler i tre netværk"),
    "revisor@demo.dk": N_("Revisor: ser alt og ændrer intet"),
    "admin@demo.dk": N_("Administrator: personer, adgang og udbakke"),
}
WITHOUT_MAIL = frozenset({"tove"})  # is asked by word of mouth
PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ı": "i"})


class Cast:
    """Everybody, found by a short name."""

    def __init__(self) -> None:
        self.organisations: dict[str, int] = {}
        self.people: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.mails: dict[str, str] = {}
        self.homes: dict[str, int] = {}


def enter(session: Session, now: datetime, password_hash: str) -> Cast:
    """Enter everybody, with the accounts that can log in."""
    cast = Cast()
    for key, name, kind, phone in ORGANISATIONS:
        mail = f"kontakt@{key}.example"
        made = add_organisation(session, actor=None, now=now, name=name, kind=kind, mail=mail, phone=phone)
        cast.organisations[key] = made.id
    for key, name, home, title, phone in PEOPLE:
        mail, role = ACCOUNTS.get(key, (f"{local_part(name)}@{home}.example" if key not in WITHOUT_MAIL else "", ""))
        cast.homes[key] = cast.organisations[home]
        roles = {role: True} if role else {}
        person = add_person(
            session, actor=None, now=now, name=name, mail=mail or None, phone=phone, title=title,
            organisation_id=cast.homes[key], **roles,
        )  # fmt: skip
        cast.people[key], cast.names[key], cast.mails[key] = person.id, name, mail
        if key in ACCOUNTS:
            set_password(session, person.id, password_hash=password_hash, actor=None, now=now)
    return cast


def local_part(name: str) -> str:
    """Return *name* as it stands before the @ of a mail address."""
    return ".".join(name.lower().translate(PLAIN).split())
