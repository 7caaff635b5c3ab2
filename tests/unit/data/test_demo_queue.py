"""The demo hall's queue covers every counter, each letter once."""

from pathlib import Path

from data.demo_hall import load_demo_hall
from data.demo_queue import furnish_queue, service_key
from data.local_queue import LocalQueue
from data.store import create_store
from tests.fakes import PlainHash, StillClock


def test_every_counter_calls_its_own_business(tmp_path: Path) -> None:
    with create_store(tmp_path / "store", 0, changed=lambda changes: None) as store:
        load_demo_hall(store, PlainHash(), StillClock())
        queue = LocalQueue(store, StillClock())
        furnish_queue(queue, store)
        setup = queue.setup()
        assert sorted(int(counter.number) for counter in setup.counters) == list(range(1, 34))
        assert len({service.prefix for service in setup.services}) == len(setup.services) == 33
        police = {service.key: service.prefix for service in setup.services if service.department == "103"}
        assert police[service_key("103", 4)] == "CB"
        furnish_queue(queue, store)
        assert queue.setup() == setup
