"""Reads of certificates: lists, one to print, and the public check."""

from .checking import check
from .lists import (
    certificates_of_agency,
    certificates_of_event,
    certificates_of_person,
    certificates_of_team,
    every_certificate,
    get_certificate,
    history_of,
    who_has_none,
)
from .printing import as_pdf

__all__ = [
    "as_pdf",
    "certificates_of_agency",
    "certificates_of_event",
    "certificates_of_person",
    "certificates_of_team",
    "check",
    "every_certificate",
    "get_certificate",
    "history_of",
    "who_has_none",
]
