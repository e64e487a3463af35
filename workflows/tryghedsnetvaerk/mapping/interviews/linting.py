"""What makes an interview guide leading: words that open it for the resident, and questions that expect an answer."""

import re
from dataclasses import dataclass

from engine.text import N_, Sentence, sentence

# In the first part neither safety nor insecurity may dominate (row 63): Danish, English, Arabic and Turkish stems.
COLOURED = re.compile(
    r"(?<!\w)(?:u?tryg\w*|(?:un|in)?saf(?:e|er|est|ely|ety)|(?:in)?secur(?:e|ity)|(?:ال|ب|ل|و)*(?:أمان|آمن|امان)\w*"
    r"|güven\w*)",
    re.IGNORECASE,
)
# What names the trouble before the resident does, in the part that is about everyday life.
NAMING = re.compile(
    r"(?<!\w)(?:bange|frygt\w*|farlig\w*|ræd(?:d|sel)\w*|skræm\w*|uhygge\w*|krimin\w*|vold(?:en|elig\w*|som\w*)?|"
    r"bøll\w*|bande(?:r|rne|n)?|ballade\w*|chikan\w*|hærværk\w*|trus\w*|overfald\w*|"
    r"afraid|scar(?:ed|y|ing)|frighten\w*|fear\w*|danger\w*|crim(?:e|es|inal\w*)|violen\w*|gangs?|thugs?|threat\w*|"
    r"harass\w*|vandal\w*|kork\w*|tehlike\w*|suç\w*|şiddet\w*|çete\w*|"
    r"(?:ال|ب|ل|و)*(?:خائف|خوف|تخاف|يخاف|نخاف|مخيف|جريم|جرائم|إجرام|خطر|خطير|عنف|عصاب)\w*)(?!\w)",
    re.IGNORECASE,
)
LEADING = (
    re.compile(
        r"\b(?:er du (?:ikke )?enig|er i (?:ikke )?enige|synes (?:du|i) (?:ikke|også)|vel ikke|ikke (?:sandt|også)\b|"
        r"mener du ikke|tror du ikke|burde (?:man|de|kommunen|politiet) ikke|"
        r"(?:du|i|man|det|der|de) (?:er|har|kan|vil|synes|mener) vel\b|"
        r"hvor (?:slem|farlig|gal|gener|irriter|utål)\w*|indrøm\w*|selvfølgelig|naturligvis|som alle ved)",
        re.IGNORECASE,
    ),
    # One that asks why something is as bad as it says.
    re.compile(r"\bhvorfor (?:er|var|bliver|blev|føles|virker)\b[^?]*?(?:\bså [^\W\d]+|\b(?:u?tryg|farlig|slem|"
               r"kriminel|uhyggelig|dårlig|ødelag|beskidt|hærg|belast)\w*)", re.IGNORECASE),
    re.compile(r"\bwhy (?:is|are|was|were|has|have|does|do)\b[^?]*?(?:\bso [^\W\d]+|\b(?:unsafe|insecure|danger|bad|"
               r"terrible|criminal|dirty)\w*)", re.IGNORECASE),
    # A question that begins with a denial; one that asks where, when or what may hold it.
    re.compile(r"(?:^\W*|[.:,] )(?:er|har|kan|vil|skal|skulle|bør) (?:du|i|man|det|der|de) "
               r"(?:da |så |nok )?(?:ikke|vel)\b", re.IGNORECASE),
    re.compile(r"\b(?:do(?:n't| not)? you (?:not )?(?:agree|think that)|don't you|isn't it|aren't they|"
               r"would(?:n't| not) you|(?:are|have|can|should|is)(?:n't| not) (?:you|it|there|they)|"
               r"how (?:bad|dangerous|annoying|terrible)|surely|of course|as everybody knows)", re.IGNORECASE),
    re.compile(r"(?:katılıyor musunuz|değil mi|öyle değil)", re.IGNORECASE),
    re.compile(r"(?:ألا تعتقد|ألا ترى|أليس كذلك|هل توافق)"),
)  # fmt: skip
COLOURED_SAID = N_(
    "Den åbne del skal handle om hverdagen. Linje {linje} siger »{ord}«; gem det ord til den generelle del."
)
FIRST_SAID = N_(
    "Indledningen skal ikke påvirke svarene. Linje {linje} siger »{ord}«; gem det ord til den generelle del."
)
LEADING_SAID = N_("Spørgsmålet i linje {linje} i {del} peger på et bestemt svar: »{ord}«. Spørg åbent.")
NAMES = {"intro": N_("indledningen"), "opening": N_("den åbne del"), "general": N_("den generelle del")}


@dataclass(frozen=True, slots=True)
class Warned:
    """One line of a guide that leads, in which part, and what is said of it."""

    part: str
    line: int
    said: Sentence


def find_leading(intro: str, opening: str, general: str) -> list[Warned]:
    """Return every line that leads, in order: coloured words in what opens it, leading questions everywhere."""
    found = [
        Warned(part, number, sentence(COLOURED_SAID if part == "opening" else FIRST_SAID, linje=number, ord=match[0]))
        for part, text in (("intro", intro), ("opening", opening))
        for number, line in enumerate(text.splitlines(), 1)
        if (match := COLOURED.search(line) or NAMING.search(line))
    ]
    for part, text in (("intro", intro), ("opening", opening), ("general", general)):
        for number, line in enumerate(text.splitlines(), 1):
            if match := next(filter(None, (one.search(line) for one in LEADING)), None):
                said = sentence(LEADING_SAID, linje=number, ord=match[0].strip(" -–.:,"), **{"del": (NAMES[part],)})
                found.append(Warned(part, number, said))
    return sorted(found, key=lambda one: (list(NAMES).index(one.part), one.line))


def leading_words(question: str) -> str:
    """Return what in one question puts an answer into somebody's mouth; nothing in most."""
    match = next(filter(None, (one.search(question) for one in LEADING)), None)
    return match[0].strip(" -–.:,") if match else ""
