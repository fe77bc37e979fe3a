"""A file that goes along with a mail. Text only: it is kept with the message, so that a later try sends the same."""

from dataclasses import dataclass, field

from django.core.mail import SafeMIMEText


@dataclass(frozen=True)
class Attachment:
    """`subtype` is that of `text/…`; `parameters` are the content type's own, such as a calendar's method."""

    name: str
    subtype: str
    content: str
    parameters: dict[str, str] = field(default_factory=dict)


def mime_part(attachment: Attachment) -> SafeMIMEText:
    part = SafeMIMEText(attachment.content, attachment.subtype, "utf-8")
    for name, value in attachment.parameters.items():
        part.set_param(name, value)
    part.add_header("Content-Disposition", "attachment", filename=attachment.name)
    return part
