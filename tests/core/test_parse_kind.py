"""Who or what wrote a message: by its header, and by the address alone."""

from __future__ import annotations

import pytest

from daemon.core.model import MessageKind
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message
from daemon.core.parse.roles import is_shared_address, role_of_address

ANN = "From: Ann Bee <ann@acme.com>"
DAEMON = "From: Mail System <MAILER-DAEMON@acme.com>"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ([ANN, "Subject: Lunch"], "personal"),
        ([ANN, "Auto-Submitted: no"], "personal"),
        ([ANN, "Authentication-Results: mx.x.org; dkim=fail; spf=fail; dmarc=pass"], "personal"),
        ([ANN, "Authentication-Results: mx.x.org; dmarc=fail header.from=acme.com"], "doubtful"),
        ([ANN, f"Authentication-Results: mx; {'dkim=pass; ' * 200}DMARC = fail"], "doubtful"),
        ([ANN, "Authentication-Results: mx.x.org; arc=pass (i=1); dmarc=fail"], "personal"),
        ([ANN, "Authentication-Results: mx; spf=pass smtp.mailfrom=xdmarc=fail@x.co"], "personal"),
        (
            [
                ANN,
                "Authentication-Results: mx.x.org; dmarc=fail",
                "Authentication-Results: mx.acme.com; dmarc=pass",
            ],
            "doubtful",
        ),
        (
            [
                ANN,
                "Authentication-Results: mx.x.org; dmarc=pass",
                "Authentication-Results: mx.acme.com; dmarc=fail",
            ],
            "personal",
        ),
        (
            [
                ANN,
                "Authentication-Results: mx; dmarc=fail",
                "List-Id: <l.x.org>",
                "Precedence: list",
            ],
            "list_post",
        ),
        ([ANN, "Authentication-Results: mx; dmarc=fail", "Subject: Accepted: Lunch"], "doubtful"),
        ([ANN, "Return-Path: <ann@acme.com>"], "personal"),
        ([ANN, "Subject: Out of office next week, who takes over?"], "personal"),
        ([ANN, "Subject: Re: Automatic reply: Lunch"], "personal"),
        ([ANN, "Subject: Accepted: Lunch"], "calendar"),
        ([ANN, "Subject: Undeliverable goods"], "personal"),
        (["From: info@bakery.example"], "personal"),
        ([ANN, "Auto-Submitted: auto-replied (vacation)"], "auto_reply"),
        ([ANN, "X-Autoreply: yes"], "auto_reply"),
        ([ANN, "Precedence: auto_reply"], "auto_reply"),
        ([ANN, "Subject: Automatic reply: Lunch"], "auto_reply"),
        ([ANN, "Subject: Out of Office AutoReply: Lunch"], "auto_reply"),
        ([ANN, "Subject: Out of office: Lunch"], "auto_reply"),
        ([ANN, "Subject: Abwesenheitsnotiz: Termin"], "auto_reply"),
        ([ANN, "Subject: Automatische Antwort: Termin"], "auto_reply"),
        ([ANN, "Subject: Réponse automatique : Devis"], "auto_reply"),
        ([ANN, "Subject: Respuesta automática: Oferta"], "auto_reply"),
        ([ANN, "Subject: Risposta automatica: Offerta"], "auto_reply"),
        ([ANN, "Subject: Automatisch antwoord: Offerte"], "auto_reply"),
        ([ANN, "Subject: Resposta automática: Oferta"], "auto_reply"),
        ([ANN, "Subject: Automatiskt svar: Möte"], "auto_reply"),
        ([ANN, "Auto-Submitted: auto-generated"], "notification"),
        (["From: noreply@shop.example"], "notification"),
        ([ANN, "X-Wellkeeper: draft", "List-Id: x"], "notification"),
        ([ANN, "List-Id: <l.x.org>", "List-Post: <mailto:l@x.org>"], "list_post"),
        ([ANN, "List-Id: <l.x.org>", "Precedence: list"], "list_post"),
        ([ANN, "List-Id: <l.x.org>", "List-Post: NO"], "bulk"),
        ([ANN, "List-Id: <l.x.org>"], "bulk"),
        (["From: newsletter@x.org", "List-Id: <l.x.org>", "List-Post: <mailto:l@x.org>"], "bulk"),
        ([ANN, "List-Unsubscribe: <https://x.org/u>"], "bulk"),
        ([ANN, "Feedback-ID: 1:2:3"], "bulk"),
        ([ANN, "Precedence: bulk"], "bulk"),
        ([ANN, "X-Spam-Flag: YES"], "bulk"),
        ([DAEMON, "Return-Path: <>"], "bounce"),
        ([DAEMON, "Subject: Returned mail: see transcript"], "bounce"),
        ([ANN, "Content-Type: multipart/report; report-type=delivery-status"], "bounce"),
        (
            [ANN, "Content-Type: multipart/report; report-type=disposition-notification"],
            "notification",
        ),
        (["From: bounces+12@x.org"], "bounce"),
        ([ANN, "Content-Type: text/calendar; method=REQUEST"], "calendar"),
        (
            [ANN, "Subject: Invitation: Lunch", "Content-Type: multipart/mixed; boundary=x"],
            "calendar",
        ),
        ([ANN, "Subject: Invitation: Lunch"], "personal"),
        (["Subject: nobody"], "notification"),
    ],
)
def test_classifies(lines: list[str], kind: str) -> None:
    found, why = classify_message(parse_headers("\r\n".join(lines).encode()))
    assert found is MessageKind(kind), why
    assert why


@pytest.mark.parametrize(
    ("email", "reason"),
    [
        ("noreply@x.org", "no-reply address"),
        ("no-reply+abc@x.org", "no-reply address"),
        ("do_not_reply@x.org", "no-reply address"),
        ("keine.antwort@x.de", "no-reply address"),
        ("ann@bounce.x.org", "no-reply address"),
        ("mailer-daemon@x.org", "bounce address"),
        ("bounce-123@x.org", "bounce address"),
        ("list-bounces@x.org", "bounce address"),
        ("bounces+ann=acme.com@x.org", "bounce address"),
        ("newsletter@x.org", "role address"),
        ("support@x.org", "role address"),
        ("sales@x.org", "role address"),
        ("billing.department@x.org", "role address"),
        ("kundenservice@x.de", "role address"),
        ("atencion.al.cliente@x.es", "role address"),
        ("notifications+7f3a@github.example", "role address"),
        ("users-request@x.org", "list address"),
        ("friends@googlegroups.com", "list address"),
        ("0101f3a9c4d2b8e7a6f5c4d3b2a1@mail.x.org", "machine address"),
        ("ann@acme.com", ""),
        ("ann.bee@acme.com", ""),
        ("a.bee+shop@acme.com", ""),
        ("kevin+dated+1027549838.74d3af@x.org", ""),
        ("john.sales@acme.com", ""),
        ("beth.jenkins@acme.com", ""),
        ("steve.jobs@acme.com", ""),
        ("page@acme.com", ""),
        ("info@acme.com", ""),
        ("hello@acme.com", ""),
        ("office@acme.com", ""),
        ("kontakt@acme.de", ""),
        (".ward@acme.com", ""),
        ("m123456@acme.com", ""),
    ],
)
def test_knows_roles_by_address(email: str, reason: str) -> None:
    assert role_of_address(email) == reason


def test_shared_addresses_are_no_roles() -> None:
    assert is_shared_address("info@acme.com")
    assert not is_shared_address("ann@acme.com")
