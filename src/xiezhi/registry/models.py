"""People who sign in. (Tables and constraints only.)"""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; no superuser exists."""

    def create_user(self, login: str, password: str) -> "Account":
        account = self.model(login=login)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A sign-in. What it may do comes from the role grants of its person."""

    login = models.CharField("登录名", max_length=60, unique=True)
    is_active = models.BooleanField("启用", default=True)

    objects = AccountManager()
    USERNAME_FIELD = "login"

    class Meta:
        verbose_name = "账号"
