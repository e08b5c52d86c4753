"""An officer's desk in the bench's county: enough of everything that no list is measured empty."""

from .county import AT, days_before, literal, make_rows, models, numbers, refreshed, spread
from .registry import Bench

EACH = 3_000
"""So many outside courses, records to verify, messages, acts in the trail and lists loaded."""


def lay(bench: Bench) -> None:
    """Lay the desk, once a run, after the county's standing has been worked out."""
    if "desk" not in bench.shared:
        records(outside_courses(), bench.people)
        paper(bench.people)
        refreshed()
        bench.shared["desk"] = True


def outside_courses() -> int:
    """Courses of other providers; every tenth set aside by an officer."""
    course, aside = models("catalogue.Course", "catalogue.SetAside")
    first = course.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    place = f"{first} - 1 + i"
    make_rows(
        course, numbers(EACH), id=place, key="'outside-' || i", title="'Outside course ' || i", provider="'Other'"
    )
    decided = {"partnership_id": "1", "reason": "'Too short'", "decided_at": literal(AT.isoformat())}
    make_rows(aside, numbers(EACH // 10), course_id=f"{first} - 1 + i * 10", **decided)
    return first


def records(first: int, people: int) -> None:
    """Three records of each outside course, one of them entered by the person and waiting to be verified."""
    (record,) = models("records.Record")
    make_rows(
        record,
        f"{numbers(EACH, 'p')}, {numbers(3, 'k')}",
        person_id=f"1 + {spread('p * 3 + k', people)}",
        course_id=f"{first} - 1 + p",
        completed_on=days_before(f"k * 400 + {spread('p', 300)}"),
        minutes="120",
        format="'e-learning'",
        provider_kind="'external'",
        state="CASE k WHEN 1 THEN 'to-verify' ELSE 'imported' END",
        entered_at=days_before(spread("p * 3", 90)),
    )


def paper(people: int) -> None:
    """Messages, the trail of what was done, and lists loaded, spread over two years."""
    message, entry, file, batch = models("messaging.Message", "audit.Entry", "files.StoredFile", "imports.Batch")
    when = days_before(spread("i * 5", 700))
    many = numbers(EACH)
    make_rows(
        message,
        many,
        key="'bench-' || i",
        kind="CASE i % 3 WHEN 0 THEN 'due-soon' WHEN 1 THEN 'overdue' ELSE 'welcome' END",
        to_address="'p' || i || '@county.example'",
        to_name="'Given Family ' || i",
        subject="'Your training falls due'",
        partnership_id="1",
        person_id=f"1 + {spread('i', people)}",
        due_at=when,
        state="CASE WHEN i % 20 = 0 THEN 'due' ELSE 'sent' END",
    )
    make_rows(
        entry,
        many,
        at=when,
        by_name="'County officer'",
        act="CASE i % 4 WHEN 0 THEN 'verify' WHEN 1 THEN 'enter' WHEN 2 THEN 'change' ELSE 'open_post' END",
        thing="CASE i % 2 WHEN 0 THEN 'record' ELSE 'post' END",
        thing_id="CAST(i AS varchar(60))",
        partnership_id="1",
    )
    key = (file.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    kept = {"room": "'imports'", "name": "'staff ' || i || '.xlsx'", "size": "0", "stored_at": when}
    make_rows(file, many, id=f"{key} - 1 + i", **kept)
    make_rows(
        batch,
        many,
        kind="'staff-list'",
        partnership_id="1",
        agency_id="1 + i % 60",
        file_id=f"{key} - 1 + i",
        as_on=days_before("30"),
        state="'applied'",
        rows_total="400",
        counts=literal('{"new": 12, "same": 388}'),
        by_name="'County officer'",
        uploaded_at=when,
        applied_at=when,
    )
