"""Addresses of the college of trainers."""

from django.urls import URLPattern, path

from ..views import authorisations, bulletins, cascades, competencies, gatherings, trainer, trainers

ONE = "programme/trainers/<int:trainer_id>/"
GATHERING = "programme/trainers/gatherings/<int:gathering_id>/"
BULLETIN = "programme/trainers/bulletins/<int:bulletin_id>/"
AUTHORISATION = "programme/trainers/authorisations/<int:authorisation_id>/"

urlpatterns: list[URLPattern] = [
    path("programme/trainers/", trainers.register, name="trainers"),
    path("programme/trainers/headcount/", trainers.counted, name="trainer_headcount"),
    path("programme/trainers/agencies/", trainers.agencies, name="trainer_agencies"),
    path("programme/trainers/champions/", trainers.champions, name="champions"),
    path("programme/trainers/take-on/", trainer.find, name="trainer_find"),
    path("programme/trainers/take-on/<int:person_id>/", trainer.take_on, name="trainer_take_on"),
    path(ONE, trainer.file, name="trainer"),
    path(f"{ONE}change/", trainer.change, name="trainer_change"),
    path(f"{ONE}stop/", trainer.stop, name="trainer_stop"),
    path(f"{ONE}restart/", trainer.restart, name="trainer_restart"),
    path(f"{ONE}take-away/", trainer.take_away, name="trainer_take_away"),
    path(f"{ONE}competencies/<str:line>/", competencies.meet, name="competency_meet"),
    path("programme/trainers/evidence/<int:competency_id>/", competencies.evidence, name="competency_evidence"),
    path("programme/trainers/evidence/<int:competency_id>/remove/", competencies.remove, name="competency_remove"),
    path(f"{ONE}authorise/", authorisations.authorise, name="trainer_authorise"),
    path("programme/trainers/authorisations/", authorisations.matrix, name="authorisations"),
    path("programme/trainers/running-out/", authorisations.running_out, name="trainers_running_out"),
    path(AUTHORISATION, authorisations.change, name="authorisation_change"),
    path(f"{AUTHORISATION}extend/", authorisations.extend, name="authorisation_extend"),
    path(f"{AUTHORISATION}end/", authorisations.end, name="authorisation_end"),
    path("programme/trainers/gatherings/", gatherings.every, name="gatherings"),
    path("programme/trainers/gatherings/add/", gatherings.call, name="gathering_call"),
    path("programme/trainers/falling-short/", gatherings.falling_short, name="trainers_falling_short"),
    path("programme/trainers/seminar/", gatherings.seminar, name="seminar"),
    path(GATHERING, gatherings.tick, name="gathering"),
    path(f"{GATHERING}change/", gatherings.change, name="gathering_change"),
    path(f"{GATHERING}remove/", gatherings.remove, name="gathering_remove"),
    path(f"{GATHERING}add/<int:person_id>/", gatherings.add, name="gathering_add"),
    path("programme/trainers/bulletins/", bulletins.every, name="bulletins"),
    path("programme/trainers/bulletins/write/", bulletins.write, name="bulletin_write"),
    path(BULLETIN, bulletins.bulletin, name="bulletin"),
    path(f"{BULLETIN}change/", bulletins.change, name="bulletin_change"),
    path(f"{BULLETIN}send/", bulletins.send, name="bulletin_send"),
    path(f"{BULLETIN}discard/", bulletins.discard, name="bulletin_discard"),
    path("programme/trainers/cascades/", cascades.every, name="cascades"),
    path(f"{ONE}cascade/", cascades.add, name="cascade_add"),
    path("programme/trainers/cascades/<int:cascade_id>/remove/", cascades.remove, name="cascade_remove"),
]
