"""Someone of the workforce is joined to their own account, and to nobody else's."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.messaging import links
from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel.actor import Role
from goldenthread.kernel.refusal import Kind, Refused
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.accounts.services import close_account, send_invitation
from goldenthread.setting.workforce.models import Address, Person, Post
from goldenthread.setting.workforce.selectors import actor_for
from goldenthread.setting.workforce.services.sign_in import invite_person, invite_with_role, part_account
from tests.cast import NOW, TODAY, Cast, Member


def invite(by: Member, person: Member) -> Person:
    return invite_person(by=by.actor(), at=NOW, on=TODAY, person=person.in_post)


def test_who_works_here_is_invited_and_signs_in_as_themselves(cast: Cast) -> None:
    person = invite(cast.officer, cast.constable)
    assert person.account is not None
    assert (person.account.email, person.account.name) == ("finn.beck@example.org", "Finn Beck")
    assert Message.objects.get().to_address == "finn.beck@example.org"
    assert actor_for(person.account.pk, TODAY).person_id == person.pk
    assert actor_for(person.account.pk, TODAY).grants == ()
    entry = Entry.objects.get(act="link account", thing_id=str(person.pk))
    assert entry.partnership_id == cast.fellside.pk
    with pytest.raises(Refused, match="already"):
        invite(cast.officer, cast.constable)


def test_only_the_area_s_officer_invites(cast: Cast) -> None:
    for stranger in (cast.police_lead, cast.other_officer, cast.board, cast.practitioner, cast.manager):
        with pytest.raises(Refused) as no:
            invite(stranger, cast.constable)
        assert no.value.refusal.kind in (Kind.NOT_ALLOWED, Kind.NOT_VISIBLE)
    assert not Person.objects.get(pk=cast.constable.in_post.pk).account_id
    assert invite(cast.other_officer, cast.other_constable).account_id


def test_a_former_area_invites_nobody(cast: Cast) -> None:
    Post.objects.filter(person=cast.constable.in_post).update(ends_on=date(2026, 2, 1))
    with pytest.raises(Refused) as no:
        invite(cast.officer, cast.constable)
    assert no.value.refusal.kind is Kind.NOT_ALLOWED


def test_a_role_given_by_address_joins_the_account_to_the_person(cast: Cast) -> None:
    def give(by: Member, email: str) -> Account:
        held = invite_with_role(
            by=by.actor(),
            at=NOW,
            on=TODAY,
            email=email,
            name="As the inviter spells it",
            role=Role.TRAINER,
            partnership=cast.fellside,
            starts_on=TODAY,
        )
        return held.account

    assert give(cast.officer, "Finn.Beck@Example.org").person == cast.constable.in_post
    neighbour = give(cast.officer, "mara.vale@example.org")
    assert not Person.objects.filter(account=neighbour).exists()


def test_an_account_there_already_is_joined_without_an_invitation(cast: Cast) -> None:
    Address.objects.create(person=cast.constable.in_post, email=cast.outsider.signed_in.email)
    Address.objects.filter(person=cast.constable.in_post).update(is_preferred=False)
    Address.objects.filter(email=cast.outsider.signed_in.email).update(is_preferred=True)
    assert invite(cast.officer, cast.constable).account == cast.outsider.signed_in
    assert Message.objects.count() == 0


def test_another_s_account_and_a_closed_one_are_not_taken(cast: Cast) -> None:
    Address.objects.filter(person=cast.practitioner.in_post).delete()
    address = Address.objects.get(person=cast.constable.in_post)
    address.email = cast.practitioner.signed_in.email
    address.save()
    with pytest.raises(Refused, match="somebody else"):
        invite(cast.officer, cast.constable)
    address.email = cast.outsider.signed_in.email
    address.save()
    close_account(by=cast.administrator.actor(), at=NOW, account=cast.outsider.signed_in, reason="Left")
    with pytest.raises(Refused, match="closed"):
        invite(cast.officer, cast.constable)


def test_an_account_is_parted_again_and_the_trail_says_why(cast: Cast) -> None:
    person, account = cast.practitioner.in_post, cast.practitioner.signed_in
    with pytest.raises(Refused):
        part_account(by=cast.lead.actor(), at=NOW, on=TODAY, person=person, reason="Wrong one")
    part_account(by=cast.officer.actor(), at=NOW, on=TODAY, person=person, reason="Wrong one")
    assert actor_for(account.pk, TODAY).person_id is None
    entry = Entry.objects.get(act="part account")
    assert entry.partnership_id == cast.fellside.pk
    assert (entry.reason, entry.changes) == ("Wrong one", {"account": [account.pk, None]})
    assert invite(cast.officer, cast.practitioner).account == account


def test_the_page_invites_and_parts(cast: Cast) -> None:
    address = reverse("setup:person_account", args=[cast.constable.in_post.pk])
    assert cast.police_lead.client().post(address).status_code == 403
    assert cast.other_officer.client().post(address).status_code == 404
    officer = cast.officer.client()
    assert "Invite Finn Beck" in officer.get(address).content.decode()
    assert officer.post(address).status_code == 302
    assert Person.objects.get(pk=cast.constable.in_post.pk).account is not None
    assert officer.post(address, {"reason": ""}).status_code == 200
    assert officer.post(address, {"reason": "Wrong Finn"}).status_code == 302
    assert Person.objects.get(pk=cast.constable.in_post.pk).account is None


def test_an_invitation_opens_once_and_its_token_is_kept_nowhere(cast: Cast, client: Client) -> None:
    person = invite(cast.officer, cast.constable)
    message = Message.objects.get()
    (thing,) = message.links.values()
    token = links.token_of("invitation", thing)
    assert f"{thing}" not in message.body and "/join/" not in message.body
    page = client.get(reverse("join", args=[token]), follow=True)
    form = page.request["PATH_INFO"]
    client.post(form, {"password1": "a new long password 9", "password2": "a new long password 9"})
    assert Account.objects.get(pk=person.account_id).check_password("a new long password 9")
    assert Client().get(reverse("join", args=[token])).status_code == 410


def test_only_the_last_invitation_sent_opens(cast: Cast, client: Client) -> None:
    person = invite(cast.officer, cast.constable)
    account = Account.objects.get(pk=person.account_id)
    first = links.token_of("invitation", Message.objects.get().links["invitation"])
    send_invitation(by=cast.officer.actor(), at=NOW + timedelta(minutes=1), account=account)
    last = links.token_of("invitation", Message.objects.order_by("-pk")[0].links["invitation"])
    assert client.get(reverse("join", args=[first])).status_code == 410
    assert client.get(reverse("join", args=[last])).status_code == 302
