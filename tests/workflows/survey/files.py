"""Files of answers as tools write them, made up here, and the questions they are read for."""

from workflows.tryghedsnetvaerk.mapping.survey.files.packing import clean
from workflows.tryghedsnetvaerk.mapping.survey.files.plans import propose
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import table
from workflows.tryghedsnetvaerk.mapping.survey.files.values import Question

SAFE = (("Meget tryg", "Very safe"), ("Tryg", "Safe"), ("Hverken tryg eller utryg", "Neither safe nor unsafe"),
        ("Utryg", "Unsafe"), ("Meget utryg", "Very unsafe"))  # fmt: skip
AGES = (("Under 30 år",), ("30–44 år",), ("45–59 år",), ("60–74 år",), ("75 år eller mere",))
QUESTIONS = (
    Question(11, "utryg", ("Er du utryg ved at bo i dit boligområde?", "Do you feel unsafe in your area?"), SAFE),
    Question(12, "belysning", ("Dårlig belysning", "Poor lighting"), SAFE),
    Question(13, "alder", ("Hvor gammel er du?", "How old are you?"), AGES),
    Question(14, "et_eller_flere", ("Gør et eller flere forhold dig utryg?",), (("Ja", "Yes"), ("Nej", "No"))),
)

LIME = [
    ["\ufeffid", "submitdate", "lastpage", "startlanguage", "seed", "token", "ipaddr", "refurl", "utryg",
     "forhold[belysning]", "forhold[other]", "alder", "groupTime12"],
    ["1", "2026-03-02 10:11:12", "3", "da", "912345678", "abc", "10.0.0.1", "", "Meget tryg", "Utryg", "", "44",
     "12.5"],
    ["2", "", "1", "tr", "812345678", "def", "10.0.0.2", "", "Utryg", "", "", "", "3.0"],
    ["3", "2026-03-02 12:00:00", "3", "da", "712345678", "ghi", "10.0.0.3", "x", "ved ikke", " Utryg", "bænken", "75",
     "9.1"],
    ["4", "2026-03-03 09:00:00", "3", "da", "612345678", "jkl", "10.0.0.4", "", "", "", "", "", "2.2"],
]  # fmt: skip
XACT = [
    ("Variables", [["variableName", "questionText"], ["s_1", "Er du utryg ved at bo i dit boligområde?"],
                   ["s_2", "Dårlig belysning"]]),
    ("Labels", [["s_1", "1", "Meget utryg"], ["s_1", "5.0", "Meget tryg"], ["s_2", "1", "Utryg"],
                ["s_2", "9", "Ved ikke"], ["statoverall_4", "1", "Valgt"]]),
    ("Dataset", [["respondentid", "organization", "created", "email", "s_1", "s_2", "statoverall_3", "statoverall_4"],
                 ["825478429", "1", "2026-03-02 18:49:08", "", "1", "9", "0", "1"],
                 ["825478430", "1", "2026-03-02 18:50:08", "", "5", "1", "0", "1"],
                 ["825478431", "1", "2026-03-02 18:51:08", "", "5", "", "1", "0"]]),
]  # fmt: skip


def seen(rows):
    """Return a file as it is packed, and what is proposed for its columns."""
    told = clean("svar.csv", table([("", rows)] if isinstance(rows[0], list) else rows))
    return told, propose(told.table, told.shape, QUESTIONS)
