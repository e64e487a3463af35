"""Gadehavegård's report: what the steering group wrote of its figures, its survey and its interviews."""

from collections.abc import Mapping

from workflows.tryghedsnetvaerk.demonstration.gadehavegaard.findings import PROBLEMS
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.papers.residents import day_in

BACKGROUND = """\
Styregruppen for Gadehavegård har bedt om et fælles billede af kriminalitet og utryghed i området, så beboere og \
fagpersoner kan drøfte det samme. Gadehavegård er omkring 700 boliger. Området bygges om i disse år: nogle blokke \
rives ned, andre renoveres, og beboere flytter imens. Det mærkes i hverdagen, og det påvirker også tallene.

Rapporten handler om steder, tidspunkter og forhold. Den omtaler ingen personer."""

SUMMARY = """\
- **Utryghed:** 120 af 240 (50 procent) føler sig utrygge, når de færdes i området efter mørkets frembrud. Flest \
peger på dårlig belysning (45 procent), unge i grupper, der kommer med tilråb (45 procent), og kældre og opgange, der \
ikke er låst (38 procent).
- **Kriminalitet:** Der blev anmeldt 199 forhold i {last} mod 151 i {before}: 32 procent flere (usikkerhed 7–63 \
procent). Fra {before} til {last} er indbrud i boliger steget fra 21 til 33, indbrud i kældre fra 18 til 27 og \
hærværk fra 26 til 41. Hver stigning for sig kan være tilfældig (usikkerheden går fra et fald til mere end en \
fordobling), men alle tre tal er de højeste i seks år. Vold er næsten uændret: 14 og 13.
- **Sammenhæng:** Anmeldelser og utryghed følges ad i kældrene og på vaskeriet. Stien til stationen og torvet gør \
mange utrygge, uden at der er mange anmeldelser.
- **Det, der gør beboerne trygge:** Naboer, der hilser, synlige ejendomsfunktionærer og de aftener, ungdomsklubben har \
åbent."""

STUDIES = """\
| Undersøgelse | Lavet af | Hvornår | Hvor mange |
| --- | --- | --- | --- |
| Anmeldelser i Gadehavegård {first}–{last} | Østkredsens Politi | Udtrukket {extracted} | Hele år |
| Anmeldelser i Høje-Taastrup Kommune | Danmarks Statistik, STRAF11 | 2012 – 2. kvartal 2022 | Hele kommunen |
| Spørgeskema på fire sprog | Analysehuset Tryghedsmåling | {asked_from} – {asked_until} | 240 af 1.200 (20 %) |
| Seks samtaler med fire grupper | Høje-Taastrup Kommune | {talked_from} – {talked_until} | 14 beboere |
| Beboermåling, tidligere | Et analysebureau | {measured} | 318 af 1.240 (26 %) |

Alle på 15 år og derover kunne svare på nettet, på papir eller med hjælp på ejendomskontoret. Svarene er anonyme."""

WHO_ANSWERED = """\
**Hvem har svaret?** Svarprocenten er 20. Beboere under 30 år er 21 procent af dem, der kunne svare, men kun 10 \
procent af dem, der gjorde. Når svarene vægtes efter køn og alder, er 43 procent utrygge ved dårlig belysning i \
stedet for 45, så det flytter ikke billedet. Men de yngste kan se anderledes på torvet, end tallene viser. \
Beboere, der allerede er genhuset, er ikke interviewet."""

CRIME = """\
### Gadehavegård

Politiet har for hvert år talt anmeldelserne fra Gadehavegårdsvej, de indre stier, torvet og parkeringen.

[[diagram: tal-1]]

I alt blev der anmeldt 199 forhold i {last} mod 151 i {before}. Det er 32 procent flere (usikkerhed 7–63 procent), \
og så stor en forskel kan ikke forklares med tilfældige udsving alene. Indbrud i boliger faldt til 16 i {third}, men \
er siden steget til 33. Det er 20,5 for hver 1.000 beboere. Hærværk har ligget mellem 22 og 31 og var 41 i {last}. \
Indbrud i kældre har ligget mellem 14 og 19 og var 27 i {last}. Hver for sig er stigningerne fra {before} til {last} \
ikke større, end tilfældige udsving kan give. Vold har ligget mellem 9 og 15 alle årene, og trusler mellem 6 og 12.

I marts og april {last} havde politiet ekstra patruljer på torvet. Det kan have givet flere anmeldelser af det, der \
sker dér.

### Kommunen til sammenligning

I hele Høje-Taastrup Kommune blev der anmeldt 4.529 lovovertrædelser i 2019 og 3.623 i 2021. Tallene tæller alt, der \
er anmeldt efter straffeloven og særlovene, men de er talt i en anden tabel end områdets egne, og tal fra to tabeller \
sammenlignes ikke.

[[diagram: tal-2]]"""

INSECURITY = """\
### Så mange er utrygge

120 af 240 (50 procent, med usikkerhed 44–56) føler sig utrygge, når de færdes i området efter mørkets frembrud. 29 \
procent er utrygge ved at bo her, og 58 procent siger, at ét eller flere forhold gør dem utrygge. I boligforeningens \
beboermåling tre år før var 125 af 318 (39 procent) utrygge efter mørkets frembrud. Spørgsmålet og svarene er de \
samme, så de to kan sammenlignes: flere er utrygge nu end dengang. Lægges svarene om de ti forhold sammen til ét \
indeks fra 0 (ingen er utrygge ved noget) til 100, er det 42 (usikkerhed 39–44).

[[diagram: tryghed-1]]

### Det gør utryg

Dårlig belysning og unge i grupper, der kommer med tilråb, nævnes af flest. Derefter kommer kældre og opgange, der \
ikke er låst. Usikkerheden er så stor, at rækkefølgen mellem de tre kan være en anden.

[[diagram: forhold-1]]

Flere kvinder (66 af 106) end mænd (48 af 122) er utrygge efter mørkets frembrud.

### Det fortæller beboerne

Beboerne taler om steder og tidspunkter, ikke om personer. **Stien til stationen** nævnes i de fleste samtaler: man \
kan ikke se, hvem der kommer, og der er ingen vinduer ud mod stien.

> »Før gik jeg til stationen. Nu tager jeg bussen ét stop.« – Ældre

**Torvet** skifter, når butikkerne lukker. Det siger både de ældre, der går udenom, og de unge, der står der.

> »Vi står jo bare der, fordi der ikke er andre steder.« – Unge

**Kældrene** gør, at man helst henter sit vasketøj sammen med andre.

Det, der gør beboerne trygge, er naboer, der hilser, ejendomsfunktionærer, man kan sige det til, og de aftener, \
ungdomsklubben har åbent."""

ANALYSIS = """\
| Problem | Anmeldt i {last} mod {before} | Spørgeskemaet: utrygge | Samtalerne |
| --- | --- | --- | --- |
| Stien til stationen | Få anmeldelser | Dårlig belysning: 45 % | Nævnt i de fleste |
| Kældrene | Indbrud: 27 mod 18 | Ikke låst: 38 % | Nævnt i flere |
| Torvet om aftenen | Vold: 13 mod 14 | Unge i grupper: 45 % | Nævnt i flere |
| Vaskeriet | Hærværk: 41 mod 26 | Hærværk: 30 % | Ikke nævnt |
| Tomme opgange | Indbrud i boliger: 33 mod 21 | Ikke låst: 38 % | Ikke nævnt |

**Hvor de følges ad:** Kældre med indbrud er også dem, beboerne går udenom. De er mørke, dørene lukker ikke, og ingen \
har deres gang der om aftenen.

**Hvor de ikke gør:** Mange går udenom stien og torvet, men der er få anmeldelser derfra. Det, man går udenom, bliver \
sjældent anmeldt, og utrygheden på torvet handler mere om stemning end om vold.

Genhusningen gør flere opgange tomme, og det kan trække samme vej som indbruddene. Alt dette er sammenfald, ikke \
årsager: undersøgelserne kan ikke vise, hvad der skyldes hvad."""

DATED = ("resume", "undersoegelser", "kriminalitet", "analyse")


def parts(story: Story, *, whole: bool) -> Mapping[str, str]:
    """Return the seven parts; the first draft of them was not *whole*: without charts, and not saying who answered."""
    last = story.day(580).year - 1
    said = {
        "first": last - 5, "third": last - 3, "last": last, "before": last - 1,
        "measured": story.day(575 + 3 * 365).year,
        "extracted": _said(story, 580), "asked_from": _said(story, 575), "asked_until": _said(story, 547),
        "talked_from": _said(story, 570), "talked_until": _said(story, 550),
    }  # fmt: skip
    told = {
        "baggrund": BACKGROUND, "resume": SUMMARY, "undersoegelser": STUDIES, "kriminalitet": CRIME,
        "utryghed": INSECURITY, "analyse": ANALYSIS, "konklusion": _conclusion(),
    }  # fmt: skip
    if whole:
        told["undersoegelser"] += f"\n\n{WHO_ANSWERED}"
    written = {part: text.format(**said) if part in DATED else text
               for part, text in told.items()}  # fmt: skip
    return written if whole else {part: _without_charts(text) for part, text in written.items()}


def _conclusion() -> str:
    listed = "\n".join(f"- **{what}** ({place}). {doing}" for what, _, doing, place in PROBLEMS)
    return (
        f"Rapporten peger på fem problemer, som netværket kan gøre noget ved:\n\n{listed}\n\nStyregruppen foreslår, "
        "at de fagpersoner, der er tæt på stederne, bliver inviteret til at være med, og at undersøgelserne gentages "
        "om et år."
    )


def _said(story: Story, days: int) -> str:
    return day_in("da", story.day(days))


def _without_charts(text: str) -> str:
    return "\n\n".join(part for part in text.split("\n\n") if not part.startswith("[[diagram: "))
