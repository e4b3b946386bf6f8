"""The drafts of real mailboxes at several days of their lives, each with the mail behind it, to be
read and judged by a person: would the owner send it?

    python -m bench.draft_reading OUT tuned|apart|last|two_readers [USER ...]

Writes OUT/USER.DAY.txt, one file a mailbox and day, and OUT/drafts.tsv, one line a draft with its
key and nothing else, to be judged. Of each mailbox only the mail is served that was there on that
day; what came within three weeks after it is shown last, for it tells what the owner did. `tuned`
are the days that rules may be changed after, all others are read once.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpora import read_mail
from bench.mailboxes import (
    CORPORA,
    Dovecot,
    Mails,
    fill,
    own_address,
    read_archive,
    working_moment,
)
from daemon.config import load_config
from daemon.core.mail import Headers
from daemon.jobs.draft import WrittenDraft
from daemon.jobs.once import run_pass
from daemon.store import open_store
from daemon.templating import Templates

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
    out, which, *users = sys.argv[1:]
    target = Path(out)
    target.mkdir(parents=True, exist_ok=True)
    keys = []
    for user, mails in mailboxes(users):
        known = sorted(((at, raw) for found in mails.values() for raw, at, _ in found),
                       key=lambda one: one[0])  # fmt: skip
        read = [(at, read_mail(raw)) for at, raw in known]
        exchange = [(at, mail.headers, mail.message.new_text) for at, mail in read]
        for drafts in draft_days(user, mails, SHARES[which]):
            for number, one in enumerate(drafts, 1):
                with (target / f"{user}.{one.day}.txt").open("a", encoding="utf-8") as file:
                    print(
                        f"\n######## {number} {' '.join(one.key)}\n{shown(one, exchange)}",
                        file=file,
                    )
                keys.append("\t".join(one.key))
                print(keys[-1], flush=True)
    (target / "drafts.tsv").write_text("\n".join(keys) + "\n", "utf-8")


def mailboxes(users: Sequence[str] = ()) -> Iterator[tuple[str, Mails]]:
    """The mailboxes of `enron_mailboxes` by name, each mail with its time."""
    folder = CORPORA / "enron_mailboxes"
    for user in users or sorted(one.name[:-7] for one in folder.glob("*.tar.xz")):
        yield user, read_archive(folder / f"{user}.tar.xz")


def draft_days(user: str, mails: Mails, shares: Sequence[float]) -> Iterator[list[Drafted]]:
    """What a first pass would draft on each of the days before which such a share of the owner's
    own mail lies.
    """
    gold = json.loads((CORPORA / "enron_mailboxes" / f"{user}.people_gold.json").read_text("utf-8"))
    address = own_address(gold)
    server = Dovecot().start()
    try:
        for number, share in enumerate(shares):
            now = working_moment(mails, address, share)
            login = f"{user}{number}"
            fill(server, login, {
                name: [one for one in found if one[1] < now] for name, found in mails.items()
            })  # fmt: skip
            yield [Drafted(user, now.date().isoformat(), one)
                   for one in first_drafts(server, login, address, now)]  # fmt: skip
    finally:
        server.remove()


def first_drafts(server: Dovecot, user: str, address: str, now: datetime) -> Sequence[WrittenDraft]:
    """The drafts of one pass over a mailbox that was never read before; none is placed."""
    name = " ".join(word.capitalize() for word in re.findall(r"[a-z]+", address.partition("@")[0]))
    with TemporaryDirectory() as home:
        file = Path(home) / "config.toml"
        file.write_text(
            f'[owner]\nname = "{name}"\naddress = "{address}"\ntime_zone = "America/Chicago"\n'
            f'[mailbox]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
            f'user = "{user}"\n[store]\nurl = "sqlite:///{home}/store.db"\n',
            "utf-8",
        )
        config = load_config(file, {"WELLKEEPER_PASSWORD": server.password})
        with open_store(config.store.url, config.owner.as_owner()) as store:
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
