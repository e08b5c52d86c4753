"""Addresses of the setup surface."""

from django.urls import URLPattern, path

from .views import accounts, agencies, groups, partnerships, people, places, upkeep

app_name = "setup"

AGENCY = "setup/partnerships/<slug:slug>/agencies/<slug:agency>/"
WITHIN = "setup/partnerships/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("setup/", partnerships.home, name="home"),
    path("setup/open-a-partnership/", partnerships.new, name="new_partnership"),
    path("setup/accounts/", accounts.index, name="accounts"),
    path("setup/accounts/<int:account_id>/", accounts.show, name="account"),
    path("setup/accounts/<int:account_id>/give-a-role/<slug:slug>/", accounts.grant, name="grant_role"),
    path("setup/accounts/<int:account_id>/invite-again/", accounts.send_again, name="send_again"),
    path("setup/accounts/<int:account_id>/close/", accounts.close, name="close_account"),
    path("setup/accounts/<int:account_id>/open-again/", accounts.reopen, name="reopen_account"),
    path("setup/people/<int:person_id>/account/", people.account, name="person_account"),
    path("setup/roles/<int:role_id>/end/", accounts.end_role, name="end_role"),
    path("setup/handovers/", upkeep.choose_person, name="handovers"),
    path("setup/handovers/<int:handover_id>/", upkeep.handover, name="handover"),
    path("setup/handovers/<int:handover_id>/undo/", upkeep.undo, name="undo_handover"),
    path("setup/handovers/person/<int:person_id>/", upkeep.reassign, name="reassign"),
    path(WITHIN + "split-or-merge/", upkeep.succeed, name="succeed"),
    path(AGENCY + "merge/", upkeep.merge_agency, name="merge_agency"),
    path(AGENCY + "split/", upkeep.split_agency, name="split_agency"),
    path(WITHIN, partnerships.show, name="partnership"),
    path(WITHIN + "change/", partnerships.edit, name="edit_partnership"),
    path(WITHIN + "logo/", partnerships.logo, name="logo"),
    path(WITHIN + "logo/file/", partnerships.logo_file, name="logo_file"),
    path(WITHIN + "invite/", accounts.invite, name="invite"),
    path(WITHIN + "agencies/", agencies.index, name="agencies"),
    path(WITHIN + "add-an-agency/", agencies.new, name="new_agency"),
    path(WITHIN + "add-an-agency-of-another/", agencies.join, name="join_agency"),
    path(WITHIN + "report-groups/", groups.report_groups, name="report_groups"),
    path(WITHIN + "report-groups/add/", groups.new_report_group, name="new_report_group"),
    path(WITHIN + "report-groups/<int:group_id>/", groups.edit_report_group, name="edit_report_group"),
    path(WITHIN + "report-groups/<int:group_id>/delete/", groups.delete_report_group, name="delete_report_group"),
    path(WITHIN + "subgroups/", groups.subgroups, name="subgroups"),
    path(WITHIN + "subgroups/add/", groups.new_subgroup, name="new_subgroup"),
    path(WITHIN + "subgroups/<int:subgroup_id>/", groups.edit_subgroup, name="edit_subgroup"),
    path(WITHIN + "priorities/", groups.priorities, name="priorities"),
    path(WITHIN + "priorities/add/", groups.new_priority, name="new_priority"),
    path(WITHIN + "priorities/<int:priority_id>/", groups.give_priority, name="give_priority"),
    path(WITHIN + "priorities/<int:priority_id>/end/", groups.end_priority, name="end_priority"),
    path(AGENCY, agencies.show, name="agency"),
    path(AGENCY + "change/", agencies.edit, name="edit_agency"),
    path(AGENCY + "confirm/", agencies.confirm, name="confirm_agency"),
    path(AGENCY + "bounced/", agencies.bounced, name="bounced"),
    path(AGENCY + "rename/", agencies.rename, name="rename_agency"),
    path(AGENCY + "renumber/", agencies.renumber, name="renumber_agency"),
    path(AGENCY + "reporting/", agencies.reporting, name="reporting"),
    path(AGENCY + "totals/", agencies.enter_return, name="enter_return"),
    path(AGENCY + "leave/", agencies.leave, name="leave"),
    path(AGENCY + "add-a-setting/", places.new_setting, name="new_setting"),
    path(AGENCY + "settings/<int:setting_id>/", places.edit_setting, name="edit_setting"),
    path(AGENCY + "settings/<int:setting_id>/close/", places.end_setting, name="end_setting"),
    path(AGENCY + "add-a-team/", places.new_team, name="new_team"),
    path(AGENCY + "teams/<int:team_id>/", places.edit_team, name="edit_team"),
]
