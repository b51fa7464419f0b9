"""People who sign in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from xiezhi.registry.models.people import Person


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; no superuser exists."""

    def create_user(self, login: str, password: str, person: Person | None = None) -> "Account":
        account = self.model(login=login, person=person)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A sign-in. What it may do comes from the role grants of its person. `pin` is the digest of the signing PIN."""

    login = models.CharField("登录名", max_length=60, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="account"
    )
    pin = models.CharField("签名口令", max_length=128, blank=True)
    is_active = models.BooleanField("启用", default=True)

    objects = AccountManager()
    USERNAME_FIELD = "login"

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.person.name if self.person else self.login


class FailedSignIn(models.Model):
    """A failed try, kept to slow the next ones down. `key` is a digest of login name or code."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "失败的登录"
        indexes = [models.Index(fields=["key", "at"])]
