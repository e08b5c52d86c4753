"""Addresses of the office: what a learning and development officer runs, and the figures a board reads."""

from django.urls import URLPattern, path

from .views import audit, courses, figures, imports, matches, messages
from .views.frameworks import editing, force, reading

app_name = "office"

FRAMEWORK = "frameworks/versions/<int:version_id>/"

urlpatterns: list[URLPattern] = [
    path("partnership/figures/", figures.summary, name="figures"),
    path("partnership/agencies-and-requirements/", figures.heat, name="heat"),
    path("partnership/people-behind/", figures.behind, name="people_behind"),
    path("frameworks/", reading.frameworks, name="frameworks"),
    path("frameworks/upload/", editing.upload, name="framework_upload"),
    path("frameworks/packs/<slug:pack_key>/", reading.pack, name="pack"),
    path("frameworks/packs/<slug:pack_key>/adopt/", editing.adopt, name="pack_adopt"),
    path(FRAMEWORK, reading.version, name="framework"),
    path(f"{FRAMEWORK}file/", reading.file, name="framework_file"),
    path(f"{FRAMEWORK}file/change/", editing.replace_text, name="framework_file_upload"),
    path(f"{FRAMEWORK}draft/", editing.new_draft, name="framework_new_draft"),
    path(f"{FRAMEWORK}discard/", editing.discard, name="framework_discard"),
    path(f"{FRAMEWORK}settings/", editing.settings, name="framework_settings"),
    path(f"{FRAMEWORK}settings/<slug:key>/", editing.choose, name="framework_choose"),
    path(f"{FRAMEWORK}clauses/<slug:section>/add/", editing.add, name="clause_add"),
    path(f"{FRAMEWORK}clauses/<slug:section>/<slug:key>/change/", editing.change, name="clause_change"),
    path(f"{FRAMEWORK}clauses/<slug:section>/<slug:key>/remove/", editing.remove, name="clause_remove"),
    path(f"{FRAMEWORK}compare/", force.compare, name="framework_compare"),
    path(f"{FRAMEWORK}withdraw/", force.withdraw, name="framework_withdraw"),
    path("courses/outside/", courses.outside_courses, name="outside_courses"),
    path("courses/outside/<int:course_id>/", courses.course, name="outside"),
    path("courses/outside/<int:course_id>/map/", courses.map_course, name="outside_map"),
    path("courses/outside/<int:course_id>/set-aside/", courses.set_aside, name="outside_set_aside"),
    path("courses/outside/<int:course_id>/take-back/", courses.take_back, name="outside_take_back"),
    path("courses/outside/mappings/<int:mapping_id>/undo/", courses.unmap, name="outside_unmap"),
    path("messages/", messages.log, name="messages"),
    path("messages/<int:message_id>/", messages.message, name="message"),
    path("messages/<int:message_id>/resend/", messages.resend, name="message_resend"),
    path("messages/pause/", messages.pause, name="messages_pause"),
    path("messages/resume/", messages.resume, name="messages_resume"),
    path("messages/kinds/<str:kind>/", messages.go_live, name="messages_go_live"),
    path("audit/", audit.trail, name="audit"),
    path("imports/", imports.imports_list, name="imports"),
    path("imports/start/<slug:kind>/", imports.import_start, name="import_start"),
    path("imports/<int:batch_id>/columns/", imports.import_columns, name="import_columns"),
    path("imports/<int:batch_id>/sheet/", imports.import_sheet, name="import_sheet"),
    path("imports/<int:batch_id>/preview/", imports.import_preview, name="import_preview"),
    path("imports/<int:batch_id>/progress/", imports.import_progress, name="import_progress"),
    path("imports/<int:batch_id>/", imports.import_result, name="import_result"),
    path("imports/<int:batch_id>/take-back/", imports.import_undo, name="import_undo"),
    path("imports/<int:batch_id>/give-up/", imports.import_abandon, name="import_abandon"),
    path("imports/<int:batch_id>/again/", imports.import_retry, name="import_retry"),
    path("imports/<int:batch_id>/rows-to-put-right.<str:form>", imports.import_errors, name="import_errors"),
    path("imports/matches/", matches.matches, name="import_matches"),
    path("imports/matches/<int:match_id>/", matches.match, name="import_match"),
    path("imports/titles/", matches.titles, name="import_titles"),
    path("imports/titles/place/", matches.title, name="import_title"),
]
