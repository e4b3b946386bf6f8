"""The drafts of real mailboxes at several days of their lives, each with the mail behind it, to be
read and judged by a person: would the owner send it?

    python -m bench.draft_reading OUT tuned|apart|last|two_readers [USER ...]

Writes OUT/USER.DAY.txt, one file a mailbox and day, and OUT/drafts.tsv, one line a draft with its
key and nothing else, to be judged. Of each mailbox only the mail is served that was there on that
day; what came within three weeks after it is shown last, for it tells what the owner did. `tuned`
are the days that rules may be changed after, all others are read once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.corpora import ROOT, read_mail
from bench.real_mailboxes import (
    MAILBOXES,
    Mails,
    configured,
    fill,
    owner_of,
    read_mailbox,
    users_of,
    working_moment,
)
from daemon.core.mail import Headers
from daemon.core.model import Owner
from daemon.jobs.once import run_pass
from daemon.jobs.writer import WrittenDraft
from daemon.store import open_store
from daemon.templating import Templates

sys.path.insert(0, str(ROOT / "tests"))
from dovecot import Dovecot

#: Shares of the owner's own mail that lie before the day.
SHARES = {
    "tuned": (0.3, 0.5, 0.7, 0.9),
    "apart": (0.4, 0.6, 0.8, 0.97),
    "last": (0.35, 0.55, 0.75, 0.93),
    "two_readers": (0.25, 0.45, 0.5, 0.65, 0.85, 0.99),
}
_AFTER = timedelta(days=21)
_MOST_BEFORE, _MOST_AFTER = 14, 5
_MOST_WORDS = 900


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft of one mailbox on one day. `key` is what labels name it by: mailbox, day, kind,
    address, and the Message-ID of the mail that is its evidence ("-" where none is).
    """

    user: str
    day: str
    written: WrittenDraft

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        suggestion = self.written.suggestion
        behind = next((one.message_id for one in suggestion.evidence if one.message_id), "-")
        return self.user, self.day, suggestion.kind, self.written.to[0].email, behind


def main() -> None:
    """Write the files, and print the key of each draft."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(", each")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("days", choices=SHARES)
    parser.add_argument("users", nargs="*")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    keys = []
    for user in asked.users or users_of(MAILBOXES):
        mails = read_mailbox(MAILBOXES, user)
        known = sorted(((at, raw) for found in mails.values() for raw, at, _ in found),
                       key=lambda one: one[0])  # fmt: skip
        read = [(at, read_mail(raw)) for at, raw in known]
        exchange = [(at, mail.headers, mail.message.new_text) for at, mail in read]
        for drafts in draft_days(user, mails, SHARES[asked.days]):
            for number, one in enumerate(drafts, 1):
                with (asked.out / f"{user}.{one.day}.txt").open("a", encoding="utf-8") as file:
                    print(
                        f"\n######## {number} {' '.join(one.key)}\n{shown(one, exchange)}",
                        file=file,
                    )
                keys.append("\t".join(one.key))
                print(keys[-1], flush=True)
    (asked.out / "drafts.tsv").write_text("\n".join(keys) + "\n", "utf-8")


def draft_days(user: str, mails: Mails, shares: Sequence[float]) -> Iterator[list[Drafted]]:
    """What a first pass would draft on each of the days before which such a share of the owner's
    own mail lies.
    """
    owner = owner_of(MAILBOXES, user)
    server = Dovecot().start()
    try:
        for number, share in enumerate(shares):
            now = working_moment(mails, owner, share)
            login = f"{user}{number}"
            fill(server, login, {
                name: [one for one in found if one[1] < now] for name, found in mails.items()
            })  # fmt: skip
            yield [Drafted(user, now.date().isoformat(), one)
                   for one in first_drafts(server, login, owner, now)]  # fmt: skip
    finally:
        server.remove()


def first_drafts(
    server: Dovecot, login: str, owner: Owner, now: datetime
) -> Sequence[WrittenDraft]:
    """The drafts of one pass over a mailbox that was never read before; none is placed."""
    with (
        configured(server, login, owner) as config,
        open_store(config.store.url, config.owner.as_owner()) as store,
    ):
        report = run_pass(config, store, Templates(None), now, place=False)
    for ref, why in report.held_back:
        print(f"held back {ref}: {why}", file=sys.stderr)
    return report.written


def shown(one: Drafted, exchange: Sequence[tuple[datetime, Headers, str]]) -> str:
    """The draft, why it was made, and the mails between the two around that day."""
    suggestion, now = one.written.suggestion, datetime.fromisoformat(one.day).replace(tzinfo=UTC)
    theirs = {*suggestion.person.addresses, *(each.email for each in one.written.to)}
    lines = [f"reason: {suggestion.reason}", f"circle: {suggestion.person.circle.value}, "
             f"touches {suggestion.person.touches}, {suggestion.person.addresses}"]  # fmt: skip
    lines += [f"evidence: {e.what} | {e.at} | {e.quote}" for e in suggestion.evidence]
    lines += ["", f"To: {one.written.to[0].email}", f"Subject: {one.written.subject}", ""]
    lines += [f"| {line}" for line in one.written.text.splitlines()]
    between: dict[tuple[str, str], tuple[datetime, Headers, str]] = {}
    for at, headers, words in exchange:
        people = {each.email for each in (*headers.to, *headers.cc)}
        sender = headers.sender.email if headers.sender else ""
        if sender in theirs or people & theirs:
            # The corpus holds several copies of a mail under different Message-IDs.
            between.setdefault((f"{at:%Y%m%d%H%M}", words[:100]), (at, headers, words))
    before = [each for each in between.values() if each[0] < now + timedelta(hours=21)]
    after = [each for each in between.values() if each[0] >= now + timedelta(hours=21)]
    for at, headers, words in before[-_MOST_BEFORE:]:
        lines += ["", _mail(at, headers, words, theirs)]
    for at, headers, words in after[:_MOST_AFTER]:
        if at < now + _AFTER:
            lines += ["", "AFTER " + _mail(at, headers, words, theirs)]
    return "\n".join(lines)


def _mail(at: datetime, headers: Headers, words: str, theirs: set[str]) -> str:
    sender = headers.sender.email if headers.sender else "?"
    way = "<-- THEY" if sender in theirs else "--> owner?" if headers.sender else "?"
    many = len(headers.to) + len(headers.cc)
    body = " / ".join(line.strip() for line in words[:_MOST_WORDS].splitlines() if line.strip())
    return f"{at:%Y-%m-%d %H:%M} {way} {sender} to {many} [{headers.subject}] {body}"


if __name__ == "__main__":
    main()
