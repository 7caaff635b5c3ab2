"""The exchange of a store with its centre; what speaks to the server is loaded when there is a server."""

from importlib.metadata import PackageNotFoundError, version

from app.domain.sync import Connection
from app.ports.sync import CentralServer
from app.services.exchange import Exchange
from app.services.sync import Sync
from app.system_clock import SystemClock
from data.store import LocalStore


def station_sync(store: LocalStore, exchange: Exchange) -> Sync:
    """Return the exchange of a store with its centre."""
    return Sync(store, exchange, SystemClock(), _connect, _reaches, _version())


def _connect(enrolled: Connection) -> CentralServer:
    from data.central.server import PostgresCentre

    return PostgresCentre(enrolled)


def _reaches(enrolled: Connection) -> bool:
    from data.central.connecting import reaches

    return reaches(enrolled)


def _version() -> str:
    try:
        return version("hallcounter")
    except PackageNotFoundError:  # run from its folder, never installed
        return ""
