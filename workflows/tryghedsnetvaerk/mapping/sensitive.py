"""What is never asked or kept of residents: origin, faith, health and the like (GDPR art. 9 and 10), by its words.

One list of what somebody can be (*named*), for groups to talk to and answers to give, and one of what a question about
oneself asks for (*asked*). Danish and English stems.
"""

import re

ORIGIN = re.compile(
    r"(?<!\w)(?:etni\w*|ethnic\w*|oprindelse|herkomst|hudfarve\w*|race|indvandr\w*|efterkommer\w*|flygtning\w*|"
    r"udlænding\w*|udenlandsk\w*|migrant\w*|immigrant\w*|refugee\w*|foreigner\w*|national\w*|statsborger\w*|"
    r"syr(?:er|isk|ian)\w*|irak\w*|iraq\w*|iran\w*|perser\w*|persian\w*|afgh?an\w*|somali\w*|tyrk\w*|turk\w*|kurd\w*|"
    r"palæstin\w*|palestin\w*|liban\w*|leban\w*|pakist\w*|marok\w*|morocc\w*|bosni\w*|serb\w*|kroat\w*|croat\w*|polak\w*|"
    r"polsk\w*|poles|polish|rumæn\w*|romani\w*|bulgar\w*|ukrain\w*|russ\w*|vietnam\w*|eritr\w*|etiop\w*|ethiop\w*|"
    r"sudan\w*|tamil\w*|kines\w*|chinese|filippin\w*|thai\w*|arab\w*|afrikan\w*|african\w*|jugoslav\w*|yugoslav\w*|"
    r"alban\w*|kosov\w*|tjetjen\w*|roma(?:er\w*|erne|s)?|sigøjner\w*|gyps\w*|grønlænd\w*|greenland\w*)(?!\w)",
    re.IGNORECASE,
)
SPEAKS = re.compile(r"talende|sproge[dt]|[ -]speak", re.IGNORECASE)  # it says in which language one talks
FAITH = re.compile(
    r"(?<!\w)(?:muslim\w*|islam\w*|kristne?|kristen\w*|christian\w*|katoli\w*|catholic\w*|jød\w*|jew(?:s|ish)?|hindu\w*|"
    r"buddhist\w*|sikh\w*|troende|religi\w*|moské?e?\w*|mosque\w*|jehova\w*|believers?)(?!\w)",
    re.IGNORECASE,
)
ILLNESS = re.compile(
    r"(?<!\w)(?:\w*syge?|\w*sygdom\w*|helbred\w*|psykisk\w*|psykiatri\w*|sindslid\w*|sårbare?|dement\w*|handi[ck]ap\w*|"
    r"misbrug\w*|alkoholik\w*|narkoman\w*|stofbrug\w*|kræft\w*|diabet\w*|autis\w*|adhd\w*|depress\w*|diagnos\w*|"
    r"patient\w*|ill|sick|illness\w*|disab\w*|mental\w*|psychiatr\w*|addict\w*|cancer\w*|vulnerable)(?!\w)",
    re.IGNORECASE,
)
OTHERWISE = re.compile(
    r"(?<!\w)(?:\w*seksu(?:al|el)\w*|bøsser?|lesbisk\w*|lgbt\w*|gay|lesbian\w*|politisk\w*|fagforening\w*|straffe\w*|dømte?|"
    r"trade union\w*|convicted)(?!\w)",
    re.IGNORECASE,
)
# By these a question asks for it; in the name of a group, or of a place, they may stand.
ALWAYS = re.compile(r"\b(?:modersmål|sprog|fødeland|tros\w+)\b", re.IGNORECASE)
ASKS = re.compile(
    r"\b(?:sprog\w*|\w+talende|land|lande|landet|hjemland\w*|fødested\w*|født i (?!19|20)\w+|forældre\w*|opholds\w+|"
    r"dansk|dansker\w*|danmark|denmark|danish|tro|kirke\w*|medicin\w*|funktionsnedsættelse\w*|gravid\w*|kontanthjælp\w*|language|speak|"
    r"country|born in (?!19|20)\w+|citizen\w*|faith|church\w*|health|pregnan\w*|medicine)\b",
    re.IGNORECASE,
)
# Where a question is about the place, these tell what makes somebody insecure there; it is marked as sensitive.
AROUND = re.compile(
    r"\b(?:indvandrere?|udlændinge|flygtninge|psykisk syge|sindslidende|\w*misbrug\w*|stofbrug\w*|alkoholik\w*|"
    r"narkoman\w*|moské?e?\w*|mosque\w*)\b",
    re.IGNORECASE,
)
ONESELF = re.compile(r"\b(?:du|dig|din|dit|dine|jeg|mig|min|mit|mine|you|your)\b", re.IGNORECASE)
FEELS = re.compile(
    r"tryg|bange|bekymr|nervøs|gener|oplev|problem|undgå|safe|afraid|worr|bother|experienc|avoid", re.IGNORECASE
)


def named(text: str) -> str:
    """Return the first word that says what somebody is by origin, faith, health or the like; nothing without one."""
    for found in ORIGIN.finditer(text):
        if not SPEAKS.match(text, found.end()) and not SPEAKS.search(found[0]):
            return found[0]
    return next(filter(None, (_first(pattern, text) for pattern in (FAITH, ILLNESS, OTHERWISE))), "")


def asked(text: str, answers: str, *, of_oneself: bool) -> str:
    """Return the word by which a question asks who somebody is; nothing without one.

    A question *of_oneself* has none of the words. Another may name what makes somebody insecure, but neither its
    answers nor a question put to the one who answers may say what they are.
    """
    told = f"{text}\n{answers}"
    if of_oneself:
        return named(told) or _first(ALWAYS, told) or _first(ASKS, told)
    put_to_them = ONESELF.search(text) and not FEELS.search(text)
    about = text if put_to_them else AROUND.sub(" ", text)
    return _first(ALWAYS, told) or named(about) or named(answers)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""
