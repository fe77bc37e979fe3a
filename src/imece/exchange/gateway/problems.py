"""What the road answers when it does not answer: RFC 9457 documents in Turkish and English, each with what to do.

This is data: the developers' pages show the same list. A text may name values in braces; they are the caller's own.
"""

from dataclasses import dataclass
from typing import Any, Final

import msgspec

TYPE: Final = "urn:imece:problem:{code}"
MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    action: str


@dataclass(frozen=True, slots=True)
class Kind:
    """`retry_after`: seconds, where trying again later helps."""

    code: str
    status: int
    tr: Text
    en: Text
    retry_after: int = 0


CATALOGUE: Final[dict[str, Kind]] = {}


def _kind(code: str, status: int, tr: tuple[str, str], en: tuple[str, str], retry_after: int = 0) -> Kind:
    CATALOGUE[code] = Kind(code, status, Text(*tr), Text(*en), retry_after)
    return CATALOGUE[code]


UNAUTHENTICATED = _kind(
    "GWY-001",
    401,
    (
        "Kimliğiniz doğrulanamadı.",
        "Kurum kodunu, parolayı ya da imzalı beyanı, sertifikayı ve bildirilen statik IP adresini denetleyin.",
    ),
    (
        "You could not be authenticated.",
        "Check the client id, the password or signed assertion, the certificate and the static IP address declared.",
    ),
)
TOKEN_EXPIRED = _kind(
    "GWY-002",
    401,
    ("Erişim anahtarının süresi {at} tarihinde doldu.", "/v1/token adresinden yenisini alın."),
    ("The access token expired at {at}.", "Ask for a new one at /v1/token."),
)
CREDENTIAL_CLOSED = _kind(
    "GWY-003",
    403,
    (
        "{client} erişim bilgisi kullanılamaz: {state}.",
        "Erişim sayfasında yenileyin (Değişim › Erişim); adres ya da parola değişikliği yeni bir Bilgi Formu ister.",
    ),
    (
        "The credential {client} cannot be used: {state}.",
        "Renew it on the access page (Exchange › Access); a new address or password needs a new information form.",
    ),
)
UNSUPPORTED_GRANT = _kind(
    "GWY-004",
    400,
    ("“{value}” desteklenen bir grant_type değil.", "grant_type=client_credentials gönderin."),
    ("“{value}” is not a grant_type that is served.", "Send grant_type=client_credentials."),
)
NOT_FOUND = _kind(
    "GWY-010",
    404,
    (
        "Bu adreste bir servis yok.",
        "Adresi /v1/services/<ad>/v<sürüm> biçiminde yazın; servis listesi katalogdadır.",
    ),
    (
        "There is no service at this address.",
        "Write /v1/services/<name>/v<version>; the catalogue lists the services.",
    ),
)
METHOD = _kind(
    "GWY-011",
    405,
    ("Bu adres yalnız {allowed} kabul eder.", "İsteği {allowed} ile gönderin."),
    ("This address takes {allowed} only.", "Send the request with {allowed}."),
)
REQUEST_ID = _kind(
    "GWY-012",
    400,
    (
        "Request-Id üst bilgisi bir UUID olmalıdır.",
        "Her soru için yeni bir UUID üretin; yinelerken aynısını gönderin.",
    ),
    (
        "The header Request-Id must be a UUID.",
        "Make a new UUID for each question; send the same one when you repeat it.",
    ),
)
MALFORMED = _kind(
    "GWY-013",
    400,
    ("Gövde okunamadı: {reason}.", "Gövdeyi servisin tanımındaki biçimde JSON olarak gönderin."),
    ("The body could not be read: {reason}.", "Send JSON as the service's definition says."),
)
TOO_LARGE = _kind(
    "GWY-014",
    413,
    ("Gövde {most} bayttan büyük.", "Soruyu küçültün ya da toplu soruyu bölün."),
    ("The body is larger than {most} bytes.", "Make it smaller, or divide the batch."),
)
REPEATED_OTHERWISE = _kind(
    "GWY-015",
    422,
    (
        "Bu Request-Id ile başka bir soru soruldu.",
        "Yeni soru için yeni bir UUID üretin; yineleme ilk sorunun aynısı olmalıdır.",
    ),
    (
        "Another question was asked under this Request-Id.",
        "Make a new UUID; a repetition must be the same question.",
    ),
)
NO_GRANT = _kind(
    "GWY-020",
    403,
    (
        "Kurumunuzun {service} servisi için bugün yürürlükte bir yetkisi yok.",
        "Anlaşmanızın Ek-1’inde servisi ve süresini denetleyin; gerekirse başvurun.",
    ),
    (
        "Your institution has no right in force today to ask {service}.",
        "Check the service and its term in Ek-1 of your agreement; apply if it is missing.",
    ),
)
SUSPENDED = _kind(
    "GWY-021",
    403,
    (
        "Erişim askıda: {reason}",
        "Askıya alan tarafa giderildiğini yazılı bildirin; kaldırıldığında erişim hemen açılır.",
    ),
    (
        "Access is suspended: {reason}",
        "Tell the suspending party in writing that it is mended; access opens as soon as it is lifted.",
    ),
)
PURPOSE = _kind(
    "GWY-022",
    403,
    (
        "“{purpose}” amacı {service} servisi için yetkinizde yok.",
        "Anlaşmadaki amaç kodlarından birini gönderin.",
    ),
    (
        "The purpose “{purpose}” is not in your right to ask {service}.",
        "Send one of the agreement's purpose codes.",
    ),
)
USER = _kind(
    "GWY-023",
    403,
    (
        "“{user}” numaralı kullanıcının geçerli bir gizlilik taahhütnamesi yok ya da kullanıcı tanımlı değil.",
        "Kullanıcıyı ve imzalı taahhütnamesini (Ek-2) kullanıcılar sayfasına girin.",
    ),
    (
        "The user “{user}” is not registered or has no valid confidentiality undertaking.",
        "Enter the user and the signed undertaking (Ek-2) on the users page.",
    ),
)
UNIT = _kind(
    "GWY-024",
    403,
    ("“{unit}” kodlu birim kurumunuzun etkin bir birimi değil.", "Birimi birimler sayfasında tanımlayın."),
    ("The unit “{unit}” is not an active unit of your institution.", "Register the unit on the units page."),
)
FILE = _kind(
    "GWY-025",
    422,
    (
        "“{purpose}” amacıyla sormak için dosya numarası gerekir.",
        "file alanına dosya ya da başvuru numarasını yazın.",
    ),
    (
        "A question for the purpose “{purpose}” needs a file number.",
        "Write the file or application number into file.",
    ),
)
INPUT = _kind(
    "GWY-026",
    422,
    ("{fault}", "Değeri düzeltin; servisin tanımı alanların biçimini söyler."),
    ("{fault}", "Correct the value; the service's definition says what each input looks like."),
)
WITHDRAWN = _kind(
    "GWY-027",
    410,
    ("{service} servisi {day} tarihinde kaldırıldı.", "Katalogdaki yeni sürümü kullanın."),
    ("The service {service} was withdrawn on {day}.", "Use the newer version in the catalogue."),
)
RATE = _kind(
    "GWY-030",
    429,
    (
        "Saniyede {rate} soruluk sınır aşıldı.",
        "Retry-After kadar bekleyin; sınır erişim bilgisi ve servis başınadır.",
    ),
    (
        "The rate of {rate} questions a second is exceeded.",
        "Wait as Retry-After says; it counts by credential and service.",
    ),
    retry_after=1,
)
DAY = _kind(
    "GWY-031",
    429,
    ("Anlaşmadaki günlük {cap} soru doldu.", "Ertesi günü bekleyin ya da anlaşmada artış isteyin."),
    (
        "The agreed {cap} questions of the day are used up.",
        "Wait for the next day, or ask for more in the agreement.",
    ),
)
SHARE = _kind(
    "GWY-032",
    429,
    (
        "Kurumunuzun bekleyen soruları kuyruktaki payını doldurdu.",
        "Biraz bekleyip daha az soruyu aynı anda gönderin.",
    ),
    (
        "Your institution's waiting questions fill its share of the queue.",
        "Wait a little and send fewer at once.",
    ),
    retry_after=1,
)
BUSY = _kind(
    "GWY-040",
    503,
    ("Kuyruk dolu.", "Retry-After kadar bekleyip aynı Request-Id ile yineleyin."),
    ("The queue is full.", "Wait as Retry-After says and repeat with the same Request-Id."),
    retry_after=2,
)
STALE = _kind(
    "GWY-041",
    503,
    ("Yetki bilgisi güncel değil; kimseye yanıt verilmiyor.", "Birazdan aynı Request-Id ile yineleyin."),
    (
        "What is known about rights is not up to date; nobody is answered.",
        "Repeat soon with the same Request-Id.",
    ),
    retry_after=3,
)
UNRECORDED = _kind(
    "GWY-042",
    503,
    ("Sorunun kaydı yazılamadı; bu yüzden yanıt verilmedi.", "Birazdan aynı Request-Id ile yineleyin."),
    ("The question could not be recorded, so it was not answered.", "Repeat soon with the same Request-Id."),
    retry_after=2,
)
UNSEALED = _kind(
    "GWY-043",
    503,
    ("Kayıt defteri uzun süredir mühürlenemiyor; soru alınmıyor.", "Durum sayfasına bakın, sonra yineleyin."),
    (
        "The ledger has not been sealed for too long; no question is taken.",
        "See the status page, then repeat.",
    ),
    retry_after=60,
)
ELSEWHERE = _kind(
    "GWY-044",
    421,
    ("Kurumunuzun kayıtlarını başka bir ağ geçidi yazar.", "İsteği ortak adrese gönderin."),
    ("Another gateway writes your institution's records.", "Send the request to the common address."),
)
FAILED = _kind(
    "GWY-050",
    502,
    ("{service} yanıt veremedi.", "Birazdan yeni bir Request-Id ile yineleyin; kayıt ücretlendirilmez."),
    ("{service} could not answer.", "Repeat later with a new Request-Id; it is not charged."),
)
SILENT = _kind(
    "GWY-051",
    504,
    (
        "{service} süresi içinde yanıt vermedi.",
        "Birazdan yeni bir Request-Id ile yineleyin; kayıt ücretlendirilmez.",
    ),
    ("{service} did not answer in time.", "Repeat later with a new Request-Id; it is not charged."),
    retry_after=10,
)


def language_of(accept: str) -> str:
    """The first of Turkish and English that the caller names; Turkish when he names neither."""
    places = [(accept.find(one), one) for one in ("tr", "en") if one in accept]
    return min(places)[1] if places else "tr"


def document_of(kind: Kind, values: dict[str, Any], language: str, request_id: str = "") -> bytes:
    text = kind.en if language == "en" else kind.tr
    title, action = text.title.format(**values), text.action.format(**values)
    document = {
        "type": TYPE.format(code=kind.code),
        "title": title,
        "status": kind.status,
        "detail": f"{title} {action}",
        "code": kind.code,
        "action": action,
    }
    if request_id:
        document["instance"] = f"urn:uuid:{request_id}"
    return msgspec.json.encode(document)
