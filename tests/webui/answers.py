"""What each page and form answers to everybody who can ask: the table of the access matrix."""

Row = tuple[int, ...]

# The columns are ACTORS: anonymous, stranger, member, deputy, coordinator, other_coordinator, auditor, administrator,
# surveyor (of this network).


def everybody(said: int) -> Row:
    return (303, *[said] * 8)


def colleagues(said: int) -> Row:
    return (303, *[said] * 7, 403)


def readers(said: int) -> Row:
    return (303, 404, said, said, said, 404, said, said, 403)


def readers_and_surveyors(said: int) -> Row:
    return (*readers(said)[:-1], said)


def workers(said: int, *, coordinator: int = 0) -> Row:
    return (303, 404, said, said, coordinator or said, 404, 403, 403, 403)


def workers_and_surveyors(said: int) -> Row:
    return (*workers(said)[:-1], said)


def leader(said: int) -> Row:
    return (303, 404, 403, 403, said, 404, 403, 403, 403)


def leader_or_administrator(said: int) -> Row:
    return (303, 404, 403, 403, said, 404, 403, said, 403)


def coordinators(said: int) -> Row:
    return (303, 403, 403, 403, said, said, 403, 403, 403)


def registrars(said: int, *, other: int = 0) -> Row:
    return (303, 403, 403, 403, said, other or said, 403, said, 403)


def overseers(said: int) -> Row:
    return (303, 403, 403, 403, 403, 403, said, said, 403)


def administrator_of_networks(said: int) -> Row:
    return (303, 404, 403, 403, 403, 404, 403, said, 403)


def administrator(said: int) -> Row:
    return (303, *[403] * 6, said, 403)


NET = "/netvaerk/<slug>"
PAPERS = f"{NET}/spoergeskemaer/<int:nr>"
# 422: the form came through and was empty; 409: it came through and there was nothing to do.
TABLE: dict[str, Row] = {
    "GET /static/<path:filename>": (200,) * 9,
    "GET /status": (503,) * 9,  # no ticker beats here
    "GET /<any(hjaelp, om, privatliv, tilgaengelighed):name>": (200,) * 9,
    "GET /information/<code>": (404,) * 9,  # what stands there is for anybody with the address
    "GET /information/<code>/<language>": (404,) * 9,
    "GET /svar/<link>": (404,) * 9,  # a link that leads nowhere; whoever has one that leads somewhere may answer
    "GET /svar/<link>/<any(hjulpet):way>": (404,) * 9,
    "POST /svar/<link>": (404,) * 9,
    "POST /svar/<link>/<any(hjulpet):way>": (404,) * 9,
    "GET /indtast/<link>": (404,) * 9,
    "POST /indtast/<link>": (404,) * 9,
    "GET /log-ind": (200, *[302] * 8),
    "POST /log-ind": (422,) * 9,
    "POST /log-ud": (303,) * 9,
    "GET /": (303, 200, 200, 200, 200, 200, 303, 200, 303),
    "GET /netvaerk/": (*everybody(200)[:-1], 303),
    "GET /opgaver": colleagues(200),
    "GET /min-side/": everybody(200),
    "POST /min-side/": everybody(422),
    "POST /min-side/adgangskode": everybody(422),
    "POST /min-side/log-af-andre": everybody(303),
    "GET /netvaerk/nyt/<int:nr>/": coordinators(200),
    "POST /netvaerk/nyt/<int:nr>/": coordinators(422),
    "GET /netvaerk/nyt/tjek/": coordinators(200),
    "POST /netvaerk/nyt/tjek/": coordinators(422),
    f"GET {NET}/": readers(200),
    f"GET {NET}/<any(kortlaegning, deltagere, aftaler):tab>": readers(200),
    f"GET {NET}/dokumenter/": readers(200),
    f"GET {NET}/oplysninger": leader(200),
    f"POST {NET}/oplysninger": leader(422),
    f"GET {NET}/tovholder/": leader_or_administrator(200),
    f"POST {NET}/tovholder/": leader_or_administrator(422),
    f"GET {NET}/metode/": readers(200),
    f"POST {NET}/metode/": administrator_of_networks(422),
    f"GET {NET}/undersoegelsesmedarbejdere/": leader_or_administrator(200),
    f"POST {NET}/undersoegelsesmedarbejdere/": leader_or_administrator(422),
    f"GET {NET}/undersoegelsesmedarbejdere/<int:nr>/afslut": leader_or_administrator(404),  # nobody of that number
    f"POST {NET}/undersoegelsesmedarbejdere/<int:nr>/afslut": leader_or_administrator(404),
    f"GET {NET}/trin/<int:nr>/": readers(200),
    f"POST {NET}/trin/<int:nr>/luk": workers(303, coordinator=422),
    f"GET {NET}/trin/<int:nr>/<any(genaabn):verb>": workers(409),
    f"POST {NET}/trin/<int:nr>/<any(genaabn):verb>": workers(422),
    f"POST {NET}/opgave/<task>/udfoert": workers(303),
    f"GET {NET}/opgave/<task>/<any(fortryd, spring):verb>": workers(409),
    f"POST {NET}/opgave/<task>/<any(fortryd, spring):verb>": workers(422),
    f"GET {NET}/<any(bero, genoptag, afslut):verb>": workers(200),
    f"POST {NET}/<any(bero, genoptag, afslut):verb>": workers(422),
    f"GET {NET}/krav/<demand>/fravig": workers(200),
    f"POST {NET}/krav/<demand>/fravig": workers(422),
    f"POST {NET}/krav/<demand>/ophaev": workers(409),
    f"POST {NET}/fortryd": workers(409),
    f"GET {NET}/<noun>/": readers(200),
    f"GET {NET}/<noun>/ny": workers(200),
    f"POST {NET}/<noun>/ny": workers(422),
    f"GET {NET}/<noun>/<int:nr>/": readers(200),
    f"GET {NET}/<noun>/<int:nr>/ret": workers(200),
    f"POST {NET}/<noun>/<int:nr>/ret": workers(422),
    f"GET {NET}/<noun>/<int:nr>/fjern": workers(200),
    f"POST {NET}/<noun>/<int:nr>/fjern": workers(422),
    f"GET {NET}/<noun>/<int:nr>/<verb>": workers(404),  # this kind of record has no verb of that name
    f"POST {NET}/<noun>/<int:nr>/<verb>": workers(404),
    f"GET {NET}/kriminalitetstal/fil": workers(200),
    f"POST {NET}/kriminalitetstal/fil": workers(422),
    f"POST {NET}/kriminalitetstal/fil/laes": workers(422),
    f"GET {NET}/befolkningstal/fil": workers(200),
    f"POST {NET}/befolkningstal/fil": workers(422),
    f"POST {NET}/befolkningstal/fil/laes": workers(422),
    f"GET {NET}/kriminalitetstal/skabelon.<any(xlsx, csv):ending>": readers(200),
    f"GET {NET}/undersoegelser/<int:nr>/svarfil": workers_and_surveyors(200),
    f"POST {NET}/undersoegelser/<int:nr>/svarfil": workers_and_surveyors(422),
    f"POST {NET}/undersoegelser/<int:nr>/svarfil/kolonner": workers_and_surveyors(422),
    f"GET {NET}/undersoegelser/<int:nr>/svarfil/fjern": workers(409),  # nothing came from elsewhere
    f"POST {NET}/undersoegelser/<int:nr>/svarfil/fjern": workers(422),
    f"GET {NET}/undersoegelser/<int:nr>/resultater/": readers_and_surveyors(200),
    f"POST {NET}/undersoegelser/<int:nr>/resultater/": workers_and_surveyors(422),
    f"GET {NET}/undersoegelser/<int:nr>/resultater/nyt": workers_and_surveyors(404),  # nothing is said of it yet
    f"POST {NET}/undersoegelser/<int:nr>/resultater/nyt": workers_and_surveyors(422),
    f"GET {NET}/undersoegelser/<int:nr>/resultater/<int:position>/ret": workers_and_surveyors(404),
    f"POST {NET}/undersoegelser/<int:nr>/resultater/<int:position>/ret": workers_and_surveyors(422),
    f"POST {NET}/undersoegelser/<int:nr>/resultater/<int:position>/fjern": workers_and_surveyors(409),
    f"GET {NET}/undersoegelser/<int:nr>/opgoerelse/": readers_and_surveyors(404),  # the study has no survey here
    f"POST {NET}/undersoegelser/<int:nr>/opgoerelse/": workers_and_surveyors(404),
    f"GET {NET}/undersoegelser/<int:nr>/opgoerelse/vaegt": workers_and_surveyors(404),
    f"POST {NET}/undersoegelser/<int:nr>/opgoerelse/vaegt": workers_and_surveyors(404),
    f"GET {NET}/undersoegelser/<int:nr>/opgoerelse/tabel.<any(csv, xlsx):ending>": readers_and_surveyors(404),
    f"POST {NET}/<noun>/<int:nr>/bilag": workers(422),
    f"GET {NET}/bilag/<code>": readers(200),
    f"GET {NET}/bilag/<code>/fjern": workers(200),
    f"POST {NET}/bilag/<code>/fjern": workers(422),
    f"POST {NET}/faggrupper/katalog/": workers(422),
    f"POST {NET}/moeder/<int:nr>/svar": workers(422),
    f"GET {NET}/moeder/det/<kind>": readers(303),
    f"GET {NET}/moeder/moedeplan.ics": readers(200),
    f"GET {NET}/rapport/sammenhold": readers(200),
    f"GET {NET}/rapport/<int:nr>/forskelle": readers(404),
    f"GET {NET}/rapport/<int:nr>/udkast": workers(409),
    f"POST {NET}/rapport/<int:nr>/udkast": workers(409),
    f"GET {NET}/moeder/<int:nr>/punkter/ny": workers(200),
    f"POST {NET}/moeder/<int:nr>/punkter/ny": workers(422),
    f"GET {NET}/moeder/<int:nr>/punkter/<int:point>/ret": workers(200),
    f"POST {NET}/moeder/<int:nr>/punkter/<int:point>/ret": workers(422),
    f"POST {NET}/moeder/<int:nr>/punkter/<int:point>": workers(422),
    f"GET {PAPERS}/bank": workers_and_surveyors(200),
    f"POST {PAPERS}/bank": workers_and_surveyors(422),
    f"GET {PAPERS}/spoergsmaal/ny": workers_and_surveyors(200),
    f"POST {PAPERS}/spoergsmaal/ny": workers_and_surveyors(422),
    f"GET {PAPERS}/spoergsmaal/<item>/ret": workers_and_surveyors(200),
    f"POST {PAPERS}/spoergsmaal/<item>/ret": workers_and_surveyors(422),
    f"POST {PAPERS}/spoergsmaal/<item>": workers_and_surveyors(422),
    f"GET {PAPERS}/vis/<string:language>": readers_and_surveyors(200),
    f"GET {PAPERS}/sprog/": readers_and_surveyors(200),
    f"POST {PAPERS}/sprog/": workers_and_surveyors(422),
    f"GET {PAPERS}/sprog/<string:language>/": workers_and_surveyors(200),
    f"POST {PAPERS}/sprog/<string:language>/": workers_and_surveyors(303),
    f"GET {PAPERS}/sprog/<string:language>/ark.<any(csv, xlsx):ending>": readers_and_surveyors(200),
    f"GET {PAPERS}/sprog/<string:language>/ark": workers_and_surveyors(200),
    f"POST {PAPERS}/sprog/<string:language>/ark": workers_and_surveyors(422),
    f"POST {PAPERS}/sprog/<string:language>/ark/gem": workers_and_surveyors(303),
    f"GET {NET}/undersoegelser/<int:nr>/opsaetning": workers_and_surveyors(200),
    f"POST {NET}/undersoegelser/<int:nr>/opsaetning": workers_and_surveyors(422),
    f"GET {NET}/undersoegelser/<int:nr>/aabn": workers_and_surveyors(422),
    f"POST {NET}/undersoegelser/<int:nr>/aabn": workers_and_surveyors(409),
    f"GET {NET}/undersoegelser/<int:nr>/luk": workers_and_surveyors(409),
    f"POST {NET}/undersoegelser/<int:nr>/luk": workers_and_surveyors(409),
    f"POST {NET}/undersoegelser/<int:nr>/sprog/<string:language>": workers_and_surveyors(409),
    f"GET {NET}/undersoegelser/<int:nr>/hvor-mange": readers_and_surveyors(200),
    f"GET {NET}/skabelon/<key>.<any(pdf, docx, html):ending>": readers(200),
    f"GET {NET}/papir/<name>/<int:nr>.<any(pdf, docx, ics, html):ending>": readers(200),
    f"GET {NET}/godkendelser/<int:nr>/": readers(200),
    f"POST {NET}/godkendelser/<int:nr>/": workers(422),
    f"GET {NET}/godkendelser/<int:nr>/skriv-ind": leader(409),  # who was asked by mail answers for themselves
    f"POST {NET}/godkendelser/<int:nr>/skriv-ind": leader(422),
    f"GET {NET}/historik/": readers(200),
    f"GET {NET}/historik/<any(csv, jsonl):form>": readers(200),
    f"GET {NET}/historik/<int:nr>/slet": administrator_of_networks(404),  # no text belongs to the first event
    f"POST {NET}/historik/<int:nr>/slet": administrator_of_networks(404),
    "GET /personer/": colleagues(200),
    "GET /personer/<int:nr>/": (303, 404, *[200] * 6, 403),  # of one's own networks, but for those who enter people
    "GET /personer/ny": registrars(200),
    "POST /personer/ny": registrars(422),
    "POST /personer/<int:nr>/": registrars(422),
    "POST /personer/<int:nr>/adgangskode": administrator(422),
    "GET /organisationer/": colleagues(200),
    "GET /organisationer/<int:nr>/": colleagues(200),
    "GET /organisationer/ny": registrars(200),
    "POST /organisationer/ny": registrars(422),
    "POST /organisationer/<int:nr>/": registrars(422),
    "GET /udbakke/": registrars(200),
    "GET /udbakke/<int:nr>/": registrars(200, other=404),
    "POST /udbakke/<int:nr>/igen": administrator(409),
    "GET /revision/": overseers(200),
    "GET /revision/haendelser": overseers(200),
    "GET /revision/haendelser.<any(csv, jsonl):form>": overseers(200),
    "GET /revision/udtraek": overseers(303),
    "GET /revision/kontrol": overseers(200),
    "POST /revision/kontrol": overseers(200),
    "GET /revision/adgange": overseers(200),
    "GET /revision/laesevejledning": overseers(200),
    # No survey is set up there, let alone open.
    f"GET {NET}/undersoegelser/<int:nr>/indsamling": readers_and_surveyors(409),
    f"GET {NET}/undersoegelser/<int:nr>/indsamling/skema/<language>.pdf": readers_and_surveyors(409),
    f"POST {NET}/undersoegelser/<int:nr>/indsamling/link/<which>": workers_and_surveyors(409),
    f"POST {NET}/undersoegelser/<int:nr>/indsamling/link/<which>/traek-tilbage": (workers_and_surveyors(409)),
    f"POST {NET}/undersoegelser/<int:nr>/indsamling/koder": workers_and_surveyors(409),
    f"POST {NET}/undersoegelser/<int:nr>/indsamling/doere": workers_and_surveyors(409),
}

# The same pages where the noun is one of an undersøgelsesmedarbejder: what everybody, and they, are answered.
OF_SURVEYS: dict[str, Row] = {
    f"GET {NET}/<noun>/": readers_and_surveyors(200),
    f"GET {NET}/<noun>/ny": workers_and_surveyors(200),
    f"POST {NET}/<noun>/ny": workers_and_surveyors(422),
    f"GET {NET}/<noun>/<int:nr>/": readers_and_surveyors(200),
    f"GET {NET}/<noun>/<int:nr>/ret": workers_and_surveyors(200),
    f"POST {NET}/<noun>/<int:nr>/ret": workers_and_surveyors(422),
    f"POST {NET}/<noun>/<int:nr>/bilag": workers_and_surveyors(422),
}
