"""Words of certificates: what a public check may say, and what its code looks like."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class Standing(TextChoices):
    """What the public check says of a certificate."""

    VALID = "valid", "Valid"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"
    REPLACED = "replaced", "Replaced by a newer one"


@dataclass(frozen=True)
class Checked:
    """All that a public check says of a certificate, and nothing else."""

    name: str
    course: str
    completed_on: date
    expires_on: date | None
    standing: Standing


LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Signs of a code: none that is taken for another when it is read out or typed."""

CODE_LENGTH = 12

CORRECTED = "The register was corrected."
"""Why a certificate goes that is no longer true. Whoever attended after all gets another by itself."""

MESSAGE = "certificate"
"""The kind of message that says a certificate is there."""
