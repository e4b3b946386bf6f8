"""An IMAP server of our own on loopback, in memory, for `wellkeeper demo` and for tests.

It is pymap's dict backend in a daemon thread: no TLS, no files, no signals, gone when stopped.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from argparse import Namespace
from collections.abc import Coroutine, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from daemon.errors import WellkeeperError

if TYPE_CHECKING:
    from pymap.backend.dict import Config, Identity, Login

    from daemon.demo.mime import SampleMessage

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

HOST = "127.0.0.1"
#: Seconds to wait for the thread to come up, to go away, and for one piece of work in it.
PATIENCE = 30.0


class EmbeddedServer:
    """One account, `user` with `password`, that begins with an empty INBOX.

    Use it as a context manager, or call `start` and `stop`. It can be started once.
    """

    def __init__(self, user: str, password: str) -> None:
        self.user = user
        self._password = password
        self._address: tuple[str, int] | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._up = threading.Event()
        self._failure: BaseException | None = None
        self._login: Login | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Host and port; raises WellkeeperError unless it is running."""
        if self._address is None:
            raise WellkeeperError("The embedded IMAP server is not running.", "Start it first.")
        return self._address

    def start(self) -> tuple[str, int]:
        """Begin to serve on a free port, and say which.

        Raises WellkeeperError where pymap is not installed or loopback cannot be bound.
        """
        config, login = _open_account(self.user, self._password)
        try:
            listener = socket.create_server((HOST, 0))
        except OSError as error:
            raise WellkeeperError(
                f"The embedded IMAP server cannot listen on {HOST}: {error}",
                "Allow connections on the loopback interface.",
            ) from error
        self._login = login
        self._thread = threading.Thread(
            target=self._run, args=(config, login, listener), name="embedded-imap", daemon=True
        )
        self._thread.start()
        self._up.wait(PATIENCE)
        if self._failure is not None or not self._up.is_set():
            raise WellkeeperError(
                f"The embedded IMAP server did not start: {self._failure or 'no answer'}"
            ) from self._failure
        self._address = (HOST, listener.getsockname()[1])
        return self._address

    def stop(self) -> None:
        """Cut every connection and end the thread; does nothing where it is not running."""
        loop, stopping, thread = self._loop, self._stopping, self._thread
        if loop is not None and stopping is not None and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(stopping.set)
            except RuntimeError:
                pass  # closed in between: it has stopped by itself
        if thread is not None:
            thread.join(PATIENCE)
        self._address = None
        self._thread = None

    def __enter__(self) -> EmbeddedServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def load(self, messages: Sequence[SampleMessage], folders: Sequence[str] = ()) -> None:
        """Put messages straight into the backend, in their order, creating folders as needed.

        Two hundred messages take 0.15 seconds; by APPEND 0.3, or ten where the client leaves
        TCP_NODELAY off, so that every literal waits for a delayed acknowledgement.
        """
        self._do(_load(self._account(), messages, folders))

    def _account(self) -> Identity:
        if self._login is None:
            raise WellkeeperError("The embedded IMAP server is not running.", "Start it first.")
        return self._login.demo_user_identity

    def _do(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        if self._loop is None or self._address is None:
            work.close()
            raise WellkeeperError("The embedded IMAP server is not running.", "Start it first.")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def _run(self, config: Config, login: Login, listener: socket.socket) -> None:
        try:
            asyncio.run(self._serve(config, login, listener))
        except Exception as error:
            self._failure = error
        finally:
            listener.close()
            self._up.set()

    async def _serve(self, config: Config, login: Login, listener: socket.socket) -> None:
        from proxyprotocol.reader import ProxyProtocolReader
        from pymap.imap import IMAPServer

        config.apply_context()
        await _set_password(login)
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(_note_failure)
        self._stopping = asyncio.Event()
        connected = ProxyProtocolReader(config.proxy_protocol).get_callback(
            IMAPServer(login, config)
        )
        server = await asyncio.start_server(connected, sock=listener)
        self._up.set()
        await self._stopping.wait()
        server.close()


def load_sample(
    server: EmbeddedServer, messages: Sequence[SampleMessage], folders: Sequence[str] = ("Drafts",)
) -> None:
    """Fill a running server with the sample world; `folders` shall exist even if empty."""
    server.load(messages, folders)


def _open_account(user: str, password: str) -> tuple[Config, Login]:
    """pymap's settings and its one account, made without its command line."""
    try:
        import ssl

        from pymap.backend.dict import Config, Login
        from pymap.concurrent import Subsystem
        from pysasl.hashing import Cleartext
    except ImportError as error:
        raise WellkeeperError(
            f"The embedded IMAP server needs pymap, which is not installed ({error}).",
            "pip install 'wellkeeper[demo]'",
        ) from error

    class QuickConfig(Config):
        """Without a look-up of our own host name, which may wait for a name server."""

        @property
        def greeting(self) -> bytes:
            return b"Wellkeeper sample mailbox ready"

    arguments = Namespace(
        host=HOST, port=0, debug=False, cert=None, key=None, tls=False, passlib_cfg=None,
        proxy_protocol=None, demo_data=False, demo_user=user, demo_password=password,
    )  # fmt: skip
    config = QuickConfig.from_args(
        arguments,
        ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        hash_context=Cleartext(),
        cpu_subsystem=Subsystem.for_asyncio(),
        reject_dnsbl=False,
        invalid_user_sleep=0.0,
    )
    return config, Login(config)


async def _set_password(login: Login) -> None:
    from pymap.user import Passwords, UserMetadata

    config = login.config
    hashed = await Passwords(config).hash_password(config.demo_password)
    await login.demo_user_identity.set(UserMetadata(config, config.demo_user, password=hashed))


async def _load(
    account: Identity, messages: Sequence[SampleMessage], folders: Sequence[str]
) -> None:
    from pymap.parsing.message import AppendMessage
    from pymap.parsing.specials.flag import Flag

    account.config.apply_context()
    async with account.new_session() as session:
        wanted = dict.fromkeys([*folders, *(message.folder for message in messages)])
        listed, _ = await session.list_mailboxes("", "*")
        existing = {str(name) for name, *_ in listed}
        for folder in wanted:
            if folder not in existing:
                await session.create_mailbox(folder)
        for folder in wanted:
            batch = [
                AppendMessage(
                    message.raw,
                    message.received_at,
                    frozenset(Flag(flag.encode("ascii")) for flag in message.flags),
                )
                for message in messages
                if message.folder == folder
            ]
            if batch:
                await session.append_messages(folder, batch)


def _note_failure(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What went wrong in one connection is of interest only to whoever debugs the server."""
    _log.debug("%s", context.get("message"), exc_info=context.get("exception"))
