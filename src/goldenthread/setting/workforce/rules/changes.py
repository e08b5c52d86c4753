"""What a row of a staff list changes for somebody known: corrections, a move to another post, or nothing. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from goldenthread.kernel.cells import same_text

from .reading import StaffRow

MOST_LEAVERS = 20
"""A list that would end more than this share of an agency's posts, in per cent, is more likely a part of the list."""


@dataclass(slots=True)
class PersonFacts:
    """A person as known when a list is compared."""

    id: int
    given_name: str
    family_name: str
    preferred_name: str
    professional_number: str
    emails: set[str] = field(default_factory=set)
    has_preferred_address: bool = False
    former_names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class PostFacts:
    """A post as known when a list is compared. Settings and teams by name, as lists have them."""

    id: int
    person_id: int
    job_role_id: int | None
    job_title: str
    setting: str
    team: str
    group_key: str
    staff_number: str
    is_volunteer: bool
    manager_id: int | None
    starts_on: date
    ends_on: date | None
    role_kept: bool = False


@dataclass(slots=True)
class Wanted:
    """What a row says of a post, with its words already turned into what they mean here."""

    job_role_id: int | None
    group_key: str
    manager_id: int | None  # negative: somebody new in this file
    role_kept: bool = False


def person_changes(row: StaffRow, person: PersonFacts) -> dict[str, str]:
    """Fields of the person that the row says otherwise. Capitals and spaces alone are no change."""
    said = {
        "given_name": row.given_name,
        "family_name": row.family_name,
        "preferred_name": row.preferred_name,
        "professional_number": row.professional_number,
    }
    return {name: text for name, text in said.items() if text and not _same(text, getattr(person, name))}


def _same(one: str, other: str) -> bool:
    return one == other or (one.casefold() == other.casefold() and one != one.title())


def name_is_an_old_one(row: StaffRow, person: PersonFacts) -> bool:
    """A list that still carries a name the person has left must not bring it back."""
    return same_text(row.name) in person.former_names


def post_meant(row: StaffRow, posts: list[PostFacts], rows_of_person: int) -> PostFacts | None:
    """Which of somebody's current posts in this agency and area a row means; None for one more post."""
    for post in posts:
        if row.staff_number and post.staff_number.casefold() == row.staff_number.casefold():
            return post
    titled = [post for post in posts if same_text(post.job_title) == same_text(row.job_title)]
    if titled:
        placed = [post for post in titled if not row.setting or same_text(post.setting) == same_text(row.setting)]
        return (placed or titled)[0]
    if len(posts) == 1 and rows_of_person == 1:
        return posts[0]
    return None


def keeps_role(row: StaffRow, post: PostFacts, wanted: Wanted) -> bool:
    """Whether a role stands only because nobody has said what the row's title means."""
    if wanted.job_role_id is not None or post.job_role_id is None:
        return False
    return post.role_kept or same_text(row.job_title) != same_text(post.job_title)


def keeping_role(row: StaffRow, wanted: Wanted, post: PostFacts) -> Wanted:
    """A job title that nobody has placed yet takes no job role away: the present one, and the group, are kept.

    A group is chosen for a role, so it is not carried into another one.
    """
    role = wanted.job_role_id if wanted.job_role_id is not None else post.job_role_id
    is_same = role == post.job_role_id
    group = wanted.group_key or (post.group_key if is_same else "")
    return replace(wanted, job_role_id=role, group_key=group, role_kept=keeps_role(row, post, wanted))


def has_moved(row: StaffRow, post: PostFacts, wanted: Wanted) -> bool:
    """Whether the row describes another job or place, so that history must keep both; else it corrects the post."""
    other_place = bool(row.setting and post.setting) and same_text(row.setting) != same_text(post.setting)
    other_title = same_text(row.job_title) != same_text(post.job_title)
    same_role = wanted.job_role_id is not None and wanted.job_role_id == post.job_role_id
    return other_place or (other_title and not same_role)


def day_of_move(row: StaffRow, post: PostFacts, as_on: date) -> date | None:
    """The first day in the new post, after the first day in the old; None if no day is left between."""
    if row.starts_on and row.starts_on > post.starts_on:
        return row.starts_on
    return as_on if as_on > post.starts_on else None


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def post_changes(row: StaffRow, post: PostFacts, wanted: Wanted, last_ended: date | None) -> dict[str, object]:
    """Corrections to a post. `last_ended`: the last day of an earlier post here, which a start must stay after.

    An empty cell corrects nothing: the file does not say.
    """
    changes: dict[str, object] = {}
    for name in ("job_title", "setting", "team", "staff_number"):
        text = getattr(row, name)
        if text and same_text(text) != same_text(getattr(post, name)):
            changes[name] = text
    if wanted.job_role_id is not None and wanted.job_role_id != post.job_role_id:
        changes["job_role_id"] = wanted.job_role_id
    is_placed = wanted.job_role_id is not None
    if (keeps_role(row, post, wanted) or (is_placed and post.role_kept)) and post.role_kept is is_placed:
        changes["role_kept"] = not is_placed
    if wanted.group_key and wanted.group_key != post.group_key:
        changes["group_key"] = wanted.group_key
    if wanted.manager_id is not None and wanted.manager_id != post.manager_id:
        changes["manager_id"] = wanted.manager_id
    if row.is_volunteer is not None and row.is_volunteer != post.is_volunteer:
        changes["is_volunteer"] = row.is_volunteer
    after_earlier = last_ended is None or (row.starts_on is not None and row.starts_on > last_ended)
    before_end = row.starts_on is None or post.ends_on is None or row.starts_on <= post.ends_on
    if row.starts_on and row.starts_on != post.starts_on and after_earlier and before_end:
        changes["starts_on"] = row.starts_on
    if row.ends_on and row.ends_on != post.ends_on and row.ends_on >= (row.starts_on or post.starts_on):
        changes["ends_on"] = row.ends_on
    return changes


def too_many_leave(leaving: int, current: int) -> bool:
    """Whether a full list would end so many posts that a person must confirm it (small agencies: more than two)."""
    return leaving > 2 and leaving * 100 > current * MOST_LEAVERS
