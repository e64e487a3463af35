"""What a public page says where there is nothing to show, in every shipped language: nobody there has chosen one."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "da": {
        "page": "Siden findes ikke",
        "gone": "Der er ingen tekst her. Den kan være taget ned igen, eller netadressen kan være skrevet forkert.",
        "language": "Teksten findes ikke på dette sprog",
        "others": "Teksten kan læses på:",
        "link": "Linket virker ikke",
        "withdrawn": "Netadressen kan være skrevet forkert, eller linket er trukket tilbage. Bed om et nyt.",
    },
    "en": {
        "page": "This page does not exist",
        "gone": "There is no text here. It may have been taken down, or the web address may be wrong.",
        "language": "The text is not available in this language",
        "others": "The text can be read in:",
        "link": "The link does not work",
        "withdrawn": "The web address may be wrong, or the link has been withdrawn. Ask for a new one.",
    },
    "ar": {
        "page": "هذه الصفحة غير موجودة",
        "gone": "لا يوجد نص هنا. ربما أُزيل النص، أو كُتب عنوان الإنترنت خطأً.",
        "language": "النص غير متوفر بهذه اللغة",
        "others": "يمكن قراءة النص باللغات:",
        "link": "الرابط لا يعمل",
        "withdrawn": "ربما كُتب عنوان الإنترنت خطأً، أو سُحب الرابط. اطلبوا رابطًا جديدًا.",
    },
    "tr": {
        "page": "Bu sayfa bulunamadı",
        "gone": "Burada metin yok. Kaldırılmış ya da internet adresi yanlış yazılmış olabilir.",
        "language": "Metin bu dilde mevcut değil",
        "others": "Metin şu dillerde okunabilir:",
        "link": "Bağlantı çalışmıyor",
        "withdrawn": "İnternet adresi yanlış yazılmış ya da bağlantı geri çekilmiş olabilir. Yenisini isteyin.",
    },
}
SPOKEN = tuple(WORDS)
OTHERWISE = ("da", "en")  # for those who ask for a language that is not shipped


def spoken(asked: str | None) -> tuple[str, ...]:
    """Return the languages to speak to somebody who asks for one: that alone where it is shipped."""
    return (asked,) if asked and asked in WORDS else OTHERWISE
