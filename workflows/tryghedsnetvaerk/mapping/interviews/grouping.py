"""The groups of residents that a round is to talk to: each once, and none that tells of origin, faith or illness."""

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping import sensitive

MOST_GROUPS = 20
NEVER = N_(
    "Gruppen »{gruppe}« siger noget om oprindelse, tro, sygdom eller lignende. Det må ikke gemmes om beboere. "
    "Brug en gruppe, som mange er med i, for eksempel efter alder, familie eller hvor længe man har boet her."
)


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
        if name not in before and sensitive.named(name):
            raise BadInput(NEVER, page="#groups", gruppe=name)
