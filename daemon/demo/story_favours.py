"""What people do for one another: favours asked, introductions made and received, calls missed,
and a need and an offer that nobody has brought together yet.
"""

from __future__ import annotations

from daemon.demo.script import Conversation, Letter, build_talk

# Three favours asked of Victor, none returned: a fourth would be too many.
_VICTOR = (
    build_talk(
        "victor-proposal",
        "A favour: your eyes on a proposal",
        Letter(
            188,
            "nora",
            "Victor, may I ask you a favour? Could you look over the attached proposal before I "
            "hand it in? You know how these committees read.",
            to=("victor",),
            attachment="proposal-v3.pdf",
        ),
        Letter(
            186,
            "victor",
            "Done, comments in the margin. Cut page two and put the price on page one. They always "
            "read the price first.",
        ),
        Letter(186, "nora", "You're right about page two. Thank you so much!", hour=17.3),
    ),
    build_talk(
        "victor-port",
        "Someone at the port authority?",
        Letter(
            117,
            "nora",
            "Victor, one more favour: do you know anybody at the port authority? I'd be grateful "
            "if you could put in a word for me.",
            to=("victor",),
        ),
        Letter(
            115,
            "victor",
            "I know Helena there since school. Spoke to her this morning, she will call you.",
        ),
        Letter(115, "nora", "That was quick. Thank you, Victor!", hour=16.8),
    ),
    build_talk(
        "victor-reference",
        "Would you be my reference?",
        Letter(
            43,
            "nora",
            "Victor, the tender asks for a reference. Would you mind if I gave them your name and "
            "number?",
            to=("victor",),
        ),
        Letter(42, "victor", "Of course, give them my mobile. I will say only nice things."),
        Letter(42, "nora", "You're a star, thank you.", hour=16.2),
    ),
)

# A need and an offer, stated by two people who do not know each other.
_PAIR = (
    build_talk(
        "felix-model",
        "The model is finished",
        Letter(
            67,
            "nora",
            "Felix, the model arrived in one piece and the curator has stopped worrying. Beautiful "
            "work.",
            to=("felix",),
        ),
        Letter(
            66,
            "felix",
            "Phew! Tell the courier he's a hero. On the boring side of life: we're looking for a "
            "bookkeeper, ours retires next month and I have no idea where people find one.",
        ),
        Letter(65, "nora", "I'll keep my ears open for you."),
    ),
    build_talk(
        "yara-quarter",
        "Your quarter is done",
        Letter(
            47,
            "yara",
            "Hi Nora, your quarter is filed, nothing left to do on your side. By the way, I have "
            "room again: I do bookkeeping for small studios, two or three people, so if you hear "
            "of someone I'm happy to take on another one.",
        ),
        Letter(46, "nora", "Thank you Yara, painless as always. Good to know that you have room!"),
    ),
    build_talk(
        "yara-receipts",
        "Receipts for the train",
        Letter(
            139,
            "yara",
            "Hi Nora, three receipts are missing for the Lyon trip, otherwise all complete.",
        ),
        Letter(
            138,
            "nora",
            "Found them in the coat I wore. Photos attached, sorry about the coffee ring.",
            attachment="receipts.pdf",
        ),
        Letter(138, "yara", "All there, thanks. The tax office likes coffee rings.", hour=17.1),
    ),
)

# An introduction made by the owner; both have answered, and it became something.
_MADE = (
    build_talk(
        "mei-echo",
        "The echo on floor six",
        Letter(
            158,
            "mei",
            "Hi Nora, people have started to whisper on floor six because of the echo. Somebody "
            "must know about such things. Do you know an acoustics person?",
        ),
        Letter(
            157,
            "nora",
            "Hi Mei-Lin, I do, and he is the best. Let me ask him first, you'll hear from me this "
            "week.",
        ),
    ),
    build_talk(
        "rasmus-ask",
        "May I put you in touch with someone?",
        Letter(
            154,
            "nora",
            "Rasmus, a client has an echo on the sixth floor and good taste. May I put you in "
            "touch?",
            to=("rasmus",),
            hour=16.2,
        ),
        Letter(153, "rasmus", "An echo and good taste, yes please. Go ahead."),
    ),
    build_talk(
        "introduction-mei-rasmus",
        "Introduction: Mei-Lin Tan <> Rasmus Holt",
        Letter(
            149,
            "nora",
            "Dear Mei-Lin, dear Rasmus,\n\nI'd like to introduce you to each other.\n\nMei-Lin "
            "looks after the workplace at Harbourworks, where floor six has an echo. Rasmus is an "
            "acoustic consultant who made the reading hall in Aarhus so quiet that you hear pages "
            "turn.\n\nI'll leave you to it.",
            to=("mei", "rasmus"),
        ),
        Letter(
            148,
            "rasmus",
            "Thank you Nora, moving you to cc. Mei-Lin, I'm in Rotterdam on {d135} and could come "
            "by with a microphone.",
            to=("mei",),
            cc=("nora",),
        ),
        Letter(
            147,
            "mei",
            "Nora, thanks a million. Rasmus, that day works, I'll book the floor and keep it empty "
            "for an hour.",
            to=("rasmus",),
            cc=("nora",),
        ),
    ),
    build_talk(
        "mei-thanks",
        "You can hear a pencil drop",
        Letter(
            62,
            "mei",
            "Hi Nora, a short thank-you: Rasmus hung his felt last week and you can hear a pencil "
            "drop. People are laughing on floor six again.",
        ),
        Letter(61, "nora", "That's the best possible outcome. I'm so glad, for both of you."),
    ),
)

# An introduction received from a friend, three days old, not yet answered by the owner.
_RECEIVED = (
    build_talk(
        "gemma-retreat",
        "That retreat",
        Letter(
            171,
            "gemma",
            "Nooora. I'm back from the retreat. Four days of silence, and I have never been so "
            "tired of my own voice.",
        ),
        Letter(
            170,
            "nora",
            "Four days! I would have written postcards under the table. Welcome back.",
            any_day=True,
        ),
    ),
    build_talk(
        "gemma-cards",
        "The question cards",
        Letter(
            84,
            "gemma",
            "Your question cards were a hit on Saturday, two groups fought over the yellow ones.",
            any_day=True,
        ),
        Letter(83, "nora", "Keep the yellow ones, I'm having more printed anyway."),
    ),
    build_talk(
        "gemma-lunch",
        "Soup",
        Letter(
            29,
            "gemma",
            "Soup was lovely, and so were you. I walked home along the water and had three ideas, "
            "all of them bad.",
        ),
        Letter(28, "nora", "Bad ideas are my favourite kind. Until the next soup."),
    ),
    build_talk(
        "gemma-tomas",
        "Nora, meet Tomás (and the other way round)",
        Letter(
            3,
            "gemma",
            "Nora, meet Tomás. He runs Lanzadera, a small lab in Bilbao that helps town halls to "
            "try things out before they buy them. He's looking for someone who can run a week with "
            "forty civil servants without losing one.\n\nTomás, meet Nora, who has done exactly "
            "that, twice, and still speaks to all of them.\n\nOver to you two!",
            to=("nora", "tomas"),
            hour=12.7,
        ),
    ),
)

# Calls: one missed with an apology (see `automatic` for the invitation), two without a word.
_CALLS = (
    build_talk(
        "kofi-operations",
        "Small studios and operations",
        Letter(
            30,
            "kofi",
            "Hi Nora, enjoyed your piece on studios that stay small on purpose. I help exactly "
            "those with operations and would love to swap notes for half an hour.",
        ),
        Letter(
            29,
            "nora",
            "Hi Kofi, with pleasure. I've sent you an invitation for {w22} {d22} at eleven.",
        ),
        Letter(
            22,
            "kofi",
            "Nora, I'm so sorry I missed our call this morning, I was stuck on a train without "
            "signal. Entirely my fault. I'm free any time on {d17} or {d14}.",
            hour=12.4,
        ),
        Letter(
            21, "nora", "No harm done, I watered the plants. {w17} at eleven is fine, same link."
        ),
        Letter(
            17,
            "kofi",
            "That was worth the second try. I've taken two pages of notes, thank you!",
            hour=15.0,
        ),
    ),
    build_talk(
        "dorota-call",
        "Call about the innovation week",
        Letter(
            41,
            "dorota",
            "Dear Nora,\n\nwe plan an innovation week and your name came up twice. I suggest a "
            "call on {w34} {d34} at two o'clock.",
        ),
        Letter(
            40,
            "nora",
            "Dear Dorota,\n\n{w34} at two is in my calendar. Here is the link: "
            "https://meet.lindqvist.example/dorota",
        ),
        Letter(
            34,
            "nora",
            "Dear Dorota,\n\nI was in the call at two and waited for a quarter of an hour, but you "
            "weren't there. I hope all is well. I could also do {w27} {d27} at two.",
            hour=14.4,
            subject="Re: Call about the innovation week",
        ),
        Letter(33, "dorota", "{w27} at two, confirmed."),
        Letter(
            27,
            "nora",
            "Dear Dorota,\n\nI waited again until twenty past two and nobody joined the call. I "
            "take it that the week is busy. Write to me when it has calmed down.",
            hour=14.5,
        ),
    ),
)

FAVOURS: tuple[Conversation, ...] = (*_VICTOR, *_PAIR, *_MADE, *_RECEIVED, *_CALLS)
