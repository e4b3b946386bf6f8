"""The words of a message: MIME parts, HTML, quotes, signatures."""

from __future__ import annotations

from base64 import b64encode

import pytest

from daemon.core.parse.body import parse_body
from daemon.core.parse.html_text import html_to_text
from daemon.core.parse.mime import join_flowed
from daemon.core.parse.part_header import parse_parameters
from daemon.core.parse.quotes import strip_quotes
from daemon.core.parse.signature import split_signature

PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n"


def multipart(kind: str, *parts: str, close: bool = True) -> tuple[bytes, bytes]:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + ("--b--\r\n" if close else "")
    return f'Content-Type: multipart/{kind}; boundary="b"\r\n'.encode(), body.encode()


TEXT_PART = "Content-Type: text/plain\r\n\r\nthe plain words"
HTML_PART = "Content-Type: text/html\r\n\r\n<p>the html words</p>"
FILE_PART = "Content-Type: application/pdf; name=a.pdf\r\n\r\nJVBER"


@pytest.mark.parametrize(
    ("kind", "parts", "words", "attachment"),
    [
        ("alternative", [TEXT_PART, HTML_PART], "the plain words", False),
        (
            "alternative",
            ["Content-Type: text/plain\r\n\r\n \r\n", HTML_PART],
            "the html words",
            False,
        ),
        ("alternative", [HTML_PART], "the html words", False),
        ("mixed", [TEXT_PART, FILE_PART], "the plain words", True),
        ("mixed", [TEXT_PART, FILE_PART, "\r\nand more"], "the plain words\nand more", True),
        (
            "mixed",
            [TEXT_PART, "Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nlog"],
            "the plain words",
            True,
        ),
        (
            "related",
            [HTML_PART, "Content-Type: image/png\r\nContent-ID: <1>\r\n\r\niVBOR"],
            "the html words",
            False,
        ),
        (
            "signed",
            [TEXT_PART, "Content-Type: application/pgp-signature\r\n\r\nx"],
            "the plain words",
            False,
        ),
        (
            "mixed",
            [TEXT_PART, "Content-Type: text/calendar\r\n\r\nBEGIN:"],
            "the plain words",
            False,
        ),
    ],
)
def test_chooses_parts(kind: str, parts: list[str], words: str, attachment: bool) -> None:
    found = parse_body(*multipart(kind, *parts))
    assert found.new_text == words
    assert found.has_attachment is attachment
    assert not found.truncated


CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR"


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Content-Type: text/calendar; method=REQUEST", CALENDAR),
        ("Content-Type: application/ics; name=invite.ics", CALENDAR),
        ("Content-Type: application/octet-stream; name=Invite.ICS", CALENDAR),
        (
            "Content-Type: application/octet-stream\r\n"
            "Content-Disposition: attachment; filename=invite.ics",
            CALENDAR,
        ),
        (
            "Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64",
            b64encode(CALENDAR),
        ),
    ],
)
def test_keeps_calendars(header: str, body: bytes) -> None:
    found = parse_body(*multipart("mixed", TEXT_PART, f"{header}\r\n\r\n{body.decode()}"))
    assert (found.calendars, found.new_text) == ((CALENDAR,), "the plain words")
    assert not found.has_attachment


def test_keeps_a_calendar_that_is_the_whole_message() -> None:
    found = parse_body(b"Content-Type: text/calendar; method=REPLY\r\n", CALENDAR)
    assert (found.calendars, found.new_text) == ((CALENDAR,), "")


def test_keeps_at_most_four_calendars() -> None:
    part = f"Content-Type: text/calendar\r\n\r\n{CALENDAR.decode()}"
    assert len(parse_body(*multipart("mixed", *[part] * 9)).calendars) == 4


def test_keeps_what_a_report_says_and_the_header_of_the_returned_mail() -> None:
    status = "Final-Recipient: rfc822; bo@x.org\r\nAction: failed"
    returned = "Subject: Lunch\r\nTo: bo@x.org"
    found = parse_body(
        *multipart(
            "report",
            TEXT_PART,
            f"Content-Type: message/delivery-status\r\n\r\n{status}\r\n",
            f"Content-Type: message/rfc822\r\n\r\n{returned}\r\n\r\nsecret words",
        )
    )
    assert [report.decode().strip() for report in found.reports] == [status, returned]
    assert found.new_text == "the plain words"
    assert not found.forwarded


def test_forwarded_message_part_is_not_read() -> None:
    part = "Content-Type: message/rfc822\r\n\r\nFrom: a@x.com\r\n\r\nold words"
    found = parse_body(*multipart("mixed", TEXT_PART, part))
    assert (found.new_text, found.forwarded) == ("the plain words", True)


def test_reads_what_is_there_of_a_cut_body() -> None:
    found = parse_body(*multipart("alternative", TEXT_PART, close=False))
    assert (found.new_text, found.truncated) == ("the plain words", True)


def test_reads_a_multipart_whose_boundary_is_missing() -> None:
    _, body = multipart("mixed", TEXT_PART)
    assert parse_body(b"Content-Type: multipart/mixed\r\n", body).new_text == "the plain words"


@pytest.mark.parametrize(
    ("header", "text", "words"),
    [
        (b"", b"just words\r\n", "just words"),
        (b"Content-Type: text/plain; charset=x-unheard-of\r\n", b"caf\xe9", "café"),
        (b"Content-Type: text/plain; charset=iso-8859-1\r\n", b"caf\xe9", "café"),
        (b"Content-Type: text/plain; charset=utf-8\r\n", "café".encode(), "café"),
        (b"Content-Type: text/plain; charset=us-ascii\r\n", "café".encode(), "café"),
        (
            PLAIN + b"Content-Transfer-Encoding: quoted-printable\r\n",
            b"caf=C3=A9 and=\r\n so",
            "café and so",
        ),
        (PLAIN + b"Content-Transfer-Encoding: quoted-printable\r\n", b"100=% ok =", "100=% ok"),
        (PLAIN + b"Content-Transfer-Encoding: base64\r\n", b64encode(b"some words"), "some words"),
        (
            PLAIN + b"Content-Transfer-Encoding: base64\r\n",
            b64encode(b"some words")[:10],
            "some wo",
        ),
        (PLAIN + b"Content-Transfer-Encoding: base64\r\n", b"!!!", ""),
        (PLAIN, b"nul\0 and \x1b[31mred\x07", "nul and [31mred"),
        (PLAIN, "bidi \u202e zero\u200bwidth".encode(), "bidi  zerowidth"),
        (b"Content-Type: text/plain; format=flowed\r\n", b"one \r\ntwo\r\nthree", "one two\nthree"),
        (b"Content-Type: application/pdf\r\n", b"%PDF", ""),
    ],
)
def test_decodes(header: bytes, text: bytes, words: str) -> None:
    assert parse_body(header, text).new_text == words


def test_joins_flowed_quotes_by_depth() -> None:
    assert join_flowed("> one \n> two\nme") == "> one two\nme"
    assert join_flowed("-- \nAnn") == "-- \nAnn"
    assert join_flowed("Donau \ndampf", delete_space=True) == "Donaudampf"


def test_reads_rfc2231_parameters() -> None:
    assert parse_parameters("text/plain; charset*=us-ascii'en'utf-8")[1]["charset"] == "utf-8"
    found = parse_parameters('multipart/x; boundary*0="ab"; boundary*1=cd')[1]
    assert found["boundary"] == "abcd"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<div>a <b>b</b>\n c&nbsp;&amp; d</div>", "a b c & d"),
        ("<style>x{}</style><script>y()</script>words", "words"),
        ('<div style="display:none">preview</div>words', "words"),
        ('<span style="font-size:0px">preview</span>words', "words"),
        ("<span hidden>preview</span>words", "words"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("new<blockquote>old</blockquote>", "new\n> old"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("", ""),
        ("<<<>>>", "<<<>>>"),
    ],
)
def test_turns_html_into_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "older",
    [
        '<div class="gmail_quote">On Mon, 3 May 2021 at 10:00, Bo &lt;b@x.org&gt; wrote:<br>'
        "<blockquote>old</blockquote></div>",
        '<div id="divRplyFwdMsg"><b>From:</b> Bo<br></div><div>old</div>',
        '<div id="x_divRplyFwdMsg">From: Bo</div><div>old</div>',
        '<div id="appendonsend"></div><div>old</div>',
        '<hr id="stopSpelling">Date: Monday<br>old',
        '<div class="yahoo_quoted">old</div>',
        '<span id="OLK_SRC_BODY_SECTION"><div>From: Bo</div>old</span>',
        '<blockquote type="cite">old</blockquote>',
        "<p><b>From:</b> Bo &lt;b@x.org&gt;<br><b>Sent:</b> Monday<br><b>To:</b> a@x.org<br>"
        "<b>Subject:</b> x</p><p>old</p>",
    ],
)
def test_takes_older_mail_out_of_html(older: str) -> None:
    found = parse_body(b"Content-Type: text/html\r\n", f"<div>new words</div>{older}".encode())
    assert found.new_text == "new words"


ATTRIBUTIONS = [
    "On Mon, May 3, 2021 at 10:00 AM Bo Lee <bo@x.org> wrote:",
    "On May 3, 2021, at 10:00, Bo Lee <bo@x.org> wrote:",
    "On 3 May 2021 at 10:00, Bo Lee <\nbo@x.org> wrote:",
    "On 2021-05-03 10:00, Bo wrote:",
    "At 10:00 AM 5/3/2021, you wrote:",
    "Am 03.05.2021 um 10:00 schrieb Bo Lee:",
    "Am Mo., 3. Mai 2021 um 10:00 Uhr schrieb Bo Lee <bo@x.org>:",
    "Bo Lee <bo@x.org> schrieb am Mo., 3. Mai\n2021 um 10:00 Uhr:",
    "Le lun. 3 mai 2021 à 10:00, Bo Lee <bo@x.org> a écrit :",
    "Le 03/05/2021 à 10:00, Bo Lee a écrit :",
    "El lun, 3 may 2021 a las 10:00, Bo Lee (<bo@x.org>) escribió:",
    "Il giorno lun 3 mag 2021 alle ore 10:00 Bo Lee <bo@x.org> ha scritto:",
    "Op ma 3 mei 2021 om 10:00 schreef Bo Lee <bo@x.org>:",
    "Em seg., 3 de mai. de 2021 às 10:00, Bo Lee <bo@x.org> escreveu:",
    "pon., 3 maj 2021 o 10:00 Bo Lee <bo@x.org> napisał(a):",
    "Den mån 3 maj 2021 kl 10:00 skrev Bo Lee <bo@x.org>:",
    "пн, 3 мая 2021 г. в 10:00, Bo Lee <bo@x.org>:",
    "2021年5月3日(月) 10:00 Bo Lee <bo@x.org>:",
    "2021-05-03 10:00 GMT+02:00 Bo Lee <bo@x.org>:",
    "Bo Lee <bo@x.org> wrote:",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_takes_out_quotes_with_their_introduction(attribution: str, mark: str) -> None:
    text = f"My answer.\n\n{attribution}\n\n{mark}old words\n{mark}more old words\n"
    assert strip_quotes(text) == ("My answer.", False)


HEADS = [
    "-----Original Message-----\nFrom: Bo\nSent: Monday\n\nold",
    "-----Ursprüngliche Nachricht-----\nVon: Bo\nGesendet: Montag\n\nalt",
    "----- Mensaje original -----\nDe: Bo\n\nviejo",
    "From: Bo Lee <bo@x.org>\nSent: Monday, May 3, 2021 10:00 AM\nTo: Ann\nSubject: x\n\nold",
    "*From:* Bo Lee\n*Sent:* Monday\n*To:* Ann\n*Subject:* x\n\nold",
    "________________________________\nFrom: Bo\nSent: Monday\nTo: Ann\nSubject: x\n\nold",
    "Von: Bo Lee\nGesendet: Montag, 3. Mai 2021 10:00\nAn: Ann\nBetreff: x\n\nalt",
    "De : Bo Lee\nEnvoyé : lundi 3 mai 2021 10:00\nÀ : Ann\nObjet : x\n\nvieux",
    "De: Bo Lee\nEnviado el: lunes, 3 de mayo de 2021\nPara: Ann\nAsunto: x\n\nviejo",
    "Van: Bo Lee\nVerzonden: maandag 3 mei 2021\nAan: Ann\nOnderwerp: x\n\noud",
    "Da: Bo Lee\nInviato: lunedì 3 maggio 2021\nA: Ann\nOggetto: x\n\nvecchio",
    "Från: Bo Lee\nSkickat: den 3 maj 2021\nTill: Ann\nÄmne: x\n\ngammal",
    "Bo Lee\n05/03/2001 10:00 AM\nTo:\tAnn Bee/HOU/CORP@CORP\ncc:\t\nSubject:\tx\n\nold",
    "To:\tAnn Bee/HOU/CORP@CORP\ncc:\t\nSubject:\tx\n\nold",
    "bo@x.org on 05/03/2001 10:00:11 AM\nTo: Ann\ncc:\nSubject: x\n\nold",
]


@pytest.mark.parametrize("head", HEADS)
def test_takes_out_heads_of_older_mail(head: str) -> None:
    text, _ = strip_quotes(f"My answer.\n\n\n{head}\nFrom: me\n")
    assert text == "My answer."


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Bo <bo@x.org>\n\nold",
        "Begin forwarded message:\n\nFrom: Bo <bo@x.org>\n\nold",
        "----- Weitergeleitete Nachricht -----\nVon: Bo\n\nalt",
        "---------------------- Forwarded by Bo Lee on 05/03/2001 10:00 \nAM ------\n\nold",
    ],
)
def test_knows_forwarded_mail(head: str) -> None:
    assert strip_quotes(f"See below.\n\n{head}") == ("See below.", True)


@pytest.mark.parametrize(
    ("text", "forwarded"),
    [
        ("From: Bo <bo@x.org>\nSent: Monday\nTo: ann@acme.com\nSubject: Lunch\n\nold", True),
        ("> Od: Bo <bo@x.org>\n> Datum: 3. 5.\n> Komu: ann@acme.com\n> Předmět: Oběd\n> x", True),
        ("On Mon, May 3, 2021 at 10:00 AM Bo <bo@x.org> wrote:\n\nold words", True),
        ("-------- Proslijeđena poruka --------\nNaslov: \tRučak\n\nold", True),
        ("Yes.\n\nFrom: Bo <bo@x.org>\nSent: Monday\nTo: a@b.co\nSubject: Lunch\n\nold", False),
        ("Yes.\n\nOn Mon, May 3, 2021 at 10:00 AM Bo <bo@x.org> wrote:\n> old words", False),
        ("> old words", False),
        ("", False),
    ],
)
def test_mail_without_a_word_of_its_own_is_passed_on(text: str, forwarded: bool) -> None:
    assert strip_quotes(text) == ("Yes." if text.startswith("Yes.") else "", forwarded)


@pytest.mark.parametrize("end", ["--", "***", "_______", "####\n~~~~~", "ᐧ"])
def test_drawn_lines_at_the_end_are_no_words(end: str) -> None:
    assert strip_quotes(f"New words.\n\n{end}\n") == ("New words.", False)


@pytest.mark.parametrize("end", [":-)", "?", "...", "xx", "1."])
def test_short_last_lines_are_words(end: str) -> None:
    assert strip_quotes(f"New words.\n\n{end}\n") == (f"New words.\n\n{end}", False)


def test_keeps_new_lines_between_quotes() -> None:
    text = "Hi Bo,\n\n> Is it ready?\n\nYes, since Monday.\n\n> Who knows?\n\nNobody yet.\n"
    assert strip_quotes(text)[0] == "Hi Bo,\n\nYes, since Monday.\n\nNobody yet."


@pytest.mark.parametrize(
    "text",
    [
        "On this day\n\nI wrote something\n\nwhich was interesting.",
        "These dates work:\n\n2024-01-15 14:30\n01/15/2024 at 2:30 PM\n\nPick one.",
        "The agenda for 12/05/2021 10:30:\n\n1. Budget\n2. Lunch",
        "From: Hamburg\nTo: Bremen\nDate: Monday\n\nThat is my trip.",
        "To: the team\nRe: the plan\n\nWe go on.",
        "As she wrote: never mind.",
        "Please tell ann@x.org by 5/3/2021 at 10:00 that the whole order must be sent again today:",
        "a > b and 3 > 2",
        "Options:\n-----\nfirst\nsecond",
        ">From now on it is fine.",
    ],
)
def test_leaves_the_authors_words(text: str) -> None:
    assert strip_quotes(text) == (text, False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Words.\n\n-- \nAnn Bee\nAcme Ltd.\n+1 555 010 0100", "Words."),
        ("Words.\n\nBest regards,\nAnn", "Words."),
        ("Words.\n\nThanks,\n\nAnn Bee\nHead of Things\n555-010-0100", "Words."),
        ("Worte.\n\nMit freundlichen Grüßen\nAnn Bee", "Worte."),
        ("Worte.\n\nViele Grüße / Best regards\n\nAnn", "Worte."),
        ("Mots.\n\nCordialement,\nAnn", "Mots."),
        ("Palabras.\n\nUn saludo,\nAnn", "Palabras."),
        ("Words.\n\nAnn", "Words."),
        ("Words.\n\nAnn\nx-37059", "Words."),
        ("Words.\nann", "Words."),
        ("Words.\n\nThanks, AB", "Words."),
        ("Words.\n\nSent from my iPhone", "Words."),
        ("Worte.\n\nVon meinem iPhone gesendet", "Worte."),
        ("Mots.\n\nEnvoyé de mon iPhone", "Mots."),
        ("Words.\n\nGet Outlook for iOS<https://aka.ms/x>", "Words."),
        (
            "Words.\n\nThis e-mail is confidential and intended only for the intended recipient.\n"
            "If you are not the intended recipient, notify the sender.",
            "Words.",
        ),
        ("Words.\n\n_______________\nthings mailing list\nthings@lists.x.org", "Words."),
        # what only looks like one
        ("Thanks!", "Thanks!"),
        ("Thanks,\nAnn", "Thanks,"),
        ("Ann", "Ann"),
        ("Shall we say Monday?\n\nTuesday", "Shall we say Monday?\n\nTuesday"),
        ("Words.\n\nThank you!", "Words.\n\nThank you!"),
        ("Is it you?\n\nYes", "Is it you?\n\nYes"),
        ("Words -- not a signature.\n\nMore words follow here.", None),
        ("Agenda\n------\n1. Budget\n2. Lunch", None),
        ("Sent from my desk, which is easier than my phone.", None),
        ("Is this confidential?\n\nI would not want to send it.", None),
        ("Thanks,\nI will look at it tomorrow and send you the numbers by noon.", None),
    ],
)
def test_splits_signatures(text: str, kept: str | None) -> None:
    assert split_signature(text, "Ann Bee")[0] == (text if kept is None else kept)
