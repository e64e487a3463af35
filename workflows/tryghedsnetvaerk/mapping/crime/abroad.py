"""What common offences are called in the languages that the house ships for residents alone."""

from collections.abc import Mapping

from workflows.tryghedsnetvaerk.mapping.crime.classification import offences

OFFENCES: Mapping[str, Mapping[str, str]] = {
    "ar": {
        "TOT": "جميع الجرائم", "1": "جرائم قانون العقوبات", "12": "جرائم العنف", "13": "الجرائم ضد الممتلكات",
        "1252": "العنف البسيط", "1255": "العنف الجسيم", "1292": "التهديدات", "1312": "الحرق العمد",
        "1316": "السطو على المتاجر والشركات", "1320": "السطو على المساكن", "1324": "السطو على المباني غير المسكونة",
        "1328": "السرقة من السيارات", "1332": "السرقة من المتاجر", "1336": "سرقات أخرى", "1339": "سرقة المركبات",
        "1342": "سرقة الدراجات النارية الصغيرة", "1345": "سرقة الدراجات الهوائية", "1357": "الاحتيال",
        "1380": "السلب بالقوة", "1390": "التخريب", "1435": "بيع المخدرات", "3": "القوانين الخاصة",
        "3210": "قانون المواد المخدرة",
    },
    "tr": {
        "TOT": "Bütün suçlar", "1": "Ceza kanununa giren suçlar", "12": "Şiddet suçları", "13": "Mala karşı suçlar",
        "1252": "Basit şiddet", "1255": "Ağır şiddet", "1292": "Tehdit", "1312": "Kundaklama",
        "1316": "İşyerinden hırsızlık", "1320": "Konuttan hırsızlık", "1324": "Boş binadan hırsızlık",
        "1328": "Araç içinden hırsızlık", "1332": "Mağaza hırsızlığı", "1336": "Diğer hırsızlıklar",
        "1339": "Araç hırsızlığı", "1342": "Moped hırsızlığı", "1345": "Bisiklet hırsızlığı", "1357": "Dolandırıcılık",
        "1380": "Yağma", "1390": "Mala zarar verme", "1435": "Uyuşturucu satışı", "3": "Özel yasalar",
        "3210": "Uyuşturucu yasası",
    },
}  # fmt: skip


def name_in(language: str, code: str) -> str:
    """Return what an offence is called in a language that residents are shown; nothing where it has no name there."""
    named = offences().get(code)
    told = {"da": named.da, "en": named.en} if named else {}
    return told.get(language) or OFFENCES.get(language, {}).get(code, "")
