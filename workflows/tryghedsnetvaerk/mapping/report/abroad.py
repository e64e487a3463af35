"""Figures to the residents in the languages that the house ships for them alone: its sentences, and common offences.

An offence without a name here is called what the classification calls it in English.
"""

from collections.abc import Mapping

SAID: Mapping[str, Mapping[str, str]] = {
    "ar": {
        "{hvad}: {efter} anmeldt i {sidst}, {foer} i {foerst}.": (
            "{hvad}: عدد البلاغات {efter} في {sidst}، مقابل {foer} في {foerst}."
        ),
        "{hvad}: {antal} anmeldt i {periode}.": "{hvad}: عدد البلاغات {antal} في {periode}.",
        "færre end {mest}": "أقل من {mest}",
        "Tallene gælder {omraade}.": "تخص الأرقام {omraade}.",
        "Tallene gælder {sted}, ikke {omraade} alene.": "تخص الأرقام {sted}، وليس {omraade} وحدها.",
        "Kilde: {kilde}.": "المصدر: {kilde}.",
        "Kilde: {kilde}, {dato}.": "المصدر: {kilde}، {dato}.",
        "{nr}. kvt. {aar}": "الربع {nr} من عام {aar}",
        "Tallene viser det, der er anmeldt. Ikke alt bliver anmeldt, og tallene kan svinge tilfældigt fra år til år. "
        "Antal under {mest} vises ikke.": (
            "تُظهر الأرقام ما تم الإبلاغ عنه. لا يُبلَّغ عن كل شيء، وقد تتغير الأرقام بالصدفة من سنة إلى أخرى. "
            "لا تُعرض الأعداد الأقل من {mest}."
        ),
    },
    "tr": {
        "{hvad}: {efter} anmeldt i {sidst}, {foer} i {foerst}.": (
            "{hvad}: ihbar sayısı {sidst} döneminde {efter}, {foerst} döneminde {foer}."
        ),
        "{hvad}: {antal} anmeldt i {periode}.": "{hvad}: ihbar sayısı {periode} döneminde {antal}.",
        "færre end {mest}": "{mest} sayısından az",
        "Tallene gælder {omraade}.": "Rakamlar şu bölge içindir: {omraade}.",
        "Tallene gælder {sted}, ikke {omraade} alene.": (
            "Rakamlar şu bölge içindir: {sted}. Yalnızca {omraade} için değildir."
        ),
        "Kilde: {kilde}.": "Kaynak: {kilde}.",
        "Kilde: {kilde}, {dato}.": "Kaynak: {kilde}, {dato}.",
        "{nr}. kvt. {aar}": "{aar}, {nr}. çeyrek",
        "Tallene viser det, der er anmeldt. Ikke alt bliver anmeldt, og tallene kan svinge tilfældigt fra år til år. "
        "Antal under {mest} vises ikke.": (
            "Rakamlar ihbar edilenleri gösterir. Her şey ihbar edilmez ve rakamlar yıldan yıla rastlantıyla "
            "değişebilir. {mest} sayısından küçük sayılar gösterilmez."
        ),
    },
}  # fmt: skip
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
