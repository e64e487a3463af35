"""The words that the house itself sets on every page, in each language that papers are made in."""

DEMONSTRATION = {
    "da": "Demonstration – tal og personer er opdigtede",
    "en": "Demonstration – figures and people are invented",
    "ar": "عرض توضيحي – الأرقام والأشخاص من نسج الخيال",
    "tr": "Tanıtım – rakamlar ve kişiler hayalîdir",
}
PAGE_OF = {"da": ("Side", "af"), "en": ("Page", "of"), "ar": ("صفحة", "من"), "tr": ("Sayfa", "/")}
BARE = ("", "/")  # where a language has no words of ours for it: 1 / 3


def invented_in(language: str) -> tuple[str, str]:
    """Return that all is made up, with the language that it is said in: Danish where the house has no words for it."""
    spoken = language if language in DEMONSTRATION else "da"
    return spoken, DEMONSTRATION[spoken]
