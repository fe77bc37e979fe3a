"""The KPS Bilgi Formu as a paper to be signed (X3.1): all fields, a place for the signature, a verification code."""

from datetime import datetime

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.documents.issue import Paper, issue_document
from imece.core.documents.letter import Letter
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.access.models import InformationForm

TITLE = "KPS Bilgi Formu"


@verb
def make_form_paper(*, form: InformationForm, actor: Actor, now: datetime) -> bytes:
    """In Turkish, as the form is. The identity numbers stand whole on it: it is the institution's own signed paper."""
    require(actor, "information_forms.see", form)
    institution = form.institution
    letter = Letter(
        issuer=str(institution),
        number=form.number,
        date=format_date(timezone.localdate(now)),
        title=TITLE,
        body=(
            "Kurumumuz, aşağıdaki bilgilerle veri paylaşım sistemine bağlanmak istemektedir. Kurumumuza tanımlanacak "
            "kimlik bilgisinin güvenliğinden kurumumuz sorumludur; statik IP adresi, parola ya da anahtar değiştiğinde "
            "bu form yenilenecektir."
        ),
        facts=[
            *_institution(form),
            *_person(form, "administrative", "İdari"),
            *_person(form, "technical", "Teknik"),
            *_connection(form),
        ],
        signer_name="(Ad, soyad, imza, mühür)",
        signer_position="Kurum yetkilisi",
    )
    paper = Paper(
        kind="exchange.information_form",
        title=TITLE,
        issuer_name=str(institution),
        issuer_id=institution.organisation_id,
        subject_reference=f"information_form:{form.pk}",
        subject_shown=form.number,
    )
    _document, content = issue_document(
        actor=actor, paper=paper, template_name="core/letter", data=letter.data(), now=now
    )
    return content


def _institution(form: InformationForm) -> list[tuple[str, str]]:
    return [
        ("Kurum kodu", form.institution.code),
        ("Vergi numarası", form.institution.tax_number or "–"),
        ("Adres", form.address),
        ("İş telefonu", form.office_phone),
        ("Faks", form.fax),
        ("E-posta", form.email),
        ("KEP adresi", form.kep_address),
    ]


def _person(form: InformationForm, role: str, word: str) -> list[tuple[str, str]]:
    labels = {
        "name": "adı soyadı",
        "national_id": "T.C. kimlik no",
        "title": "unvanı",
        "phone": "iş telefonu",
        "email": "e-postası",
    }
    return [(f"{word} sorumlu – {label}", getattr(form, f"{role}_{part}")) for part, label in labels.items()]


def _connection(form: InformationForm) -> list[tuple[str, str]]:
    return [
        ("Parolayı teslim alacak", form.handover_name),
        ("Kimlik kanıtlama", "İmzalı beyan (anahtar)" if form.credential_kind == "private_key" else "Parola"),
        ("Statik IP adresi", form.static_address),
        ("Kullanım başlangıcı", format_date(form.address_from) if form.address_from else "Onay tarihi"),
        ("Değişiklik gerekçesi", form.change_reason or "–"),
    ]
