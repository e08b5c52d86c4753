"""Where someone stands, as a tag: a word, a mark and a colour, never the colour alone."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Mark:
    """How a state is shown: its word, the mark before it, and the class that colours both."""

    word: str
    mark: str
    tone: str


MARKS = {
    "met": Mark("Met", "✓", "good"),
    "due": Mark("Due soon", "◷", "soon"),
    "overdue": Mark("Overdue", "!", "bad"),
    "exempt": Mark("Exempt", "–", "quiet"),
    "induction": Mark("In induction", "◔", "new"),
    "never": Mark("Never done", "✕", "bad"),
    "advised": Mark("Advised", "i", "quiet"),
    "shown": Mark("Shown only", "i", "quiet"),
    # records
    "imported": Mark("Imported", "↥", "quiet"),
    "to_verify": Mark("To be verified", "?", "soon"),
    "verified": Mark("Verified", "✓", "good"),
    "refused": Mark("Refused", "✕", "bad"),
    # bookings, in the room's own words
    "asked": Mark("Waiting for approval", "?", "soon"),
    "held": Mark("Held for an officer to decide", "?", "soon"),
    "offered": Mark("Offered a place", "!", "new"),
    "confirmed": Mark("Booked", "✓", "good"),
    "withdrawn": Mark("Withdrawn before there was a place", "–", "quiet"),
    "cancelled_late": Mark("Cancelled late", "✕", "bad"),
    "handed_on": Mark("Handed to a colleague", "→", "quiet"),
    "event_cancelled": Mark("The event was cancelled", "✕", "bad"),
    # certificates
    "valid": Mark("Valid", "✓", "good"),
    "expired": Mark("Expired", "!", "bad"),
    "revoked": Mark("Revoked", "✕", "bad"),
    "replaced": Mark("Replaced by a newer one", "→", "quiet"),
    # work in hand
    "draft": Mark("Draft", "✎", "quiet"),
    "published": Mark("Open for booking", "✓", "good"),
    "closed": Mark("Closed for booking", "–", "quiet"),
    "cancelled": Mark("Cancelled", "✕", "bad"),
    "in_force": Mark("In force", "✓", "good"),
    "past": Mark("Past", "–", "quiet"),
    "waiting": Mark("Waiting", "◷", "soon"),
    "planned": Mark("Planned", "◷", "soon"),
    "done": Mark("Done", "✓", "good"),
    "new": Mark("New", "+", "new"),
    "changed": Mark("Changed", "≠", "soon"),
    "same": Mark("Same", "=", "quiet"),
    "leaver": Mark("Leaver", "→", "quiet"),
}


def _marked(value: str) -> Mark | None:
    """The mark of a state, whether its word is written with hyphens or underscores."""
    return MARKS.get(value.replace("-", "_"))


def word_of(value: str) -> str:
    """The word for a state, for exports and for titles."""
    mark = _marked(value)
    return mark.word if mark else value.replace("_", " ").capitalize()


def status_tag(value: str, text: str = "") -> SafeString:
    """The tag of a state; one that has no mark yet is shown quietly, in its own word."""
    mark = _marked(value) or Mark(word_of(value), "•", "quiet")
    return format_html(
        '<strong class="gt-tag gt-tag--{}"><span class="gt-tag__mark" aria-hidden="true">{}</span> {}</strong>',
        mark.tone,
        mark.mark,
        text or mark.word,
    )
