"""The standing text "Hvad netværket ikke er": added when a paper is made, never part of what people edit."""

import re

PRINTED_IN = ("invitation", "resident", "agreement", "folder")

_BLOCKS = {
    "da": """\
## Hvad netværket ikke er

- **Ikke politiets forlængede arm.** Ingen i netværket får politiopgaver. Politiarbejde er politiets.
- **Ikke et vagtværn.** Ingen går vagt, patruljerer eller holder øje på andres vegne.
- **Ikke social kontrol.** Hvordan naboer lever, tror, klæder sig eller indretter sig, er deres egen sag.
- **Eget arbejde kommer først.** Alle passer deres job som hidtil. Netværket må ikke være en byrde.
""",
    "en": """\
## What the network is not

- **Not an extension of the police.** Nobody in the network takes on police tasks. Police work is for the police.
- **Not a neighbourhood patrol.** Nobody stands guard, patrols or keeps watch on behalf of others.
- **Not social control.** How neighbours live, believe, dress or arrange their homes is their own business.
- **One's own work comes first.** Everybody does their job as before. The network must not be a burden.
""",
}

_HEADINGS = "|".join(re.escape(block.partition("\n")[0].lstrip("# ")) for block in _BLOCKS.values())
_OLD_COPY = re.compile(rf"^#{{1,6}}[ \t]*(?:{_HEADINGS})[ \t#]*$(?:\n[ \t]*$|\n[ \t]*[-*+][ \t].*$)*\n?", re.I | re.M)


def what_it_is_not(locale: str) -> str:
    """Return the standing text as Markdown; Danish where the language has none of its own."""
    return _BLOCKS.get(locale, _BLOCKS["da"])


def heading(locale: str) -> str:
    """Return what stands over the standing text."""
    return what_it_is_not(locale).partition("\n")[0].lstrip("# ")


def with_limits(markdown: str, locale: str) -> str:
    """Return *markdown* with the standing text at its end exactly once; older copies of it are taken out."""
    text = _OLD_COPY.sub("", markdown.replace("\r\n", "\n")).rstrip()
    return f"{text}\n\n{what_it_is_not(locale)}".lstrip("\n")


def spelled_out(locale: str) -> str:
    """Return the standing text as a mail without marks shows it."""
    return what_it_is_not(locale).replace("**", "").lstrip("# ").strip()


def belongs_in(kind: str) -> bool:
    """Tell whether papers of *kind* ("invitation", "resident_web" …) must carry the standing text."""
    return kind.partition("_")[0] in PRINTED_IN
