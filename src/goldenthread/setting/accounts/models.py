"""Who signs in, and nothing else. What they may do is granted in partnerships; who they are is in workforce."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class AccountManager(BaseUserManager["Account"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Addresses are kept in lower case throughout: people type theirs as they please."""
        return super().normalize_email(email).strip().lower()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=self.normalize_email(username))


class Account(AbstractBaseUser):
    """An account: an address to sign in with and a name to greet. A person is not an account."""

    email = models.EmailField(unique=True, error_messages={"unique": "That address has an account already."})
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    invited_at = models.DateTimeField(null=True)
    demo_role = models.CharField(max_length=40, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            # With the column's own uniqueness this makes an address unique whatever its capitals.
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))),
                name="account_email_lower_case",
                violation_error_message="Write the address in lower case.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class Cached(models.Model):
    """The shared cache on the production engine: sign-in attempts counted. Django's own cache reads and writes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "cached"

    def __str__(self) -> str:
        return self.cache_key
