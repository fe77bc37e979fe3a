"""Two synthetic letters for the demo; every name in them says that it is one."""

from datetime import datetime, timedelta

from imece.accounts.models import Organisation
from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.letters.domain.send import send_letter, sign_letter
from imece.exchange.letters.domain.threads import open_thread
from imece.exchange.letters.domain.write import Distribution, LetterText, write_letter
from imece.exchange.letters.enums import ThreadKind
from imece.exchange.letters.models import Letter, Thread

ABOUT = "demo:letters"
TITLE = "Daire Başkanı (deneme)"


def make_demo_letters(
    *, headquarters: Organisation, institution: Organisation, now: datetime
) -> list[Letter]:
    """An information letter, and a dispute with its question; nothing a second time."""
    if Thread.objects.filter(about=ABOUT).exists():
        return list(Letter.objects.filter(thread__about=ABOUT))
    actor = system_actor("demo")
    with acting(actor):
        matter = open_thread(
            kind=ThreadKind.MATTER, title="Bakım duyurusu (deneme)", about=ABOUT, actor=actor, now=now
        )
        dispute = open_thread(
            kind=ThreadKind.DISPUTE,
            title="Sorgu sayısında farklılık (deneme)",
            about=ABOUT,
            actor=actor,
            now=now,
        )
        to_them, to_us = Distribution([institution]), Distribution([headquarters])
        return [
            _send(headquarters, _maintenance(), to_them, matter, now - timedelta(days=7)),
            _send(institution, _difference(), to_us, dispute, now - timedelta(days=1)),
        ]


def _send(sender: Organisation, text: LetterText, to: Distribution, thread: Thread, at: datetime) -> Letter:
    actor = system_actor("demo")
    letter = write_letter(sender=sender, text=text, distribution=to, thread=thread, actor=actor, now=at)
    sign_letter(letter=letter, actor=actor, now=at)
    return send_letter(letter=letter, actor=actor, now=at)


def _maintenance() -> LetterText:
    return LetterText(
        subject="Planlı bakım (deneme yazısı)",
        body="Kimlik doğrulama servisinde mesai saatleri dışında planlı bakım yapılacaktır.\n\n"
        "Bilgilerinizi ve gereğini rica ederim. Bu yazı deneme verisidir.",
        signatory_title=TITLE,
        references=["Veri paylaşımı protokolünün 6.8 inci maddesi."],
        attachments=["Bakım takvimi (1 sayfa)"],
        contact_name="Deneme Görevlisi",
        contact_title="Uzman",
    )


def _difference() -> LetterText:
    return LetterText(
        subject="Sorgu sayısında farklılık (deneme yazısı)",
        body="Kayıtlarımızdaki sorgu sayısı ile tarafımıza bildirilen sayı arasında fark bulunmaktadır.\n\n"
        "İncelenerek sonucunun bildirilmesini arz ederim. Bu yazı deneme verisidir.",
        signatory_title=TITLE,
    )
