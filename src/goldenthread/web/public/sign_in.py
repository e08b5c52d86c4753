"""How sign-in differs from its library: accounts are invited, so nobody signs themselves up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """Sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request  # whoever asks
        return False


class InvitedOnlyElsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """Single sign-on opens an account that was invited; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        del request, sociallogin  # whoever asks
        return False
