"""Mail that no human typed: newsletters, notices, list posts, an out-of-office, a bounce,
invitations. Laid out as the programs behind them do.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime

from daemon.demo.clients import Written
from daemon.demo.invitations import build_invitations
from daemon.demo.mime import Part, SampleMessage, build_address, build_message, build_token
from daemon.demo.moments import resolve_dates, resolve_moment
from daemon.demo.story_papers import (
    LIST_ADDRESS,
    LIST_POSTS,
    NEWSLETTERS,
    NOTICES,
    Article,
    Newsletter,
    Notice,
)
from daemon.demo.world import OWNER, PEOPLE

_SEEN = ("\\Seen",)


def build_automatic(now: datetime, written: Mapping[str, Written]) -> list[SampleMessage]:
    """All of it; `written` holds the letters that the out-of-office and the bounce answer."""
    messages = [
        _build_issue(paper, number, articles, now)
        for paper in NEWSLETTERS
        for number, articles in enumerate(paper.issues)
    ]
    messages += [_build_notice(notice, number, now) for number, notice in enumerate(NOTICES)]
    messages += _build_posts(now)
    messages.append(_build_out_of_office(now, written["sofie-question/0"]))
    messages.append(_build_bounce(written["elena-forgotten/0"]))
    messages += build_invitations(now, written)
    return messages


def _build_issue(
    paper: Newsletter, number: int, articles: tuple[Article, ...], now: datetime
) -> SampleMessage:
    key = f"{paper.address}/{number}"
    at = resolve_moment(now, paper.first + paper.every * number, 7.25, key, any_day=True)
    title = articles[0].title
    leave = f"{paper.site}/unsubscribe?u={build_token(OWNER.email, 10)}"
    text = f"{paper.name}\n\n" + "".join(
        f"{one.title}\n{one.teaser}\n{paper.site}/{one.path}\n\n" for one in articles
    )
    text += f"You receive {paper.name} because you subscribed.\nUnsubscribe: {leave}"
    rich = f'<html><body style="font-family:Georgia,serif"><h1>{html.escape(paper.name)}</h1>'
    rich += "".join(
        f'<h2><a href="{paper.site}/{one.path}?utm_source=letter">{html.escape(one.title)}</a></h2>'
        f"<p>{html.escape(one.teaser)}</p>"
        for one in articles
    )
    rich += f'<p style="color:#999"><a href="{leave}">Unsubscribe</a></p></body></html>'
    page = Part("text/html", rich)
    part = page if paper.html_only else Part(
        "multipart/alternative", parts=(Part("text/plain", text), page)
    )  # fmt: skip
    domain = paper.address.partition("@")[2]
    fields = [
        ("Return-Path", f"<bounce-{build_token(key, 8)}@{domain}>"),
        ("Delivered-To", OWNER.email),
        ("From", build_address(paper.name, paper.address)),
        ("To", OWNER.email),
        ("Subject", f"{paper.name}: {title}"),
        ("Date", format_datetime(at)),
        ("Message-ID", f"<{build_token(key, 20)}@{domain}>"),
        ("List-Id", paper.list_id),
        ("List-Unsubscribe", f"<{leave}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Precedence", "bulk"),
        ("MIME-Version", "1.0"),
    ]
    flags = _SEEN if number else ()
    return SampleMessage("Newsletters", _soon(at), flags, build_message(fields, part, key))


def _build_notice(notice: Notice, number: int, now: datetime) -> SampleMessage:
    key = f"notice/{number}"
    at = resolve_moment(now, notice.days, 0, key, any_day=True)
    domain = notice.address.partition("@")[2]
    fields = [
        ("Return-Path", f"<{notice.address}>"),
        ("Delivered-To", OWNER.email),
        ("From", build_address(notice.name, notice.address)),
        ("To", build_address(OWNER.name, OWNER.email)),
        ("Subject", resolve_dates(notice.subject, now)),
        ("Date", format_datetime(at)),
        ("Message-ID", f"<{build_token(key, 24)}@{domain}>"),
        *notice.marks,
        ("MIME-Version", "1.0"),
    ]
    part = Part("text/plain", resolve_dates(notice.text, now))
    raw = build_message(fields, part, key)
    return SampleMessage(notice.folder, _soon(at), _SEEN if notice.days > 2 else (), raw)


def _build_posts(now: datetime) -> list[SampleMessage]:
    messages: list[SampleMessage] = []
    ids: list[str] = []
    after = now - timedelta(days=10_000)
    for number, post in enumerate(LIST_POSTS):
        key = f"post/{number}"
        at = max(resolve_moment(now, post.days, 0, key), after + timedelta(minutes=25))
        after = at
        ids.append(f"<{build_token(key, 24)}@{post.address.partition('@')[2]}>")
        fields = [
            ("Return-Path", "<sd-nl-bounces@lists.servicedesign.example>"),
            ("Delivered-To", OWNER.email),
            ("From", build_address(post.name, post.address)),
            ("To", LIST_ADDRESS),
            ("Subject", f"[sd-nl] {post.subject}"),
            ("Date", format_datetime(at)),
            ("Message-ID", ids[-1]),
            ("List-Id", "Service design in the Netherlands <sd-nl.lists.servicedesign.example>"),
            ("List-Post", f"<mailto:{LIST_ADDRESS}>"),
            ("List-Unsubscribe", "<mailto:sd-nl-leave@lists.servicedesign.example>"),
            ("Precedence", "list"),
            ("X-Mailman-Version", "3.3.8"),
            ("MIME-Version", "1.0"),
        ]
        if post.answers >= 0:
            answered = ids[post.answers]
            fields += [("In-Reply-To", answered), ("References", answered)]
        footer = f"\n\n{'_' * 47}\nsd-nl mailing list -- {LIST_ADDRESS}"
        text = f"{post.text}\n\n{post.name.partition(' ')[0]}{footer}"
        raw = build_message(fields, Part("text/plain", text), key)
        messages.append(SampleMessage("INBOX", _soon(at), _SEEN, raw))
    return messages


def _build_out_of_office(now: datetime, question: Written) -> SampleMessage:
    sofie = PEOPLE["sofie"]
    at = question.sent_at + timedelta(seconds=48)
    text = resolve_dates(
        "Thank you for your message. I am out of the office until {d-5} and read my mail only now "
        "and then. For anything urgent please write to "
        "secretariaat@stadslab.example.\n\nGroeten,\nSofie",
        now,
    )
    fields = [
        ("Return-Path", "<>"),
        ("Delivered-To", OWNER.email),
        ("From", build_address(sofie.name, sofie.email)),
        ("To", build_address(OWNER.name, OWNER.email)),
        ("Subject", f"Automatic reply: {question.subject}"),
        ("Date", format_datetime(at)),
        ("Message-ID", f"<{build_token('sofie-away', 32).upper()}@stadslab.example>"),
        ("In-Reply-To", question.message_id),
        ("References", question.message_id),
        ("Auto-Submitted", "auto-replied"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
    ]
    raw = build_message(fields, Part("text/plain", text, "UTF-8"), "sofie-away")
    return SampleMessage("INBOX", _soon(at), _SEEN, raw)


def _build_bounce(lost: Written) -> SampleMessage:
    at = lost.sent_at + timedelta(seconds=95)
    gone = "e.marchetti@lumen-arts.example"
    words = (
        "This is the mail system at host mail.lindqvist.example.\n\nI'm sorry to have to inform "
        "you that your message could not be delivered to one or more recipients.\n\n"
        f"<{gone}>: host mx.lumen-arts.example[192.0.2.61] said: 550 5.1.1\n    <{gone}>: "
        "Recipient address rejected: User unknown (in reply to RCPT TO command)"
    )
    status = (
        "Reporting-MTA: dns; mail.lindqvist.example\n\n"
        f"Final-Recipient: rfc822; {gone}\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 Recipient address rejected: User unknown\n"
    )
    part = Part(
        "multipart/report",
        parameters=";\r\n report-type=delivery-status",
        parts=(
            Part("text/plain", words, "us-ascii", "7bit"),
            Part("message/delivery-status", status, encoding="7bit"),
            Part(
                "text/rfc822-headers",
                f"From: {build_address(OWNER.name, OWNER.email)}\nTo: {gone}\n"
                f"Subject: {lost.subject}\nMessage-ID: {lost.message_id}\n",
                encoding="7bit",
            ),
        ),
    )
    fields = [
        ("Return-Path", "<>"),
        ("Delivered-To", OWNER.email),
        ("From", "MAILER-DAEMON@mail.lindqvist.example (Mail Delivery System)"),
        ("To", OWNER.email),
        ("Subject", "Undelivered Mail Returned to Sender"),
        ("Date", format_datetime(at)),
        ("Message-ID", f"<{build_token('bounce', 20)}@mail.lindqvist.example>"),
        ("In-Reply-To", lost.message_id),
        ("References", lost.message_id),
        ("Auto-Submitted", "auto-replied"),
        ("MIME-Version", "1.0"),
    ]
    return SampleMessage("INBOX", _soon(at), _SEEN, build_message(fields, part, "bounce"))


def _soon(at: datetime) -> datetime:
    return at + timedelta(seconds=3)
