"""Every constraint, by name: the database itself refuses the wrong row, on either engine."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.house.rows import A_DAY, A_MOMENT, LATER, filled, saved

DAY_BEFORE = A_DAY - timedelta(days=1)
BACKWARDS: dict[str, Any] = {"starts_on": A_DAY, "ends_on": DAY_BEFORE}
MOMENT_BEFORE = A_MOMENT - timedelta(hours=1)
WITHOUT_LIMIT: dict[str, Any] = {"is_without_limit": True, "turn": 1}

SPOILT: dict[str, tuple[str, dict[str, Any]]] = {
    "message_state_known": ("messaging.Message", {"state": "lost"}),
    "message_not_sent_says_why": ("messaging.Message", {"state": "not_sent", "why_not": ""}),
    "message_claimed_says_when": ("messaging.Message", {"state": "claimed", "claimed_at": None}),
    "pause_open_or_resumed": ("messaging.Pause", {"open_slot": 1, "resumed_at": A_MOMENT}),
    "batch_state_known": ("imports.Batch", {"state": "lost"}),
    "noted_row_outcome_known": ("imports.NotedRow", {"outcome": "lost"}),
    "journal_page_act_known": ("imports.JournalPage", {"act": "lost"}),
    "question_kind_known": ("questionnaires.SetQuestion", {"kind": "song"}),
    "account_email_lower_case": ("accounts.Account", {"email": "Shouting@agency.example"}),
    "partnership_days_in_order": ("partnerships.Partnership", BACKWARDS),
    "agency_kind_known": ("partnerships.Agency", {"kind": "circus"}),
    "agency_duty_known": ("partnerships.Agency", {"duty": "none"}),
    "membership_reports_by_known": ("partnerships.Membership", {"reports_by": "carrier pigeon"}),
    "membership_days_in_order": ("partnerships.Membership", BACKWARDS),
    "aggregate_compliant_within_headcount": ("partnerships.AggregateReturn", {"headcount": 10, "compliant": 11}),
    "agency_change_known": ("partnerships.AgencyChange", {"kind": "moved"}),
    "partnership_change_known": ("partnerships.PartnershipChange", {"kind": "moved"}),
    "priority_days_in_order": ("partnerships.Priority", BACKWARDS),
    "role_granted_known": ("partnerships.RoleGranted", {"role": "king"}),
    "role_days_in_order": ("partnerships.RoleGranted", {"role": "administrator", **BACKWARDS}),
    "role_has_its_area": ("partnerships.RoleGranted", {"role": "officer", "partnership": None}),
    "agency_lead_has_agency": ("partnerships.RoleGranted", {"role": "agency_lead", "agency": None, "partnership": ...}),
    "framework_line_kind_known": ("frameworks.Line", {"kind": "foreign"}),
    "requirement_weight_known": ("frameworks.RequirementRow", {"weight": "heavy"}),
    "requirement_owner_known": ("frameworks.RequirementRow", {"owner": "nobody"}),
    "agency_override_days_in_order": ("frameworks.AgencyOverride", BACKWARDS),
    "post_days_in_order": ("workforce.Post", BACKWARDS),
    "post_approved_by_known": ("workforce.Post", {"approved_by": "lottery"}),
    "post_approver_role_named": ("workforce.Post", {"approved_by": "role", "approver_role": ""}),
    "duty_kind_known": ("workforce.DutyHeld", {"kind": "magician"}),
    "duty_days_in_order": ("workforce.DutyHeld", BACKWARDS),
    "seat_days_in_order": ("workforce.Seat", BACKWARDS),
    "deputy_days_in_order": ("workforce.Deputy", BACKWARDS),
    "deputy_is_another": ("workforce.Deputy", {"deputy": "person"}),
    "handover_to_another": ("upkeep.Handover", {"to": "person"}),
    "possible_match_decided_known": ("workforce.PossibleMatch", {"decided": "perhaps"}),
    "course_participatory_within_minutes": ("catalogue.Course", {"minutes": 60, "participatory_minutes": 61}),
    "course_state_known": ("catalogue.Course", {"partnership": ..., "state": "lost"}),
    "course_arrangement_known": ("catalogue.Course", {"arrangement": "stolen"}),
    "course_hosted_says_commissioner": ("catalogue.Course", {"arrangement": "hosted", "commissioner": ""}),
    "course_published_is_ours": ("catalogue.Course", {"partnership": None, "state": "published"}),
    "prerequisite_is_another": ("catalogue.Prerequisite", {"before": "course"}),
    "course_check_about_known": ("catalogue.Check", {"about": "weather"}),
    "course_check_stage_known": ("catalogue.Check", {"stage": "later"}),
    "course_check_met_has_evidence": ("catalogue.Check", {"is_met": True, "evidence": ""}),
    "method_stage_known": ("catalogue.MethodPlanned", {"cycle_stage": "dream"}),
    "trainer_days_in_order": ("trainers.Trainer", BACKWARDS),
    "champion_has_topic": ("trainers.Trainer", {"kind": "champion", "topic": ""}),
    "trainer_approval_says_who": ("trainers.Trainer", {"approved_on": A_DAY, "approved_by": ""}),
    "competency_days_in_order": ("trainers.Competency", {"met_on": A_DAY, "expires_on": DAY_BEFORE}),
    "authorisation_days_in_order": ("trainers.Authorisation", {"starts_on": A_DAY, "expires_on": DAY_BEFORE}),
    "gathering_kind_known": ("trainers.Gathering", {"kind": "party"}),
    "cascade_reached_someone": ("trainers.Cascade", {"attended": 0}),
    "event_state_known": ("events.Event", {"state": "lost"}),
    "event_kind_known": ("events.Event", {"kind": "secret"}),
    "event_mode_known": ("events.Event", {"mode": "at sea"}),
    "event_selected_by_known": ("events.Event", {"selected_by": "lottery"}),
    "event_selection_has_day": ("events.Event", {"selected_by": "at-a-date", "selects_on": None}),
    "event_cancelled_says_why": ("events.Event", {"state": "cancelled", "cancelled_at": A_MOMENT, "why_cancelled": ""}),
    "event_opens_before_closing": ("events.Event", {"opens_at": A_MOMENT, "closes_at": MOMENT_BEFORE}),
    "event_early_opens_first": ("events.Event", {"early_opens_at": A_MOMENT, "opens_at": MOMENT_BEFORE}),
    "session_ends_after_start": ("events.Session", {"starts_at": A_MOMENT, "ends_at": A_MOMENT}),
    "event_trainer_one_answer": ("events.EventTrainer", {"confirmed_at": A_MOMENT, "declined_at": A_MOMENT}),
    "ring_fence_of_something": ("events.RingFence", {"places": 0}),
    "awkward_days_kind_known": ("events.AwkwardDays", {"kind": "rainy"}),
    "awkward_days_in_order": ("events.AwkwardDays", BACKWARDS),
    "booking_state_known": ("bookings.Booking", {"state": "lost"}),
    "booking_source_known": ("bookings.Booking", {"source": "nowhere"}),
    "booking_outcome_known": ("bookings.Booking", {"outcome": "slept"}),
    "booking_holds_place_when_booked": ("bookings.Booking", {"state": "confirmed", "place": None}),
    "booking_offer_has_end": ("bookings.Booking", {**WITHOUT_LIMIT, "state": "offered", "offered_until": None}),
    "booking_waiting_has_turn": ("bookings.Booking", {"state": "waiting", "turn": None}),
    "booking_outcome_of_booked": ("bookings.Booking", {"state": "asked", "outcome": "attended"}),
    "approval_answer_whole": ("bookings.Approval", {"is_yes": True, "answered_at": None}),
    "approval_answered_by_known": ("bookings.Approval", {"answered_by": "pigeon"}),
    "need_kind_known": ("bookings.Need", {"need": "luck"}),
    "need_state_known": ("bookings.Need", {"state": "lost"}),
    "need_unmet_says_why": ("bookings.Need", {"state": "unmet", "note": ""}),
    "register_opened_says_why": ("bookings.Register", {"closed_at": None, "times_closed": 1, "why_opened": ""}),
    "booking_policy_days_in_order": ("bookings.BookingPolicy", BACKWARDS),
    "entry_kind_known": ("charging.Entry", {"kind": "gift"}),
    "entry_waiver_names_entry": ("charging.Entry", {"kind": "waiver", "waives": None}),
    "certificate_revoked_says_why": ("certificates.Certificate", {"revoked_at": A_MOMENT, "why_revoked": ""}),
    "counts_for_another": ("catalogue.CountsFor", {"counts_as": "course"}),
    "counts_for_days_in_order": ("catalogue.CountsFor", BACKWARDS),
    "record_state_known": ("records.Record", {"state": "lost"}),
    "record_format_known": ("records.Record", {"format": "dream"}),
    "record_provider_known": ("records.Record", {"provider_kind": "nobody"}),
    "record_day_plausible": ("records.Record", {"completed_on": date(1949, 12, 31)}),
    "record_refused_says_why": ("records.Record", {"state": "refused", "why_refused": ""}),
    "record_participatory_within_minutes": ("records.Record", {"minutes": 60, "participatory_minutes": 61}),
    "apart_in_order": ("upkeep.Apart", {"second": "first"}),
    "merge_of_two": ("upkeep.Merge", {"gone": "kept"}),
    "exemption_days_in_order": ("standing.Exemption", BACKWARDS),
    "exemption_has_reason": ("standing.Exemption", {"reason": ""}),
}
"""A row that breaks the constraint. A field given another field's name takes its value; `...` a row of its own."""

TWICE: dict[str, tuple[str, dict[str, Any]]] = {
    "round_done_once": ("freshness.RoundDone", {"name": "standing", "on": A_DAY}),
    "stale_once": ("freshness.Stale", {"kind": "person", "key": 7}),
    "go_live_once": ("messaging.GoLive", {"partnership_id": 3, "kind": "refresher"}),
    "remembered_column_once": ("imports.RememberedColumn", {"kind": "workforce", "agency_id": 3, "heading": "name"}),
    "remembered_everyone_once": (
        "imports.RememberedOfEveryone",
        {"kind": "staff-list", "agency_id": 3, "field": "job_title"},
    ),
    "remembered_word_once": ("imports.RememberedWord", {"kind": "workforce", "agency_id": 3, "word": "cook"}),
    "journal_page_once": ("imports.JournalPage", {"batch": ..., "position": 1}),
    "question_set_version_once": ("questionnaires.QuestionSet", {"key": "reaction", "version": 1}),
    "question_key_once": ("questionnaires.SetQuestion", {"question_set": ..., "key": "useful"}),
    "question_position_once": ("questionnaires.SetQuestion", {"question_set": ..., "position": 1}),
    "partnership_name_once": ("partnerships.Partnership", {"name": "Fellside"}),
    "membership_current_once": ("partnerships.Membership", {"partnership": ..., "agency": ..., "ends_on": None}),
    "aggregate_return_once": (
        "partnerships.AggregateReturn",
        {"membership": ..., "requirement_key": "", "as_at": A_DAY, "headcount": 9, "compliant": 1},
    ),
    "setting_name_once": ("partnerships.Setting", {"agency": ..., "name": "Upper site"}),
    "team_name_once": ("partnerships.Team", {"agency": ..., "name": "Duty team"}),
    "report_group_name_once": ("partnerships.ReportGroup", {"partnership": ..., "name": "Justice"}),
    "subgroup_key_once": ("partnerships.Subgroup", {"partnership": ..., "key": "learning"}),
    "priority_once": ("partnerships.Priority", {"partnership": ..., "name": "Neglect", "starts_on": A_DAY}),
    "role_in_agency_once": (
        "partnerships.RoleGranted",
        {"account": ..., "role": "agency_lead", "partnership": ..., "agency": ...},
    ),
    "role_in_partnership_once": ("partnerships.RoleGranted", {"account": ..., "role": "officer", "partnership": ...}),
    "role_everywhere_once": ("partnerships.RoleGranted", {"account": ..., "role": "administrator"}),
    "framework_line_once": ("frameworks.Line", {"partnership": ..., "key": "local"}),
    "framework_version_number_once": ("frameworks.Version", {"line": ..., "number": 1}),
    "framework_version_day_once": ("frameworks.Version", {"line": ..., "takes_force_on": A_DAY}),
    "target_group_once": ("frameworks.TargetGroup", {"version": ..., "key": "group-1"}),
    "requirement_key_once": ("frameworks.RequirementRow", {"version": ..., "key": "awareness", "agency": None}),
    "requirement_of_agency_once": ("frameworks.RequirementRow", {"version": ..., "key": "awareness", "agency": ...}),
    "agency_override_once": ("frameworks.AgencyOverride", {"line": ..., "agency": ..., "requirement_key": "awareness"}),
    "address_once": ("workforce.Address", {"email": "robin@agency.example"}),
    "address_one_preferred": ("workforce.Address", {"person": ..., "is_preferred": True}),
    "post_staff_number_once": ("workforce.Post", {"agency": ..., "partnership": ..., "staff_number": "E1"}),
    "condition_answer_once": (
        "workforce.ConditionAnswer",
        {"person": ..., "partnership": ..., "question_key": "advises"},
    ),
    "possible_match_once": ("workforce.PossibleMatch", {"agency": ..., "partnership": ..., "key": "E1", "person": ...}),
    "possible_match_same_as_one": (
        "workforce.PossibleMatch",
        {"agency": ..., "partnership": ..., "key": "E1", "decided": "same"},
    ),
    "course_key_once": ("catalogue.Course", {"partnership": ..., "key": "awareness"}),
    "outside_course_once": ("catalogue.Course", {"partnership": None, "title": "Safe", "provider": "Trust"}),
    "counts_for_once": ("catalogue.CountsFor", {"course": ..., "counts_as": ..., "partnership": ...}),
    "set_aside_once": ("catalogue.SetAside", {"course": ..., "partnership": ...}),
    "outcome_position_once": ("catalogue.Outcome", {"course": ..., "position": 1}),
    "prerequisite_once": ("catalogue.Prerequisite", {"course": ..., "before": ...}),
    "course_tag_once": ("catalogue.Tag", {"course": ..., "line": "drivers:1"}),
    "priority_served_once": ("catalogue.Served", {"course": ..., "priority": ...}),
    "course_check_once": (
        "catalogue.Check",
        {"course": ..., "about": "values", "stage": "planning", "line": "ethos:1"},
    ),
    "method_position_once": ("catalogue.MethodPlanned", {"course": ..., "position": 1}),
    "content_version_once": ("catalogue.ContentVersion", {"course": ..., "number": 1}),
    "trainer_once": (
        "trainers.Trainer",
        {"partnership": ..., "person": ..., "kind": "associate", "topic": "", "ends_on": None},
    ),
    "competency_once": ("trainers.Competency", {"trainer": ..., "line": "trainers:1"}),
    "authorisation_once": ("trainers.Authorisation", {"trainer": ..., "course": ...}),
    "gathering_attended_once": ("trainers.Attendance", {"gathering": ..., "person": ...}),
    "venue_name_once": ("events.Venue", {"partnership": ..., "name": "Town hall"}),
    "event_slug_once": ("events.Event", {"partnership": ..., "slug": "2026-03-neglect"}),
    "session_start_once": ("events.Session", {"event": ..., "starts_at": A_MOMENT, "ends_at": LATER}),
    "event_trainer_once": ("events.EventTrainer", {"event": ..., "trainer": ...}),
    "joint_with_once": ("events.JointWith", {"event": ..., "partnership": ...}),
    "ring_fence_once": ("events.RingFence", {"event": ..., "agency": ..., "places": 8}),
    "place_number_once": ("bookings.Place", {"event": ..., "number": 1}),
    "booking_open_once": ("bookings.Booking", {"event": ..., "person": ..., "state": "asked"}),
    "booking_turn_once": ("bookings.Booking", {"event": ..., "turn": 1, "state": "waiting"}),
    "need_once": ("bookings.Need", {"booking": ..., "need": "bsl"}),
    "present_once": ("bookings.Present", {"booking": ..., "session": ...}),
    "feed_current_once": ("bookings.Feed", {"person": ..., "revoked_at": None}),
    "booking_policy_day_once": ("bookings.BookingPolicy", {"partnership": ..., "starts_on": A_DAY}),
    "certificate_current_once": ("certificates.Certificate", {"booking": ..., "revoked_at": None}),
    "record_once": ("records.Record", {"person": ..., "course": ..., "completed_on": A_DAY}),
    "apart_once": ("upkeep.Apart", {"first": ..., "second": ...}),
    "merge_gone_once": ("upkeep.Merge", {"gone": ...}),
    "quarter_figure_once": (
        "standing.QuarterFigure",
        {"partnership": ..., "ends_on": A_DAY, "agency": ..., "requirement_key": "awareness"},
    ),
    "standing_once": ("standing.Standing", {"person": ..., "agency": ..., "requirement_id": 1}),
}
"""Fields that may not be the same in two rows; `...` takes the first row's value."""


def constraints() -> dict[str, models.BaseConstraint]:
    return {
        constraint.name: constraint
        for model in apps.get_models()
        if model.__module__.startswith("goldenthread.")
        for constraint in model._meta.constraints
    }


def test_every_constraint_is_tried_here() -> None:
    assert set(constraints()) == set(SPOILT) | set(TWICE) | {"place_held_once"}


def test_every_condition_has_a_message_in_the_fields_words() -> None:
    silent = [
        name
        for name, constraint in constraints().items()
        if isinstance(constraint, models.CheckConstraint)
        and constraint.violation_error_message == models.BaseConstraint.default_violation_error_message
    ]
    assert silent == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", SPOILT)
def test_the_database_refuses_a_spoilt_row(name: str) -> None:
    label, wrong = SPOILT[name]
    model = apps.get_model(label)
    row = filled(model)
    for field, value in wrong.items():
        is_other_field = isinstance(value, str) and value in {f.name for f in model._meta.fields}
        needed = saved(model._meta.get_field(field).related_model) if value is ... else value
        setattr(row, field, getattr(row, value) if is_other_field else needed)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)
    saved(model)


@pytest.mark.django_db
@pytest.mark.parametrize("name", TWICE)
def test_the_database_refuses_a_second_row(name: str) -> None:
    label, same = TWICE[name]
    model = apps.get_model(label)
    fixed = {field: value for field, value in same.items() if value is not ...}
    needed = {
        field: saved(model._meta.get_field(field).related_model)
        for field, value in same.items()
        if value is ... and model._meta.get_field(field).null
    }
    first = saved(model, **fixed, **needed)
    again = {field: getattr(first, field) for field in same}
    with pytest.raises(IntegrityError, match="(?i)unique"), transaction.atomic():
        saved(model, **again)
    assert isinstance(constraints()[name], models.UniqueConstraint)


@pytest.mark.django_db
def test_the_database_refuses_a_second_holder_of_a_place() -> None:
    place = saved(apps.get_model("bookings.Place"))
    booking = apps.get_model("bookings.Booking")
    saved(booking, event=place.event, place=place, state="confirmed")
    with pytest.raises(IntegrityError, match="(?i)unique"), transaction.atomic():
        saved(booking, event=place.event, place=place, state="confirmed")
    saved(
        booking, event=place.event, place=saved(apps.get_model("bookings.Place"), event=place.event), state="confirmed"
    )
