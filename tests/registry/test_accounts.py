"""People who sign in."""

from xiezhi.registry.models import Account


def test_an_account_keeps_only_a_hash_of_its_password(db_on: str) -> None:
    Account.objects.create_user("zhang", "一把好伞")
    account = Account.objects.get(login="zhang")
    assert account.check_password("一把好伞")
    assert "一把好伞" not in account.password
