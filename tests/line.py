"""A bad line between a program and a server: delays what goes over it, cuts connections, loses replies."""

import asyncio
import random
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class BadLine:
    """A TCP relay on 127.0.0.1 with faults on demand; a context that ends its thread.

    Args:
        port: the server's port.
        delay: seconds that anything takes one way.
        cut_share: how many of the pieces that pass cut their connection instead.
        seed: makes the cuts the same in every run.
    """

    def __init__(self, port: int, *, delay: float = 0.0, cut_share: float = 0.0, seed: int = 0) -> None:
        self._target = port
        self._delay = delay
        self._chance = random.Random(seed)
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bad line")
        self.cut_share = cut_share
        self.lost_replies = 0
        self.down = False
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._over = asyncio.Event()
        server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        self._cut_all()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def cut(self) -> None:
        """Cut every connection."""
        self._loop.call_soon_threadsafe(self._cut_all)

    def _cut_all(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _relay(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):  # asyncio would tell of a relay that ends cancelled
            await self._relayed(near, back)

    async def _relayed(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if self.down:
            back.transport.abort()
            return
        far, forth = await asyncio.open_connection("127.0.0.1", self._target)
        ends = {back, forth}
        self._writers |= ends
        try:
            await asyncio.gather(self._pump(near, forth, ends, False), self._pump(far, back, ends, True))
        finally:
            for writer in ends:
                writer.transport.abort()
            self._writers -= ends

    async def _pump(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        ends: set[asyncio.StreamWriter],
        reply: bool,
    ) -> None:
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def arrive() -> None:
            while True:
                at, piece = await pieces.get()
                await asyncio.sleep(max(0.0, at - self._loop.time()))
                if not piece or self._faulty(reply):
                    for writer in ends:
                        writer.transport.abort()
                    return
                sink.write(piece)
                await sink.drain()

        arriving = asyncio.create_task(arrive())
        try:
            piece = b"-"
            while piece and not arriving.done():
                piece = await source.read(1 << 16)
                pieces.put_nowait((self._loop.time() + self._delay, piece))
            await arriving
        except OSError:
            pass  # the connection was cut, as it should be
        finally:
            arriving.cancel()

    def _faulty(self, reply: bool) -> bool:
        if reply and self.lost_replies > 0:
            self.lost_replies -= 1
            return True
        return self._chance.random() < self.cut_share
