"""What the daemon costs while nothing happens, and how fast it sees what does."""

from __future__ import annotations

import random
import statistics
import time
from datetime import UTC, datetime

from bench.service.running import OWNER, compose, cpu_seconds, daemon_with_mail, memory_mb, switches
from daemon.config import load_config
from daemon.mailbox import open_mailbox
from daemon.store import open_store

#: At most, at rest: a share of one processor, and MB; and seconds until new mail is seen (median).
CPU_LIMIT, MEMORY_LIMIT, LATENCY_LIMIT = 0.0005, 60.0, 1.0


def measure_rest(minutes: float, mails: int) -> bool:
    """Processor, wake-ups and memory while nothing happens; whether within the limits."""
    with daemon_with_mail(mails) as (_, _, process):
        time.sleep(5)
        cpu, woken, began = cpu_seconds(process.pid), switches(process.pid), time.monotonic()
        time.sleep(minutes * 60)
        seconds = time.monotonic() - began
        share = (cpu_seconds(process.pid) - cpu) / seconds
        print(
            f"{seconds:.0f} s at rest with {mails} mails known: CPU {share:.4%}, "
            f"{(switches(process.pid) - woken) / seconds:.2f} wake-ups a second, "
            f"RSS {memory_mb(process.pid):.1f} MB, at most {memory_mb(process.pid, 'VmHWM'):.1f} MB"
        )
        return share <= CPU_LIMIT and memory_mb(process.pid) <= MEMORY_LIMIT


def measure_latency(count: int, mails: int) -> bool:
    """From the end of an APPEND until `status --json` counts one mail more. Asking takes a while
    itself, so the times are those at which the answer was asked for. Whether within the limit.
    """
    with daemon_with_mail(mails) as (server, config, _):
        settings = server.settings("nora")
        loaded = load_config(config, {})
        times = []
        for number in range(count):
            with open_store(loaded.store.url, loaded.owner.as_owner(), must_exist=True) as store:
                before = store.health.count_all()["messages"]
                raw = compose(
                    10**9 + number, datetime.now(UTC), f"person.{number}@example.org", OWNER,
                    f"News {number}", "Could you call me?",
                )  # fmt: skip
                with open_mailbox(settings) as mailbox:
                    mailbox.append_message("INBOX", raw, (), datetime.now(UTC))
                began = time.monotonic()
                # What `status --json` reads, without the start of a Python for each look.
                while store.health.count_all()["messages"] == before:
                    if time.monotonic() - began > 30:
                        raise RuntimeError("the mail was not seen within 30 s")
                    time.sleep(0.01)
                times.append(time.monotonic() - began)
            time.sleep(random.uniform(1.0, 3.0))
        print(
            f"{count} mails by APPEND, {mails} known: visible after "
            f"{statistics.median(times):.2f} s (median), {min(times):.2f} to {max(times):.2f} s"
        )
        return statistics.median(times) <= LATENCY_LIMIT
