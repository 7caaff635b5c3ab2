"""`kiosk-pin`: sets the number that leads to the kiosks' maintenance, in the name of who keeps them."""

from collections.abc import Callable

from app.errors import RuleError
from app.services.accounts import Accounts, Credentials
from app.services.kiosk_pin import KioskPin

Ask = Callable[[str], str]


def set_pin(accounts: Accounts, pin: KioskPin, login: str, ask_secret: Ask) -> None:
    """Sign in and set the number, which is asked for twice.

    Args:
        login: sign-in name of a person with the right to keep the kiosks.
        ask_secret: asks for a text that is not shown.

    Raises:
        RuleError: `account.wrong`, `account.right_missing`, `kiosk.pin_form`, `kiosk.pin_unlike`.
    """
    actor = accounts.sign_in(Credentials(login, ask_secret("密码：")), "")
    first = ask_secret("新的维护密码：")
    if ask_secret("再输一次：") != first:
        raise RuleError("kiosk.pin_unlike")
    pin.put(actor, first)
