"""What types of offence are called in other languages that the police write by name and Statistics Denmark has not."""

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "vold": {"en": "Violence", "ar": "العنف", "tr": "Şiddet"},
    "trusler": {"en": "Threats", "ar": "التهديدات", "tr": "Tehdit"},
    "hærværk": {"en": "Vandalism", "ar": "التخريب", "tr": "Mala zarar verme"},
    "indbrud": {"en": "Burglary", "ar": "السطو", "tr": "Hırsızlık için binaya girme"},
    "indbrud i bolig": {"en": "Residential burglary", "ar": "السطو على المساكن", "tr": "Konuttan hırsızlık"},
    "indbrud i kælder": {"en": "Burglary in basements", "ar": "السطو على الأقبية", "tr": "Bodrumdan hırsızlık"},
    "indbrud i bil": {"en": "Theft from cars", "ar": "السرقة من السيارات", "tr": "Araç içinden hırsızlık"},
    "tyveri": {"en": "Theft", "ar": "السرقة", "tr": "Hırsızlık"},
    "cykeltyveri": {"en": "Theft of bicycles", "ar": "سرقة الدراجات الهوائية", "tr": "Bisiklet hırsızlığı"},
    "knallerttyveri": {"en": "Theft of mopeds", "ar": "سرقة الدراجات النارية الصغيرة", "tr": "Moped hırsızlığı"},
    "cykel- og knallerttyveri": {
        "en": "Theft of bicycles and mopeds",
        "ar": "سرقة الدراجات الهوائية والدراجات النارية الصغيرة",
        "tr": "Bisiklet ve moped hırsızlığı",
    },
    "narkotika": {"en": "Drugs", "ar": "المخدرات", "tr": "Uyuşturucu"},
    "færdsel": {"en": "Traffic", "ar": "المرور", "tr": "Trafik"},
    "røveri": {"en": "Robbery", "ar": "السلب بالقوة", "tr": "Yağma"},
    "brand": {"en": "Fire", "ar": "الحريق", "tr": "Yangın"},
    "ildspåsættelse": {"en": "Arson", "ar": "الحرق العمد", "tr": "Kundaklama"},
    "våben": {"en": "Weapons", "ar": "الأسلحة", "tr": "Silah"},
    "husspektakler": {"en": "Domestic disturbances", "ar": "الشجارات المنزلية", "tr": "Ev içi gürültü"},
}  # fmt: skip


def called(text: str, language: str) -> str:
    """Return what a type is called in a language; as it is written where it has no name there."""
    return NAMES.get(" ".join(text.casefold().split()), {}).get(language, text)
