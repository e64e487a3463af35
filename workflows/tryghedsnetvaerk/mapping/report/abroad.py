"""Figures to the residents in the languages that the house ships for them alone: its sentences."""

from collections.abc import Mapping

SAID: Mapping[str, Mapping[str, str]] = {
    "ar": {
        "{hvad}: {efter} anmeldt i {sidst}, {foer} i {foerst}.": (
            "{hvad}: عدد البلاغات {efter} في {sidst}، مقابل {foer} في {foerst}."
        ),
        "{hvad}: {antal} anmeldt i {periode}.": "{hvad}: عدد البلاغات {antal} في {periode}.",
        "et skjult antal": "مخفي",
        "Tallene gælder {omraade}.": "تخص الأرقام {omraade}.",
        "Tallene gælder {sted}, ikke {omraade} alene.": "تخص الأرقام {sted}، وليس {omraade} وحدها.",
        "Der er et spring i tallene i {periode}, som ikke er forklaret endnu.": (
            "هناك قفزة في الأرقام في {periode} لم تُفسَّر بعد."
        ),
        "Kilde: {kilde}.": "المصدر: {kilde}.",
        "Kilde: {kilde}, {dato}.": "المصدر: {kilde}، {dato}.",
        "Kilde: {navn}, {dato}.": "المصدر: {navn}، {dato}.",
        "{nr}. kvartal {aar}": "الربع {nr} من عام {aar}",
        "Tallene viser det, der er anmeldt. Ikke alt bliver anmeldt, og tallene kan svinge tilfældigt fra år til år. "
        "Antal under {mest} vises ikke (undtagen 0), og heller ikke andre tal, som de kan regnes ud af.": (
            "تُظهر الأرقام ما تم الإبلاغ عنه. لا يُبلَّغ عن كل شيء، وقد تتغير الأرقام بالصدفة من سنة إلى أخرى. "
            "لا تُعرض الأعداد الأقل من {mest} (ما عدا 0)، ولا الأعداد الأخرى التي يمكن حسابها منها."
        ),
        "Alle typer lagt sammen": "جميع الأنواع مجتمعة",
        "Politiet gjorde en særlig indsats i {periode}.": "نفّذت الشرطة حملة خاصة في {periode}.",
        "Der er et spring i tallene i {periode}.": "هناك قفزة في الأرقام في {periode}.",
        "En særlig indsats kan give flere anmeldelser, uden at der sker mere kriminalitet.": (
            "قد تؤدي الحملة الخاصة إلى بلاغات أكثر دون أن تقع جرائم أكثر."
        ),
        "{andel} er utrygge. {base} har svaret.": "{andel} لا يشعرون بالأمان. عدد المجيبين: {base}.",
        "{andel} er utrygge (med usikkerhed {mellem}). {base} har svaret.": (
            "{andel} لا يشعرون بالأمان (هامش عدم اليقين {mellem}). عدد المجيبين: {base}."
        ),
        "Færre er utrygge end før ({andel}, {dato}), og forskellen er større, end tilfældige udsving plejer at give.": (
            "نسبة من لا يشعرون بالأمان أقل من السابق ({andel}، {dato})، والفرق أكبر مما تسببه الصدفة عادةً."
        ),
        "Flere er utrygge end før ({andel}, {dato}), og forskellen er større, end tilfældige udsving plejer at give.": (
            "نسبة من لا يشعرون بالأمان أعلى من السابق ({andel}، {dato})، والفرق أكبر مما تسببه الصدفة عادةً."
        ),
        "Før var det {andel} ({dato}). Forskellen kan være tilfældig.": (
            "كانت النسبة سابقًا {andel} ({dato}). قد يكون الفرق صدفة."
        ),
        "Før var det også {andel} ({dato}).": "كانت النسبة سابقًا {andel} أيضًا ({dato}).",
        "Tallene kommer fra de beboere, der har svaret.": "تأتي الأرقام من السكان الذين أجابوا.",
        "De viser, om andelen har ændret sig, men ikke hvorfor.": (
            "وهي تُظهر ما إذا كانت النسبة قد تغيّرت، لا لماذا."
        ),
        "{svar} af de {alle}, der blev spurgt, har svaret ({andel}).": (
            "أجاب {svar} من أصل {alle} شخصًا سُئلوا ({andel})."
        ),
        "{svar} af målgruppens {alle} personer har svaret ({andel}).": (
            "أجاب {svar} من أصل {alle} شخصًا في الفئة المستهدفة ({andel})."
        ),
        "{svar} af målgruppens {alle} husstande har svaret ({andel}).": (
            "أجابت {svar} من أصل {alle} أسرة في الفئة المستهدفة ({andel})."
        ),
        "{antal} har svaret.": "عدد المجيبين: {antal}.",
        "Målgruppen er {alle} personer.": "عدد الأشخاص في الفئة المستهدفة: {alle}.",
        "Målgruppen er {alle} husstande.": "عدد الأسر في الفئة المستهدفة: {alle}.",
        "Alle i målgruppen blev spurgt.": "سُئل جميع من في الفئة المستهدفة.",
        "under {procent}": "أقل من {procent}",
        "over {procent}": "أكثر من {procent}",
        "spørgeskema": "استبيان",
    },
    "tr": {
        "{hvad}: {efter} anmeldt i {sidst}, {foer} i {foerst}.": (
            "{hvad}: ihbar sayısı {sidst} döneminde {efter}, {foerst} döneminde {foer}."
        ),
        "{hvad}: {antal} anmeldt i {periode}.": "{hvad}: ihbar sayısı {periode} döneminde {antal}.",
        "et skjult antal": "gizli",
        "Tallene gælder {omraade}.": "Rakamlar şu bölge içindir: {omraade}.",
        "Tallene gælder {sted}, ikke {omraade} alene.": (
            "Rakamlar şu bölge içindir: {sted}. Yalnızca {omraade} için değildir."
        ),
        "Der er et spring i tallene i {periode}, som ikke er forklaret endnu.": (
            "Rakamlarda {periode} döneminde henüz açıklanmamış bir sıçrama var."
        ),
        "Kilde: {kilde}.": "Kaynak: {kilde}.",
        "Kilde: {kilde}, {dato}.": "Kaynak: {kilde}, {dato}.",
        "Kilde: {navn}, {dato}.": "Kaynak: {navn}, {dato}.",
        "{nr}. kvartal {aar}": "{aar}, {nr}. çeyrek",
        "Tallene viser det, der er anmeldt. Ikke alt bliver anmeldt, og tallene kan svinge tilfældigt fra år til år. "
        "Antal under {mest} vises ikke (undtagen 0), og heller ikke andre tal, som de kan regnes ud af.": (
            "Rakamlar ihbar edilenleri gösterir. Her şey ihbar edilmez ve rakamlar yıldan yıla rastlantıyla "
            "değişebilir. {mest} sayısından küçük sayılar (0 dışında) ve bunların hesaplanabileceği başka sayılar "
            "gösterilmez."
        ),
        "Alle typer lagt sammen": "Bütün türler birlikte",
        "Politiet gjorde en særlig indsats i {periode}.": "Polis {periode} döneminde özel bir çalışma yaptı.",
        "Der er et spring i tallene i {periode}.": "Rakamlarda {periode} döneminde bir sıçrama var.",
        "En særlig indsats kan give flere anmeldelser, uden at der sker mere kriminalitet.": (
            "Özel bir çalışma, daha fazla olay olmadan da ihbar sayısını artırabilir."
        ),
        "{andel} er utrygge. {base} har svaret.": "Güvensiz hissedenler: {andel}. Yanıt veren: {base}.",
        "{andel} er utrygge (med usikkerhed {mellem}). {base} har svaret.": (
            "Güvensiz hissedenler: {andel} (belirsizlik aralığı: {mellem}). Yanıt veren: {base}."
        ),
        "Færre er utrygge end før ({andel}, {dato}), og forskellen er større, end tilfældige udsving plejer at give.": (
            "Güvensiz hissedenlerin oranı öncekinden düşük ({andel}, {dato}); "
            "fark, rastlantının genelde yarattığından büyük."
        ),
        "Flere er utrygge end før ({andel}, {dato}), og forskellen er større, end tilfældige udsving plejer at give.": (
            "Güvensiz hissedenlerin oranı öncekinden yüksek ({andel}, {dato}); "
            "fark, rastlantının genelde yarattığından büyük."
        ),
        "Før var det {andel} ({dato}). Forskellen kan være tilfældig.": (
            "Önceki oran: {andel} ({dato}). Fark rastlantı olabilir."
        ),
        "Før var det også {andel} ({dato}).": "Önceki oran da {andel} idi ({dato}).",
        "Tallene kommer fra de beboere, der har svaret.": "Rakamlar, yanıt veren sakinlerin cevaplarına dayanır.",
        "De viser, om andelen har ændret sig, men ikke hvorfor.": (
            "Bunlar oranın değişip değişmediğini gösterir, nedenini göstermez."
        ),
        "{svar} af de {alle}, der blev spurgt, har svaret ({andel}).": (
            "Sorulan {alle} kişiden {svar} kişi yanıt verdi ({andel})."
        ),
        "{svar} af målgruppens {alle} personer har svaret ({andel}).": (
            "Hedef gruptaki {alle} kişiden {svar} kişi yanıt verdi ({andel})."
        ),
        "{svar} af målgruppens {alle} husstande har svaret ({andel}).": (
            "Hedef gruptaki {alle} haneden {svar} hane yanıt verdi ({andel})."
        ),
        "{antal} har svaret.": "Yanıt veren: {antal}.",
        "Målgruppen er {alle} personer.": "Hedef grup {alle} kişidir.",
        "Målgruppen er {alle} husstande.": "Hedef grup {alle} hanedir.",
        "Alle i målgruppen blev spurgt.": "Hedef gruptaki herkese soruldu.",
        "under {procent}": "{procent} altında",
        "over {procent}": "{procent} üzerinde",
        "spørgeskema": "anket",
    },
}  # fmt: skip
