"""`first_administrator`: let the first person in, who can then invite the others."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.accounts.selectors import password_key
from goldenthread.setting.accounts.services import open_account
from goldenthread.setting.partnerships.services import grant_first_administrator


class Command(BaseCommand):
    help = "Open the first administrator's account and print the link by which they choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", help="the administrator's work address; asked for if left out")
        parser.add_argument("--name", help="the administrator's name; asked for if left out")
        parser.add_argument("--another", action="store_true", help="add one although there is an administrator already")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"] or input("E-mail address of the administrator: ")
        name = options["name"] or input("Their name: ")
        try:
            with transaction.atomic():
                account = open_account(by=COMMAND_LINE, at=clock.now(), email=email, name=name)
                grant_first_administrator(
                    by=COMMAND_LINE, at=clock.now(), on=clock.today(), account=account, another=options["another"]
                )
        except Refused as refused:
            raise CommandError(refused.refusal.reason) from None
        key = password_key(account)
        path = reverse("account_reset_password_from_key", args=["UID", "KEY"]).replace("UID-KEY", key)
        self.stdout.write(
            f"{account.name} is an administrator now.\n\n"
            "1. Open this link and choose a password. It works once, for seven days:\n\n"
            f"   {settings.ADDRESS}{path}\n\n"
            f"2. Sign in at {settings.ADDRESS}{reverse('account_login')} and add a passkey or an authenticator app.\n"
            "3. Under Set-up, open the partnership, adopt its framework, and invite its officers.\n"
        )
