from imece.accounts.models import Organisation
from imece.exchange.letters.models import LetterBook


def next_letter_number(sender: Organisation, file_code: str) -> str:
    """**Sayı**: E (electronic), the sender's DETSİS number, file plan code, serial.

    Without a DETSİS number eight digits of our own stand in its place: ten would be masked on the public check page.
    """
    LetterBook.objects.get_or_create(organisation=sender)
    book = LetterBook.objects.select_for_update().get(organisation=sender)
    book.last_serial += 1
    book.save(update_fields=["last_serial"])
    institution = getattr(sender, "institution", None)
    house = (institution.detsis_number if institution else "") or f"{sender.pk:08d}"
    return "-".join(part for part in ("E", house, file_code, str(book.last_serial)) if part)
