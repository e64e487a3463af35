"""Figures to the residents in the languages that the house ships for them alone: its sentences."""

from collections.abc import Mapping

SAID: Mapping[str, Mapping[str, str]] = {
    "ar": {
        "{hvad}: {efter} anmeldt i {sidst}, {foer} i {foerst}.": (
            "{hvad}: عدد البلاغات {efter} في {sidst}، مقابل {foer} في {foerst}."
        ),
        "{hvad}: {antal} anmeldt i {periode}.": "{hvad}: عدد البلاغات {antal} في {periode}.",
        "færre end {mest}": "أقل من {mest}",
        "et skjult antal": "مخفي",
        "Tallene gælder {omraade}.": "تخص الأرقام {omraade}.",
        "Tallene gælder {sted}, ikke {omraade} alene.": "تخص الأرقام {sted}، وليس {omraade} وحدها.",
        "Der er et spring i tallene i {periode}, som ingen har forklaret.": (
            "هناك قفزة في الأرقام في {periode} لم يفسرها أحد."
        ),
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
        "et skjult antal": "gizli",
        "Tallene gælder {omraade}.": "Rakamlar şu bölge içindir: {omraade}.",
        "Tallene gælder {sted}, ikke {omraade} alene.": (
            "Rakamlar şu bölge içindir: {sted}. Yalnızca {omraade} için değildir."
        ),
        "Der er et spring i tallene i {periode}, som ingen har forklaret.": (
            "Rakamlarda {periode} döneminde kimsenin açıklamadığı bir sıçrama var."
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
