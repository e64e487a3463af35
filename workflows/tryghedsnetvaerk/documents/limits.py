"""The standing text "Hvad netværket ikke er": added when a paper is made, never part of what people edit."""

import re

from workflows.tryghedsnetvaerk.documents.fill import plain

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
    "ar": """\
## ما لا تمثّله الشبكة

- **ليست امتدادًا للشرطة.** لا يتولى أحد في الشبكة مهام الشرطة. عمل الشرطة من اختصاص الشرطة وحدها.
- **ليست دورية حراسة.** لا أحد يقف حارسًا أو يقوم بدوريات أو يراقب نيابةً عن الآخرين.
- **ليست رقابة اجتماعية.** كيف يعيش الجيران وبماذا يؤمنون وماذا يلبسون وكيف يرتبون بيوتهم شأن يخصهم وحدهم.
- **عمل كل شخص يأتي أولًا.** يؤدي الجميع عملهم كما في السابق، ويجب ألا تكون الشبكة عبئًا.
""",
    "tr": """\
## Ağ ne değildir

- **Polisin uzantısı değildir.** Ağdaki hiç kimse polis görevi üstlenmez. Polislik polisin işidir.
- **Mahalle bekçiliği değildir.** Kimse nöbet tutmaz, devriye gezmez, başkaları adına etrafı gözetlemez.
- **Sosyal denetim değildir.** Komşuların yaşamı, inancı, giyimi ve evini nasıl döşediği kendi bileceği iştir.
- **Önce herkesin kendi işi gelir.** Herkes işini eskisi gibi yapar. Ağ bir yük olmamalıdır.
""",
}
POINTS = 4
WHOLE = 8  # letters that say something: not an extension of …
SHIPPED = tuple(_BLOCKS)

_HEADINGS = "|".join(re.escape(block.partition("\n")[0].lstrip("# ")) for block in _BLOCKS.values())
_OLD_COPY = re.compile(rf"^#{{1,6}}[ \t]*(?:{_HEADINGS})[ \t#]*$(?:\n[ \t]*$|\n[ \t]*[-*+][ \t].*$)*\n?", re.I | re.M)


def what_it_is_not(locale: str) -> str:
    """Return the standing text as Markdown; Danish where the language has none of its own."""
    return _BLOCKS.get(locale, _BLOCKS["da"])


def heading(locale: str, own: str = "") -> str:
    """Return what stands over the standing text, or over what a language without it says in its place."""
    return (own or what_it_is_not(locale)).partition("\n")[0].lstrip("# ")


def with_limits(markdown: str, locale: str, own: str = "") -> str:
    """Return *markdown* with the standing text at its end exactly once; older copies of it are taken out.

    *own* is the text as somebody wrote it in a language that has none.
    """
    text = _OLD_COPY.sub("", markdown.replace("\r\n", "\n")).rstrip()
    return f"{text}\n\n{own or what_it_is_not(locale)}".lstrip("\n")


def is_whole(typed: str) -> bool:
    """Say whether what somebody typed in another language has a heading and all the points, a line each."""
    return len(_typed(typed)) > POINTS


def is_translated(typed: str) -> bool:
    """Say whether what somebody typed is a heading and four whole points, each its own and none of them Danish."""
    heading, *points = [" ".join(one.replace("*", "").casefold().split()) for one in _typed(typed)]
    danish = {" ".join(one.replace("*", "").casefold().split()) for one in _typed(_BLOCKS["da"])}
    danish |= {one.partition(".")[0] for one in danish} | {f"{one.partition('.')[0]}." for one in danish}
    whole = all(_weight(one) >= WHOLE for one in points)
    return len(points) == POINTS == len(set(points)) and whole and not danish & {heading, *points}


def _weight(point: str) -> int:
    """Return how much a point says: its letters, where one of China's or Japan's counts for three."""
    return sum(3 if sign >= "\u2e80" else 1 for sign in point if sign.isalpha())


def in_own_words(typed: str) -> str:
    """Return what somebody typed in another language as the standing text there: a heading, and a point a line."""
    first, *points = _typed(typed) or ("",)
    return "\n".join([f"## {plain(first)}", "", *(f"- {plain(one)}" for one in points), ""])


def _typed(text: str) -> list[str]:
    return [said for line in text.splitlines() if (said := line.strip(" \t#*+-•"))]


def spelled_out(locale: str) -> str:
    """Return the standing text as a mail without marks shows it."""
    return what_it_is_not(locale).replace("**", "").lstrip("# ").strip()


def belongs_in(kind: str) -> bool:
    """Tell whether papers of *kind* ("invitation", "resident_web" …) must carry the standing text."""
    return kind.partition("_")[0] in PRINTED_IN
