"""The groups of residents that a round is to talk to: each once, and none that tells of origin, faith or illness."""

import re

from engine.errors import BadInput
from engine.text import N_

MOST_GROUPS = 20
# What is never stored of residents (GDPR art. 9 and 10): Danish and English stems. A language that is spoken may be
# named: it says in which language one talks.
ORIGIN = re.compile(
    r"(?<!\w)(?:etni\w*|ethnic\w*|indvandr\w*|efterkommer\w*|flygtning\w*|udlænding\w*|migrant\w*|immigrant\w*|refugee\w*|"
    r"foreigner\w*|national\w*|syr(?:er|isk|ian)\w*|irak\w*|iraq\w*|iran\w*|perser\w*|persian\w*|afgh?an\w*|somali\w*|"
    r"tyrk\w*|turk\w*|kurd\w*|palæstin\w*|palestin\w*|liban\w*|leban\w*|pakist\w*|marok\w*|morocc\w*|bosni\w*|serb\w*|"
    r"kroat\w*|croat\w*|polak\w*|polsk\w*|poles|polish|rumæn\w*|romani\w*|bulgar\w*|ukrain\w*|russ\w*|vietnam\w*|"
    r"eritr\w*|etiop\w*|ethiop\w*|sudan\w*|tamil\w*|kines\w*|chinese|filippin\w*|thai\w*|arab\w*|afrikan\w*|african\w*|"
    r"jugoslav\w*|yugoslav\w*|alban\w*|kosov\w*|tjetjen\w*|roma(?:er\w*|erne|s)?|sigøjner\w*|gyps\w*|grønlænd\w*|"
    r"greenland\w*)(?!\w)",
    re.IGNORECASE,
)
SPEAKS = re.compile(r"talende|sproge[dt]|[ -]speak", re.IGNORECASE)
FAITH = re.compile(
    r"(?<!\w)(?:muslim\w*|islam\w*|kristne?|christian\w*|katoli\w*|catholic\w*|jød\w*|jew\w*|hindu\w*|buddhist\w*|"
    r"sikh\w*|troende|religi\w*|moske\w*|mosque\w*|jehova\w*|believers?)(?!\w)",
    re.IGNORECASE,
)
ILLNESS = re.compile(
    r"(?<!\w)(?:\w*syge|\w*sygdom\w*|psykisk\w*|psykiatri\w*|sindslid\w*|sårbare?|dement\w*|handicap\w*|misbrug\w*|"
    r"alkoholik\w*|narkoman\w*|stofbrug\w*|kræft\w*|diabet\w*|autis\w*|adhd\w*|depress\w*|diagnos\w*|patient\w*|"
    r"ill|sick|illness\w*|disab\w*|mental\w*|psychiatr\w*|addict\w*|cancer\w*|vulnerable)(?!\w)",
    re.IGNORECASE,
)
NEVER = N_(
    "Gruppen »{gruppe}« siger noget om oprindelse, tro eller sygdom. Det må ikke gemmes om beboere. Brug en gruppe, "
    "som mange er med i, for eksempel efter alder, familie eller hvor længe man har boet her."
)


def is_sensitive(name: str) -> bool:
    """Say whether what a group is called tells of origin, faith or illness."""
    origin = any(not SPEAKS.match(name, found.end()) and not SPEAKS.search(found[0]) for found in ORIGIN.finditer(name))
    return origin or bool(FAITH.search(name) or ILLNESS.search(name))


def once_each(groups: str) -> str:
    """Return groups, a line each, every one once, whether written large or small."""
    found: dict[str, str] = {}
    for name in filter(None, (" ".join(line.split()) for line in groups.splitlines())):
        found.setdefault(name.casefold(), name)
    return "\n".join(found.values())


def must_be_groups(groups: str, before: tuple[str, ...] = ()) -> None:
    """Refuse a list of groups that cannot be; those that stood *before* are there already.

    :raises BadInput: at the field *groups*
    """
    names = groups.splitlines()
    if not names:
        raise BadInput(N_("Skriv mindst én gruppe af beboere."), page="#groups")
    if len(names) > MOST_GROUPS or max(map(len, names)) > 80:
        raise BadInput(N_("Skriv højst {antal} grupper, hver på højst 80 tegn."), page="#groups", antal=MOST_GROUPS)
    for name in names:
        if name not in before and is_sensitive(name):
            raise BadInput(NEVER, page="#groups", gruppe=name)
