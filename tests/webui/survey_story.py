"""Who sends which form of the mapping, with what, and where it is shown: each finds what the ones before did.

A form that is shown once a file was looked through is found by the page that looks, and what is sent to it.
"""

NET = "/netvaerk/birken"
PAPER, STUDY = f"{NET}/spoergeskemaer/1", f"{NET}/undersoegelser/1"
FIELD = f"{STUDY}/indsamling"
EARLIER = f"{NET}/undersoegelser/2/resultater"
OWN = {"kind": "forhold", "text": "Løse hunde", "scale": "tryghed", "direction": "1", "provenance": "andet",
       "provenance_note": "Beboermødet", "options": "", "offence": ""}  # fmt: skip
SET_UP = {"title": "Tryghed 2026", "questionnaire_id": "1", "done_by": "Kommunen", "area_told": "Birkestien 1–60",
          "counted": "personer", "population": "980", "age_from": "15", "behind": "Kommunen",
          "contact": "Karin Bech, 00 11 22 33", "purpose": "", "access": "aabent"}  # fmt: skip
HELD = {"kind": "kvantitativ", "state": "gennemfoert", "title": "Naboskab", "done_by": "Et bureau",
        "fieldwork_from": "2026-02-01", "fieldwork_until": "2026-03-01", "asked": "500", "answered": "240",
        "early_reason": "Før os"}  # fmt: skip
PEOPLE = {"counted": "personer", "population": "2241", "age_from": "18", "area_told": "Hele boligområdet"}
LIGHT = {"text": "Dårlig belysning", "kind": "forhold", "base": "240", "end": "sidste", "why": "",
         "lines": "Meget tryg; 25 %\nTryg; 30 %\nHverken tryg eller utryg; 12 %\nUtryg\nMeget utryg\n"
         "Utryg + Meget utryg; 33 %"}  # fmt: skip
ENGLISH, TURKISH = f"{PAPER}/sprog/en/?afsnit=spoergsmaal", f"{PAPER}/sprog/tr/ark"
READ = {"translator": "Tolkehuset", "second_reader": "Nadia Petersen", "read_on": "2026-03-01"}
SHEET = ("Dansk;Türkçe\r\nHunde uden snor;Tasmasız köpekler\r\n".encode(), "tr.csv")
FILED = f"{NET}/undersoegelser/3/svarfil"
ANSWERS = (
    b"id,submitdate,lastpage,startlanguage,seed,utryg\r\n1,2026-02-20 10:00:00,3,da,912345678,Utryg\r\n",
    "svar.csv",
)
OF_FILE = {"paper": "1", "counted": "personer", "population": "300", "age_from": "15", "area_told": "Blok 1 til 9"}
ORIGIN = {"source": "Danmarks Statistik", "extracted_on": "2026-03-01"}
CRIME, LIVED = f"{NET}/kriminalitetstal/fil", f"{NET}/befolkningstal/fil"
REPORTED = ("OMRÅDE;OVERTRÆD;TID;INDHOLD\n169;1390;2024K1;7\n".encode(), "tal.csv")
RESIDENTS = ("område;tid;antal\n169;2024;50000\n".encode(), "FOLK1A.csv")
STORY = (
    ("mette", f"{NET}/undersoegelsesmedarbejdere/", {"person_id": "3", "since": "2026-03-02"}, ""),
    ("mette", f"{NET}/undersoegelsesmedarbejdere/3/afslut", {"reason": "Kortlægningen er færdig"}, ""),
    ("mette", f"{CRIME}/laes", {"title": "Tal", "area": "169", **ORIGIN}, (CRIME, {"file": REPORTED})),
    ("mette", f"{LIVED}/laes", {"areas": "169", **ORIGIN}, (LIVED, {"file": RESIDENTS})),
    ("mette", f"{NET}/rapport/ny", {"baggrund": "Vi begynder."}, ""),
    ("mette", f"{NET}/rapport/1/udkast", {"kriminalitet": "y"}, ""),
    ("mette", f"{NET}/spoergeskemaer/ny", {"title": "Tryghed 2026"}, ""),
    ("mette", f"{PAPER}/bank", {"six": ["fulde"], "provenance": "lignende", "provenance_note": ""}, ""),
    ("mette", f"{PAPER}/spoergsmaal/ny", OWN, ""),
    ("mette", f"{PAPER}/spoergsmaal/egen_1/ret", {**OWN, "text": "Hunde uden snor"}, ""),
    ("mette", f"{PAPER}/spoergsmaal/egen_1", {"verb": "op"}, f"{PAPER}/"),
    ("mette", f"{PAPER}/sprog/", {"language": "so", "other": "", "name": "Soomaali"}, ""),
    ("mette", f"{NET}/undersoegelser/ny", {"kind": "kvantitativ", "state": "planlagt", "title": "Tryghed"}, ""),
    ("mette", f"{STUDY}/opsaetning", SET_UP, ""),
    ("mette", f"{STUDY}/aabn", {"early_reason": "Der er travlt"}, ""),
    ("mette", ENGLISH, {**READ, "punkt.egen_1": "Dogs off the lead"}, ""),
    ("mette", f"{STUDY}/sprog/en", {}, f"{STUDY}/"),
    ("mette", f"{TURKISH}/gem", READ, (TURKISH, {**READ, "file": SHEET})),
    ("mette", f"{FIELD}/link/kiosk", {}, FIELD),
    ("mette", f"{FIELD}/link/kiosk/traek-tilbage", {}, FIELD),
    ("mette", f"{FIELD}/doere", {"block": "Blok 1", "doors": "20", "rung": "10", "opened": "5", "on": "2026-03-01"},
     FIELD),
    ("mette", f"{STUDY}/luk", {"asked": "5"}, f"{STUDY}/luk"),
    ("mette", f"{STUDY}/opgoerelse/", {}, ""),
    ("mette", f"{STUDY}/opgoerelse/vaegt", {}, ""),
    ("mette", f"{NET}/undersoegelser/ny", HELD, ""),
    ("mette", f"{EARLIER}/", PEOPLE, ""),
    ("mette", f"{EARLIER}/nyt", LIGHT, ""),
    ("mette", f"{EARLIER}/1/ret", {**LIGHT, "base": "239"}, ""),
    ("mette", f"{EARLIER}/1/fjern", {}, f"{EARLIER}/"),
    ("mette", f"{NET}/undersoegelser/ny", {**HELD, "state": "planlagt", "title": "Ældrerådets", "asked": "",
                                           "answered": ""}, ""),
    ("mette", f"{FILED}/kolonner", {"press": "laes"}, (FILED, {**OF_FILE, "file": ANSWERS})),
    ("mette", f"{FILED}/fjern", {"reason": "En anden fil"}, ""),
)  # fmt: skip
