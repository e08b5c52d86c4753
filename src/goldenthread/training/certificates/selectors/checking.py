"""The public check of a certificate by its code: name, course, date and standing, and nothing else."""

from datetime import date

from django.conf import settings

from ..models import Certificate
from ..rules import read_code, spaced, standing_of
from ..terms import Checked


def check(typed: str, on: date) -> Checked | None:
    """What anybody may know who holds the code, however they typed it; None if there is no such certificate."""
    code = read_code(typed)
    found = Certificate.objects.filter(code=code).select_related("replaced_by").first() if code else None
    if found is None:
        return None
    standing = standing_of(
        is_revoked=found.revoked_at is not None,
        is_replaced=hasattr(found, "replaced_by"),
        expires_on=found.expires_on,
        on=on,
    )
    return Checked(found.name, found.course_title, found.completed_on, found.expires_on, standing)


def address_of(certificate: Certificate) -> str:
    """Where anybody checks it: what its QR code holds."""
    return f"{settings.ADDRESS}/certificate/{spaced(certificate.code)}/"
