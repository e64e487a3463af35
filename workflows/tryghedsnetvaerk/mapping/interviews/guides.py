"""The interview guide as the method asks it: an introduction, the open questions first, then the general ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FOLLOWS = "-"  # what a line begins with that follows up on the question above it


@dataclass(frozen=True, slots=True)
class Wording:
    """A whole guide in one language; *title* and the names of its parts stand on paper."""

    title: str
    parts: tuple[str, str]
    intro: str
    opening: str
    general: str


WORDINGS: Mapping[str, Wording] = {
    "da": Wording(
        "Samtaleguide", ("Åben del", "Generel del"),
        "Tak, fordi du vil tale med os. Vi vil gerne høre om din hverdag, og hvordan det er at bo og færdes her i "
        "området. Der er ingen rigtige eller forkerte svar.\n"
        "Det er frivilligt. Du kan springe et spørgsmål over og stoppe, når du vil. Vi skriver ikke ned, hvem du er, "
        "eller hvor du bor, og du skal heller ikke nævne andre ved navn. Fordi vi ikke skriver navne, kan vi ikke "
        "finde dine svar igen bagefter og slette dem. Vi bruger dem kun sammen med andres.",
        "Hvordan bruger du boligområdet?\n"
        "Fortæl om din dag i går, fra du stod op, og til du gik i seng.",
        "Hvad er en god dag i boligområdet?\n"
        "Beskriv, hvad der gør dig tryg.\n"
        "- Hvornår har du det godt i området?\n"
        "Hvilke problemer er der i boligområdet?\n"
        "Hvor er problemerne?\n"
        "- Hvorfor er det et problem?\n"
        "- Hvad kan der gøres ved det?",
    ),
    "en": Wording(
        "Interview guide", ("Open part", "General part"),
        "Thank you for talking with us. We would like to hear about your everyday life and what it is like to live "
        "and get around here. There are no right or wrong answers.\n"
        "It is voluntary. You can skip a question and stop whenever you like. We do not write down who you are or "
        "where you live, and please do not mention others by name. Because we write no names, we cannot find your "
        "answers again afterwards and delete them. We only use them together with those of others.",
        "How do you use the housing area?\n"
        "Tell us about your day yesterday, from when you got up until you went to bed.",
        "What is a good day in the housing area?\n"
        "Describe what makes you feel safe.\n"
        "- When do you feel well in the area?\n"
        "What problems are there in the housing area?\n"
        "Where are the problems?\n"
        "- Why is it a problem?\n"
        "- What can be done about it?",
    ),
    "ar": Wording(
        "دليل المقابلة", ("الجزء المفتوح", "الجزء العام"),
        "شكرًا لأنك قبلت التحدث معنا. نود أن نسمع عن حياتك اليومية وعن السكن والتنقل هنا في المنطقة. لا توجد "
        "إجابات صحيحة أو خاطئة.\n"
        "المشاركة طوعية. يمكنك تجاوز أي سؤال والتوقف متى شئت. نحن لا نكتب من أنت ولا أين تسكن، ونرجو ألا تذكر "
        "أسماء الآخرين. وبما أننا لا نكتب أسماء، فلا يمكننا العثور على إجاباتك لاحقًا وحذفها. ولا نستخدمها إلا مع "
        "إجابات غيرك.",
        "كيف تستخدم المنطقة السكنية؟\n"
        "حدثنا عن يومك أمس، منذ أن استيقظت حتى ذهبت إلى النوم.",
        "كيف يكون اليوم الجيد في المنطقة السكنية؟\n"
        "صف ما الذي يجعلك تشعر بالأمان.\n"
        "- متى تشعر بالراحة في المنطقة؟\n"
        "ما المشكلات الموجودة في المنطقة السكنية؟\n"
        "أين توجد هذه المشكلات؟\n"
        "- لماذا هي مشكلة؟\n"
        "- ماذا يمكن أن نفعل حيالها؟",
    ),
    "tr": Wording(
        "Görüşme kılavuzu", ("Açık bölüm", "Genel bölüm"),
        "Bizimle konuştuğunuz için teşekkürler. Günlük hayatınızı ve burada yaşamanın, buralarda dolaşmanın nasıl "
        "olduğunu dinlemek istiyoruz. Doğru ya da yanlış cevap yoktur.\n"
        "Katılım isteğe bağlıdır. Bir soruyu atlayabilir ve istediğiniz zaman bırakabilirsiniz. Kim olduğunuzu ve "
        "nerede oturduğunuzu yazmıyoruz; lütfen siz de başkalarının adını söylemeyin. İsim yazmadığımız için "
        "cevaplarınızı sonradan bulup silemeyiz. Onları yalnızca başkalarınınkilerle birlikte kullanırız.",
        "Konut bölgesini nasıl kullanıyorsunuz?\n"
        "Dünkü gününüzü, kalktığınız andan yatana kadar anlatın.",
        "Konut bölgesinde iyi bir gün nasıl olur?\n"
        "Size güven veren şeyleri anlatın.\n"
        "- Bölgede kendinizi ne zaman iyi hissediyorsunuz?\n"
        "Konut bölgesinde hangi sorunlar var?\n"
        "Sorunlar nerede?\n"
        "- Bu neden bir sorun?\n"
        "- Bu konuda ne yapılabilir?",
    ),
}  # fmt: skip
GROUPS = ("Unge", "Ældre", "Familier med børn", "Nye beboere")  # where a round begins; its list is its own


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what follows up on it."""

    text: str
    follow_ups: tuple[str, ...]


def wording(language: str) -> Wording:
    """Return what a guide in a language begins with; the Danish one where it must be translated first."""
    return WORDINGS.get(language, WORDINGS["da"])


def questions(part: str) -> Sequence[Asked]:
    """Read a part of a guide: a question a line, and the lines that follow up on it."""
    asked: list[Asked] = []
    for line in filter(None, (one.strip() for one in part.splitlines())):
        if line.startswith(FOLLOWS) and asked:
            last = asked[-1]
            asked[-1] = Asked(last.text, (*last.follow_ups, line.removeprefix(FOLLOWS).strip()))
        else:
            asked.append(Asked(line.removeprefix(FOLLOWS).strip(), ()))
    return asked
