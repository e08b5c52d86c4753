"""What people are told about their bookings, in words. Facts in, a subject and a body out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class When:
    """One session and where it is."""

    starts_at: datetime
    ends_at: datetime
    where: str = ""


@dataclass(frozen=True)
class Facts:
    """What a letter about one booking may say. Empty words are left out of it."""

    name: str
    event: str
    partnership: str
    contact: str
    sessions: tuple[When, ...] = ()
    access: str = ""
    link: str = ""  # to join online
    note: str = ""
    ground_rules: str = ""
    needs: tuple[str, ...] = ()
    approver: str = ""
    why: str = ""
    position: int = 0
    offered_until: datetime | None = None
    cancel_by: date | None = None


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def clock_time(moment: datetime) -> str:
    """The hour on the clock: 9.30am."""
    local = moment.astimezone(LONDON)
    hour = local.hour % 12 or 12
    minutes = f".{local.minute:02d}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"


def day_of(moment: datetime | date) -> str:
    local = moment.astimezone(LONDON) if isinstance(moment, datetime) else moment
    return f"{local:%A} {local.day} {local:%B %Y}"


def sessions_in_words(sessions: Sequence[When]) -> str:
    """A line for each session; where it is stands once if it is the same throughout."""
    places = {one.where for one in sessions}
    lines = []
    for one in sessions:
        line = f"{day_of(one.starts_at)}, {clock_time(one.starts_at)} to {clock_time(one.ends_at)}"
        lines.append(f"{line}, {one.where}" if len(places) > 1 and one.where else line)
    if len(places) == 1 and (where := places.pop()):
        lines.append(where)
    return "\n".join(lines)


def _letter(facts: Facts, subject: str, *paragraphs: str) -> Letter:
    whole = [f"Dear {facts.name},", *(text for text in paragraphs if text)]
    whole.append(f"{facts.partnership}\nQuestions: {facts.contact}" if facts.contact else facts.partnership)
    return Letter(f"{subject}: {facts.event}", "\n\n".join(whole) + "\n")


def asked(facts: Facts) -> Letter:
    who = facts.approver or "your approver"
    return _letter(
        facts,
        "We have your application",
        f"You applied for {facts.event}.\n{sessions_in_words(facts.sessions)}",
        f"We have asked {who} to approve it. You do not need to do anything now; we will write again when they answer.",
        "This is not a booking yet: please do not come unless we confirm a place.",
    )


def held(facts: Facts) -> Letter:
    return _letter(
        facts,
        "We are looking at your application",
        f"You applied for {facts.event}. A learning and development officer will decide, because:",
        facts.why,
        "This is not a booking yet. We will write again when it is decided.",
    )


def waiting(facts: Facts) -> Letter:
    place = (
        f"You are number {facts.position} on the waiting list." if facts.position else "You are on the waiting list."
    )
    return _letter(
        facts,
        "You are on the waiting list",
        f"There is no free place for you on {facts.event} yet.\n{sessions_in_words(facts.sessions)}",
        f"{place} If a place comes free and it is your turn, we will offer it to you.",
        "If you no longer want to come, please withdraw, so that the next person moves up.",
    )


def offered(facts: Facts, link: str) -> Letter:
    until = facts.offered_until
    limit = (
        f"Please answer by {clock_time(until)} on {day_of(until)}. After that it goes to the next person."
        if until
        else ""
    )
    return _letter(
        facts,
        "A place is free for you",
        f"A place has come free on {facts.event}, and it is your turn.\n{sessions_in_words(facts.sessions)}",
        limit,
        f"Accept or decline here: {link}",
    )


def confirmed(facts: Facts) -> Letter:
    """The confirmation is the joining instructions: everything to come by."""
    return _letter(
        facts,
        "Your place is booked",
        f"You have a place on {facts.event}.\n{sessions_in_words(facts.sessions)}",
        f"Join online: {facts.link}" if facts.link else "",
        facts.access,
        f"What you asked for: {', '.join(facts.needs)}. We will tell you if any of it cannot be arranged."
        * bool(facts.needs),
        facts.note,
        f"Ground rules\n{facts.ground_rules}" if facts.ground_rules else "",
        f"If you cannot come, please cancel by {day_of(facts.cancel_by)}, so that someone else can have the place."
        if facts.cancel_by
        else "If you cannot come, please cancel as soon as you can, so that someone else can have the place.",
    )


def _needs(facts: Facts) -> str:
    if not facts.needs:
        return ""
    return f"What you asked for: {', '.join(facts.needs)}. We will tell you if any of it cannot be arranged."


def refused(facts: Facts) -> Letter:
    return _letter(
        facts,
        "Your application was not approved",
        f"Your application for {facts.event} was not approved.",
        facts.why,
        "Please talk to your manager, or ask us if you think this is a mistake.",
    )


def withdrawn(facts: Facts) -> Letter:
    return _letter(
        facts, "Your application is withdrawn", f"You are no longer on the list for {facts.event}.", facts.why
    )


def cancelled(facts: Facts) -> Letter:
    return _letter(
        facts,
        "Your place is cancelled",
        f"Your place on {facts.event} is cancelled. Thank you for telling us.",
        facts.why,
    )


def cancelled_late(facts: Facts) -> Letter:
    return _letter(
        facts,
        "Your place is cancelled",
        f"Your place on {facts.event} is cancelled. It was cancelled late, so it may not reach anybody else.",
        facts.why,
    )


def handed_on(facts: Facts) -> Letter:
    return _letter(
        facts, "Your place went to a colleague", f"Your place on {facts.event} is now your colleague's.", facts.why
    )


def event_cancelled(facts: Facts) -> Letter:
    return _letter(
        facts,
        "The event is cancelled",
        f"{facts.event} will not take place.\n{sessions_in_words(facts.sessions)}",
        f"Why: {facts.why}" if facts.why else "",
        "We are sorry. Your calendar entry is taken back. You can look for another date in the programme.",
    )


def changed(facts: Facts) -> Letter:
    return _letter(
        facts,
        "The days or the place have changed",
        f"{facts.event} has changed. It is now:\n{sessions_in_words(facts.sessions)}",
        f"Join online: {facts.link}" if facts.link else "",
        f"Why: {facts.why}" if facts.why else "",
        facts.access,
        "Your place stays yours. The new entry for your calendar comes with this message.",
    )


def new_date(facts: Facts, link: str) -> Letter:
    return _letter(
        facts,
        "There is a new date: can you still come?",
        f"{facts.event} has moved. It is now:\n{sessions_in_words(facts.sessions)}",
        f"Why: {facts.why}" if facts.why else "",
        f"Your place is kept for you. Please keep or decline the new date here: {link}",
    )


def reminder(facts: Facts) -> Letter:
    return _letter(
        facts,
        "Reminder",
        f"You have a place on {facts.event}.\n{sessions_in_words(facts.sessions)}",
        f"Join online: {facts.link}" if facts.link else "",
        facts.access,
        facts.note,
        "If you cannot come after all, please cancel now.",
    )


def absent(facts: Facts) -> Letter:
    return _letter(
        facts,
        "You did not attend",
        f"We expected you at {facts.event}, and the register says that you were not there.",
        "If that is wrong, please tell us. If you still need this training, please apply for another date.",
    )


BY_STATE: dict[str, Callable[[Facts], Letter]] = {
    "asked": asked,
    "held": held,
    "waiting": waiting,
    "confirmed": confirmed,
    "refused": refused,
    "withdrawn": withdrawn,
    "cancelled": cancelled,
    "cancelled-late": cancelled_late,
    "handed-on": handed_on,
    "event-cancelled": event_cancelled,
}
"""What somebody is told when their booking comes into a state. An offer carries a link, and has its own words."""


def to_manager(facts: Facts, person: str, letter: Letter) -> Letter:
    """A copy for the manager, where the framework says that they are told."""
    return Letter(
        f"{person}: {letter.subject}",
        f"Dear {facts.approver or 'manager'},\n\nThis was sent to {person}, whom you manage:\n\n{letter.body}",
    )


def approval_asked(facts: Facts, person: str, agency: str, link: str) -> Letter:
    """To whoever approves. Opening the link changes nothing."""
    return Letter(
        f"Please approve: {person} for {facts.event}",
        f"Dear {facts.approver or 'colleague'},\n\n{person} of {agency} has applied for {facts.event}.\n"
        f"{sessions_in_words(facts.sessions)}\n\nApprove or refuse here, without signing in: {link}\n\n"
        f"If this is not for you, please tell us. {facts.contact}\n\n{facts.partnership}\n",
    )


@dataclass(frozen=True)
class Awaited:
    """One application that waits for an approver."""

    person: str
    event: str
    starts_on: date | None
    asked_on: date


def approval_digest(name: str, waiting: Sequence[Awaited], partnership: str, contact: str) -> Letter:
    """One message for all that an approver has not answered, never one each."""
    count = len(waiting)
    lines = [
        f"- {one.person}: {one.event}"
        + (f", {day_of(one.starts_on)}" if one.starts_on else "")
        + f" (asked on {one.asked_on.day} {one.asked_on:%B})"
        for one in waiting
    ]
    noun = "application waits" if count == 1 else "applications wait"
    return Letter(
        f"{count} {noun} for your approval",
        f"Dear {name or 'colleague'},\n\n{count} {noun} for you:\n\n" + "\n".join(lines) + "\n\n"
        "The link in the first message about each still works; or sign in and open My team.\n\n"
        f"{partnership}\n" + (f"Questions: {contact}\n" if contact else ""),
    )
