"""What a text to the residents begins with in each language, and the words around it on paper and on the web.

Danish and English begin with the method's own templates; a language that is not shipped begins with the Danish one.
"""

from collections.abc import Mapping
from pathlib import Path

from workflows.tryghedsnetvaerk.documents import texts

TEMPLATES = {"opslag": "resident_poster", "web": "resident_web", "artikel": "resident_article"}
NEWS = "resident_news"
ABROAD = ("ar", "tr")
SPOKEN = (*texts.LOCALES, *ABROAD)
WORDS: Mapping[str, Mapping[str, str]] = {
    "da": {
        "meeting": "Kom til beboermøde",
        "begins": "Tryghedsnetværket begynder",
        "news": "Nyt om tryghedsnetværket i {area}",
        "also": "Findes også på",
        "lacking": "Findes endnu ikke på",
        "scan": "Scan koden, og læs teksten på nettet:",
        "scan_more": "Scan koden, og læs mere – også på andre sprog:",
        "code": "Kode til teksten på nettet",
        "draft": "Kladde",
        "edition": "Udgave {number}, {date}",
        "issue": "udgave {number}",
        "printed": "udskrevet {date}",
        "network": "Tryghedsnetværket i {area}",
    },
    "en": {
        "meeting": "Come to a residents’ meeting",
        "begins": "The safety network is starting",
        "news": "News from the safety network in {area}",
        "also": "Also in",
        "lacking": "Not yet in",
        "scan": "Scan the code to read the text on the web:",
        "scan_more": "Scan the code and read more – in other languages too:",
        "code": "Code for the text on the web",
        "draft": "Draft",
        "edition": "Edition {number}, {date}",
        "issue": "edition {number}",
        "printed": "printed {date}",
        "network": "The safety network in {area}",
    },
    "ar": {
        "meeting": "تعالوا إلى اجتماع السكان",
        "begins": "تبدأ شبكة الأمان",
        "news": "أخبار شبكة الأمان في {area}",
        "also": "متوفر أيضًا باللغات",
        "lacking": "غير متوفر بعد باللغات",
        "scan": "امسحوا الرمز لقراءة النص على الإنترنت:",
        "scan_more": "امسحوا الرمز لقراءة المزيد، وبلغات أخرى أيضًا:",
        "code": "رمز النص على الإنترنت",
        "draft": "مسودة",
        "edition": "الإصدار {number}، {date}",
        "issue": "الإصدار {number}",
        "printed": "طُبع في {date}",
        "network": "شبكة الأمان في {area}",
    },
    "tr": {
        "meeting": "Mahalle sakinleri toplantısına gelin",
        "begins": "Güvenlik ağı başlıyor",
        "news": "{area} güvenlik ağından haberler",
        "also": "Şu dillerde de var",
        "lacking": "Şu dillerde henüz yok",
        "scan": "Metni internette okumak için kodu okutun:",
        "scan_more": "Kodu okutun ve devamını okuyun – başka dillerde de:",
        "code": "İnternetteki metnin kodu",
        "draft": "Taslak",
        "edition": "Baskı {number}, {date}",
        "issue": "baskı {number}",
        "printed": "{date} tarihinde yazdırıldı",
        "network": "{area} güvenlik ağı",
    },
}
GAPS: Mapping[str, Mapping[str, str]] = {
    "ar": {
        "time": "[اليوم والتاريخ والساعة]",
        "place": "[المكان، ومن أين الدخول]",
        "occasion": "[مثلًا اجتماع القسم – أو احذفوا السطر]",
        "reason": "[ما الذي لوحظ، ومن قاله؟ سطر أو سطران]",
        "meeting": "[أين ومتى يمكن للسكان معرفة المزيد وإبداء رأيهم؟]",
        "quote": "[جملة أو جملتان عن سبب البدء الآن]",
        "answers": "[سؤال أو اقتراح من السكان، وما الذي يحدث بشأنه]",
        "figures": "[رقمان أو ثلاثة عن الجريمة والأمان، مع المصدر والفترة، وما لا تقوله الأرقام]",
        "quoted": "[الاسم والوظيفة والجهة]",
    },
    "tr": {
        "time": "[gün, tarih ve saat]",
        "place": "[yer ve nereden girileceği]",
        "occasion": "[örneğin bölüm toplantısı – ya da satırı silin]",
        "reason": "[Ne görüldü ve kim söyledi? Bir iki satır]",
        "meeting": "[Mahalle sakinleri nerede ve ne zaman daha fazlasını duyup görüş bildirebilir?]",
        "quote": "[Neden şimdi başladığına dair bir iki cümle]",
        "answers": "[Mahalle sakinlerinin bir sorusu veya önerisi ve bununla ilgili ne yapıldığı]",
        "figures": "[Suç ve güvenlik hakkında kaynağı ve dönemiyle iki üç rakam ve neyi söylemedikleri]",
        "quoted": "[ad, görev ve kurum]",
    },
}
_HERE = Path(__file__).parent


def template(kind: str, language: str) -> str:
    """Return what a text of a kind begins with in a language, as Markdown with places to fill in."""
    name = TEMPLATES[kind]
    return _read(name, language)


def later_template(language: str, kind: str = "web") -> str:
    """Return what a text about how it goes begins with: what happened, what was asked and answered, what comes.

    A poster has no room for figures.
    """
    parts = _read(NEWS, language).split("\n## ")
    return "\n## ".join(part for part in parts if kind != "opslag" or "{{figures}}" not in part)


def shipped_lines(language: str) -> frozenset[str]:
    """Return the lines of a language's templates in small letters; those with places to fill in left out."""
    every = "\n".join(_read(name, language) for name in (*TEMPLATES.values(), NEWS))
    return frozenset(" ".join(line.casefold().split()) for line in every.splitlines() if line and "{{" not in line)


def _read(name: str, language: str) -> str:
    if language in ABROAD:
        return (_HERE / language / f"{name}.md").read_text(encoding="utf-8")
    return texts.template(name, language)


def gaps(kind: str, language: str, *, later: bool = False) -> Mapping[str, str]:
    """Return what stands at each place that the network cannot tell."""
    return GAPS[language] if language in ABROAD else texts.hints(NEWS if later else TEMPLATES[kind], language)


def word(key: str, language: str, **values: str) -> str:
    """Return one of the words around a text; in Danish and English where the language has none."""
    spoken = [language] if language in WORDS else texts.LOCALES
    return " / ".join(WORDS[one][key].format(**values) for one in spoken)
