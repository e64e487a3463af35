"""Who sends which form of a survey, with what, and on which page it is shown: each finds what the ones before did."""

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
STORY = (
    ("mette", f"{NET}/spoergeskemaer/ny", {"title": "Tryghed 2026"}, ""),
    ("mette", f"{PAPER}/bank", {"six": ["fulde"], "provenance": "lignende", "provenance_note": ""}, ""),
    ("mette", f"{PAPER}/spoergsmaal/ny", OWN, ""),
    ("mette", f"{PAPER}/spoergsmaal/egen_1/ret", {**OWN, "text": "Hunde uden snor"}, ""),
    ("mette", f"{PAPER}/spoergsmaal/egen_1", {"verb": "op"}, f"{PAPER}/"),
    ("mette", f"{PAPER}/sprog/", {"language": "so", "name": "Soomaali"}, ""),
    ("mette", f"{NET}/undersoegelser/ny", {"kind": "kvantitativ", "state": "planlagt", "title": "Tryghed"}, ""),
    ("mette", f"{STUDY}/opsaetning", SET_UP, ""),
    ("mette", f"{STUDY}/aabn", {"early_reason": "Der er travlt"}, ""),
    ("mette", f"{FIELD}/link/kiosk", {}, FIELD),
    ("mette", f"{FIELD}/link/kiosk/traek-tilbage", {}, FIELD),
    ("mette", f"{FIELD}/doere", {"block": "Blok 1", "doors": "20", "rung": "10", "opened": "5", "on": "2026-03-01"},
     FIELD),
    ("mette", f"{STUDY}/luk", {}, f"{STUDY}/"),
    ("mette", f"{STUDY}/opgoerelse/", {}, ""),
    ("mette", f"{NET}/undersoegelser/ny", HELD, ""),
    ("mette", f"{EARLIER}/", PEOPLE, ""),
    ("mette", f"{EARLIER}/nyt", LIGHT, ""),
    ("mette", f"{EARLIER}/1/ret", {**LIGHT, "base": "239"}, ""),
    ("mette", f"{EARLIER}/1/fjern", {}, f"{EARLIER}/"),
)  # fmt: skip
