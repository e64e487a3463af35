"""The words that the house itself sets on every page, in each language that papers are made in."""

DEMONSTRATION = {
    "da": "Demonstration – tal og personer er opdigtede",
    "en": "Demonstration – figures and people are invented",
    "ar": "عرض توضيحي – الأرقام والأشخاص من نسج الخيال",
    "tr": "Tanıtım – rakamlar ve kişiler hayalîdir",
}
PAGE_OF = {"da": ("Side", "af"), "en": ("Page", "of"), "ar": ("صفحة", "من"), "tr": ("Sayfa", "/")}
