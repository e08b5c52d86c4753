"""What becomes of everything that points at a person when two entries turn out to be one."""

from enum import StrEnum


class OnMerge(StrEnum):
    MOVES = "moves"  # goes over to the one kept; where that one has the same already, it is set aside
    STAYS = "stays"  # history of upkeep itself, or worked out afresh from what moved


PEOPLE: dict[str, OnMerge] = {
    "workforce.person.merged_into": OnMerge.STAYS,
    "workforce.previousname.person": OnMerge.MOVES,
    "workforce.address.person": OnMerge.MOVES,
    "workforce.post.person": OnMerge.MOVES,
    "workforce.post.manager": OnMerge.MOVES,
    "workforce.dutyheld.person": OnMerge.MOVES,
    "workforce.conditionanswer.person": OnMerge.MOVES,
    "workforce.seat.person": OnMerge.MOVES,
    "workforce.deputy.person": OnMerge.MOVES,
    "workforce.deputy.deputy": OnMerge.MOVES,
    "workforce.possiblematch.person": OnMerge.MOVES,
    "records.record.person": OnMerge.MOVES,
    "standing.standing.person": OnMerge.STAYS,
    "standing.exemption.person": OnMerge.MOVES,
    "catalogue.course.owner": OnMerge.MOVES,
    "trainers.trainer.person": OnMerge.MOVES,
    "trainers.attendance.person": OnMerge.MOVES,
    "bookings.booking.person": OnMerge.MOVES,
    "bookings.approval.approver": OnMerge.MOVES,
    "bookings.feed.person": OnMerge.STAYS,
    "certificates.certificate.person": OnMerge.MOVES,
    "upkeep.handover.person": OnMerge.STAYS,
    "upkeep.handover.to": OnMerge.STAYS,
    "upkeep.apart.first": OnMerge.STAYS,
    "upkeep.apart.second": OnMerge.STAYS,
    "upkeep.merge.kept": OnMerge.STAYS,
    "upkeep.merge.gone": OnMerge.STAYS,
}
"""Every foreign key to a person, and its answer. A new one fails a test until it stands here."""
