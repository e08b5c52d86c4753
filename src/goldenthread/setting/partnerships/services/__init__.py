"""Verbs of partnerships: partnerships themselves, agencies, places, groups and roles."""

from .agencies import (
    change_agency,
    choose_reporting,
    confirm_profile,
    create_agency,
    enter_return,
    flag_bounced,
    join,
    leave,
    rename_agency,
    renumber_agency,
    repoint_agency,
)
from .groups import (
    change_report_group,
    change_subgroup,
    create_priority,
    create_report_group,
    create_subgroup,
    delete_report_group,
    end_priority,
    give_priority,
)
from .partnerships import change_partnership, create_partnership, note_succession, set_logo
from .places import change_setting, create_setting, create_team, end_setting, rename_team
from .roles import end_role, grant_first_administrator, grant_role, hand_over_roles, invite

__all__ = [
    "change_agency",
    "change_partnership",
    "change_report_group",
    "change_setting",
    "change_subgroup",
    "choose_reporting",
    "confirm_profile",
    "create_agency",
    "create_partnership",
    "create_priority",
    "create_report_group",
    "create_setting",
    "create_subgroup",
    "create_team",
    "delete_report_group",
    "end_priority",
    "end_role",
    "end_setting",
    "enter_return",
    "flag_bounced",
    "give_priority",
    "grant_first_administrator",
    "grant_role",
    "hand_over_roles",
    "invite",
    "join",
    "leave",
    "note_succession",
    "rename_agency",
    "rename_team",
    "renumber_agency",
    "repoint_agency",
    "set_logo",
]
