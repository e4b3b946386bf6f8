"""What machines send: newsletters, notices, posts to a mailing list. Words only, no layout."""

from __future__ import annotations

from daemon.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of a newsletter; `path` follows the newsletter's site."""

    title: str
    path: str
    teaser: str


@dataclass(frozen=True, slots=True)
class Newsletter:
    """A paper: `every` so many days, newest `first` days ago; one tuple of articles an issue,
    newest first. `html_only` sends no plain text beside it.
    """

    name: str
    address: str
    site: str
    list_id: str
    first: int
    every: int
    issues: tuple[tuple[Article, ...], ...]
    html_only: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail by a machine to the owner."""

    days: int
    name: str
    address: str
    subject: str
    text: str
    folder: str = "INBOX"
    marks: tuple[tuple[str, str], ...] = (("Auto-Submitted", "auto-generated"),)


@dataclass(frozen=True, slots=True)
class Post:
    """A post to the mailing list; `answers` is the number of the post it answers, or -1."""

    days: int
    name: str
    address: str
    subject: str
    text: str
    answers: int = -1


NEWSLETTERS = (
    Newsletter(
        "The Long Table",
        "letter@thelongtable.example",
        "https://www.thelongtable.example",
        "The Long Table weekly <weekly.thelongtable.example>",
        2,
        7,
        (
            (
                Article(
                    "Bees above the books: urban beekeeping on library roofs",
                    "bees-above-the-books",
                    "Nine public libraries keep hives now. What the librarians say about it, and "
                    "what the neighbours say.",
                ),
                Article(
                    "Who owns the queue?",
                    "who-owns-the-queue",
                    "A baker in Lisbon gave her queue a bench and lost it within a week.",
                ),
            ),
            (
                Article(
                    "The last telephone box in the valley",
                    "last-telephone-box",
                    "It rings twice a year. Somebody always answers.",
                ),
                Article(
                    "A bookkeeper's view of small studios",
                    "a-bookkeepers-view",
                    "Three people, forty invoices, one drawer: how the smallest firms stay sane.",
                ),
            ),
            (
                Article(
                    "Old harbour charts, read by a pilot",
                    "old-harbour-charts",
                    "What the cartographers of 1720 knew about sandbanks, and the satellites "
                    "don't.",
                ),
                Article("Thresholds", "thresholds", "Two centimetres that decide who comes in."),
            ),
            (
                Article(
                    "Quiet hours, measured",
                    "quiet-hours-measured",
                    "A supermarket turned the music off for an hour a day. The tills were faster.",
                ),
            ),
            (
                Article(
                    "The nurse who redesigned a form",
                    "the-nurse-and-the-form",
                    "She cut it in half with scissors, and that was the prototype.",
                ),
                Article(
                    "Felt, cork, people: what swallows sound",
                    "felt-cork-people",
                    "An acoustician explains why full rooms sound better.",
                ),
            ),
            (Article("Benches of Lyon", "benches-of-lyon", "A walk along forty benches, rated."),),
            (
                Article(
                    "How forty civil servants built a bridge of spaghetti",
                    "spaghetti-bridge",
                    "And what their town hall bought afterwards, or rather didn't.",
                ),
            ),
            (
                Article(
                    "The art of the waiting room",
                    "art-of-the-waiting-room",
                    "Fish tanks are back. So are doors that close.",
                ),
                Article("Paper tickets", "paper-tickets", "Why a number on paper calms us down."),
            ),
        ),
    ),
    Newsletter(
        "Ward & Window",
        "hello@wardandwindow.example",
        "https://wardandwindow.example",
        "<monthly.wardandwindow.example>",
        11,
        30,
        (
            (
                Article(
                    "Discharge letters that patients keep",
                    "discharge-letters",
                    "Five hospitals, one page, large print.",
                ),
            ),
            (Article("Day rooms with a view", "day-rooms", "Recovery by window, in numbers."),),
            (
                Article(
                    "The clinic without a front desk",
                    "no-front-desk",
                    "Bergen tries it for a year.",
                ),
            ),
            (Article("Signs in eleven languages", "eleven-languages", "Or in none."),),
        ),
        html_only=True,
    ),
    Newsletter(
        "Facilitation Friday",
        "friday@roomkeepers.example",
        "https://roomkeepers.example",
        "Facilitation Friday <friday.roomkeepers.example>",
        4,
        14,
        (
            (Article("Three ways to end on time", "end-on-time", "The third needs a kettle."),),
            (Article("Silence as a tool", "silence", "Count to eleven, then count again."),),
            (
                Article(
                    "When the director walks in",
                    "director-walks-in",
                    "Give them a chair and a pen.",
                ),
            ),
            (Article("Cards, dots and other crutches", "crutches", "Use them, then lose them."),),
        ),
    ),
)

NOTICES = (
    Notice(
        3,
        "Cloudpier Billing",
        "billing@cloudpier.example",
        "Invoice CP-2291-11 is available",
        "Dear customer,\n\nYour invoice of EUR 14.40 is available in your account. The amount will "
        "be debited within five days.\n\nThis mailbox is not monitored.",
    ),
    Notice(
        34,
        "Cloudpier Billing",
        "billing@cloudpier.example",
        "Invoice CP-2291-10 is available",
        "Dear customer,\n\nYour invoice of EUR 14.40 is available in your account.\n\nThis mailbox "
        "is not monitored.",
    ),
    Notice(
        1,
        "Calendar",
        "calendar-notification@agenda.example",
        "Notification: Studio morning @ {w-1} 9:00",
        "Studio morning\n{w-1} {d-1}, 9:00 to 12:00\nYou receive this because you asked for "
        "notifications.",
    ),
    Notice(
        10,
        "Calendar",
        "calendar-notification@agenda.example",
        "Notification: Tax return @ {w9} 16:00",
        "Tax return\n{w9} {d9}, 16:00\nYou receive this because you asked for notifications.",
    ),
    Notice(
        26,
        "Papierhuis",
        "no-reply@papierhuis.example",
        "Thank you for your order 70418",
        "Hello Nora,\n\nWe have received your order:\n\n  2 x index cards, yellow, A6\n  1 x "
        "masking tape, grey\n\nTotal EUR 23.85",
    ),
    Notice(
        24,
        "Papierhuis",
        "no-reply@papierhuis.example",
        "Your order 70418 is on its way",
        "Hello Nora,\n\nYour parcel has left our warehouse and will be with you tomorrow between "
        "nine and noon.",
    ),
    Notice(
        6,
        "Worknet",
        "notifications@worknet.example",
        "Hanne Dekker and 4 others viewed your profile",
        "See who viewed your profile this week: https://worknet.example/me/views",
        marks=(("List-Unsubscribe", "<https://worknet.example/u/8831>"), ("Precedence", "bulk")),
    ),
    Notice(
        18,
        "Grachtenbank",
        "noreply@grachtenbank.example",
        "Your statement is ready",
        "Your account statement is ready in your secure inbox. We never ask for your codes by "
        "mail.",
    ),
    Notice(
        15,
        "Harbour Library",
        "no-reply@harbourlibrary.example",
        "Two items are due soon",
        "The following items are due on {d8}:\n\n  Corridors and other waiting places\n  The "
        "pilot's handbook, volume 2",
    ),
    Notice(
        2,
        "Formulier",
        "no-reply@formulier.example",
        "New response: workshop registration",
        "You have a new response to 'Workshop registration'. Total responses: 17.",
    ),
)

LIST_ADDRESS = "sd-nl@lists.servicedesign.example"
LIST_POSTS = (
    Post(
        44,
        "Oskar Nyström",
        "oskar.nystrom@klarvatten.example",
        "Books on municipal websites",
        "Hi all,\n\ncan anybody recommend a book about municipal websites that is not about "
        "technology?",
    ),
    Post(
        43,
        "Tess van Houten",
        "tess@vanhouten.example",
        "Re: Books on municipal websites",
        "There's a slim one by a town clerk from Zwolle, out of print, I can lend mine.",
        0,
    ),
    Post(
        43,
        "Ravi Menon",
        "ravi.menon@example.org",
        "Re: Books on municipal websites",
        "Seconding the town clerk. Chapter four is about the counter, and the rest follows.",
        1,
    ),
    Post(
        19,
        "Tess van Houten",
        "tess@vanhouten.example",
        "Meetup on the ferry",
        "We meet on the ferry this time. It's free, it's windy, and it leaves every six minutes. "
        "Who is in?",
    ),
    Post(
        8,
        "Jo Brandsma",
        "jo.brandsma@example.net",
        "Job: service designer, three days a week",
        "The water board looks for a service designer for three days a week. Questions to me, off "
        "list please.",
    ),
)
