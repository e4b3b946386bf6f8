"""Who waits for whom: answers that are owed, answers that only seem to be, and promises.

The comment above each group says what a reader should conclude from it.
"""

from __future__ import annotations

from daemon.demo.script import Conversation, Letter, build_talk

# The owner owes these three an answer: a plain question, to her alone, and nothing since.
_OWED_BY_OWNER = (
    build_talk(
        "david-station",
        "Wayfinding at Harrow Cross",
        Letter(
            96,
            "david",
            "Dear Nora,\n\nMany thanks for walking the station with us. The remark about the clock "
            "has already moved a clock.",
        ),
        Letter(
            95,
            "nora",
            "Dear David,\n\nThen it was a good walk. The photographs are on the drive, sorted by "
            "platform.",
        ),
    ),
    build_talk(
        "david-dates",
        "Two days on site in the new quarter?",
        Letter(
            14,
            "david",
            "Dear Nora,\n\nThe board has released the money for the second station. I would like "
            "you on site for two days.\n\nCould you send me two possible dates between {d-16} and "
            "{d-34}, and your current day rate? I need both for the purchase order.",
            hour=10.2,
        ),
    ),
    build_talk(
        "ines-rituals",
        "Team rituals, notes from yesterday",
        Letter(
            61,
            "ines",
            "Hi Nora, thanks for yesterday! We stole your check-in question for Monday and it took "
            "eleven minutes longer than planned, in a good way.",
        ),
        Letter(60, "nora", "Hi Inês, eleven minutes is what it should take. Steal away."),
    ),
    build_talk(
        "ines-question",
        "Quick question about the blueprint",
        Letter(
            5,
            "ines",
            "Hi Nora,\n\nWe're printing the service blueprint for the wall. Which version should "
            "we use, the one with the billing lane or the one without? The printer wants the file "
            "by the end of next week.",
            hour=11.4,
        ),
    ),
    build_talk(
        "claire-merci",
        "Visite de lundi",
        Letter(
            431,
            "claire",
            "Chère Nora,\n\nMerci encore pour votre visite. L'équipe d'accueil a adopté votre idée "
            "du banc dès le lendemain.",
        ),
        Letter(
            430, "nora", "Chère Claire,\n\nMerci à vous, et bravo à l'équipe. Un banc change tout."
        ),
    ),
    build_talk(
        "claire-atelier",
        "Atelier au musée : votre disponibilité",
        Letter(
            7,
            "claire",
            "Chère Nora,\n\nNous préparons un atelier avec les médiateurs. Seriez-vous disponible "
            "le {n-25} ou le {n-32} pour l'animer, et préférez-vous une demi-journée ou une "
            "journée entière ?\n\nJe dois réserver la salle avant la fin du mois.",
            hour=9.8,
        ),
    ),
)

# Questions that look open and are not.
_NOT_OWED = (
    # Answered from another thread: a fresh mail with another subject, no References.
    build_talk(
        "oskar-invoice",
        "Invoice for the Gothenburg day",
        Letter(
            38,
            "oskar",
            "Hej Nora,\n\nour accounts department asks: which cost centre did I give you for the "
            "Gothenburg day? They can't find the purchase order.",
            hour=9.1,
        ),
    ),
    build_talk(
        "oskar-costcentre",
        "Cost centre 4471",
        Letter(
            36,
            "nora",
            "Hej Oskar,\n\nyour accounts people want cost centre 4471, it is on the second page of "
            "the order. I've put it on a fresh copy of the invoice, attached.",
            to=("oskar",),
            attachment="invoice-2-0117.pdf",
            hour=15.2,
        ),
        Letter(35, "oskar", "Tack! They have found it and it's paid already."),
    ),
    # Answered by telephone: the asker says so herself.
    build_talk(
        "leila-queue",
        "The queue at the lockers",
        Letter(
            27,
            "leila",
            "Hi Nora,\n\nThe lockers make a queue right across the entrance. Would you move them "
            "to the left wall or take them out altogether? The builder starts on Monday.",
            hour=9.2,
        ),
    ),
    build_talk(
        "leila-phone",
        "Lockers, after our call",
        Letter(
            26,
            "leila",
            "Thank you for calling back so quickly just now. That answers everything: left wall, "
            "and half as many.",
            hour=16.1,
        ),
    ),
    # The last word is a thank-you.
    build_talk(
        "ben-counter",
        "Counter top",
        Letter(22, "ben", "Hi Nora is it 88 or 90 cm for the counter in the end"),
        Letter(
            21,
            "nora",
            "Hi Ben, 88 please, so that a wheelchair fits under the leaf. The drawing of last week "
            "is right.",
        ),
        Letter(21, "ben", "thanks! cutting it now", hour=17.2),
    ),
    # The last message is an out-of-office reply to the owner's own question (see `automatic`).
    build_talk(
        "sofie-walk",
        "City walk",
        Letter(
            74,
            "sofie",
            "Hi Nora, the walk with the night porters was a gem. We turned it into a map, which we "
            "call the map of open toilets.",
        ),
        Letter(73, "nora", "The most useful map ever drawn of Ghent. Bravo, Sofie."),
    ),
    build_talk(
        "sofie-question",
        "Your slot in the programme",
        Letter(
            4,
            "nora",
            "Hi Sofie,\n\nThe organisers ask me to fix the order. Do you prefer to speak before or "
            "after the break?",
            to=("sofie",),
            hour=14.1,
        ),
    ),
)

# The owner asked, and has waited for twelve days.
_OWED_TO_OWNER = (
    build_talk(
        "ruth-report",
        "The volunteers' report",
        Letter(
            118,
            "ruth",
            "Dear Nora,\n\nThe trustees read your report in one sitting, which has not happened "
            "since 2009. Our thanks.",
        ),
        Letter(
            117, "nora", "Dear Ruth,\n\nThank you for passing that on. Please greet the trustees."
        ),
    ),
    build_talk(
        "ruth-question",
        "May I quote the Fenwick numbers?",
        Letter(
            12,
            "nora",
            "Dear Ruth,\n\nI'm writing a short piece about volunteering for a trade magazine. May "
            "I quote the two numbers from page six, and should I name the Trust or leave it out?",
            to=("ruth",),
            hour=10.6,
        ),
    ),
)

_PROMISES = (
    # Promised by the owner, and kept.
    build_talk(
        "amira-desks",
        "Reception desks",
        Letter(
            58,
            "amira",
            "Nora, I'm deep in reception desks for a clinic in Bergen. You mentioned an article "
            "about desks without a front?",
        ),
        Letter(57, "nora", "Yes! It's on my other machine. I'll send you the article tomorrow."),
        Letter(
            56,
            "nora",
            "Here is the article I promised, with the floor plan on the last page. The author "
            "answers letters, too.",
            attachment="desks-without-a-front.pdf",
        ),
        Letter(55, "amira", "Brilliant, exactly what I needed. Thank you, you've saved me a week."),
    ),
    # Promised by the owner, and not kept.
    build_talk(
        "peter-checklist",
        "Opening day of the clinic",
        Letter(
            16,
            "peter",
            "Nora, good meeting this morning. The nurses liked the list you had for the first day, "
            "they would love to have it.",
        ),
        Letter(
            15,
            "nora",
            "Hi Peter, thank you for having me. I'll send you the checklist by Friday, I only have "
            "to take the other client's name out of it.",
            hour=15.5,
        ),
        Letter(15, "peter", "Great, thank you.", hour=16.4),
    ),
    # Promised to the owner, and not kept.
    build_talk(
        "graham-figures",
        "Open evening",
        Letter(
            27,
            "graham",
            "Nora,\n\nopen evening went off well, more people than chairs for once. I'll send you "
            "the attendance figures early next week, once the gate has counted itself.",
        ),
        Letter(
            26,
            "nora",
            "More people than chairs, what a good problem. I look forward to the figures, thank "
            "you Graham.",
        ),
    ),
    build_talk(
        "graham-corridor",
        "Corridor B",
        Letter(
            519,
            "nora",
            "Graham, the new lines on the floor of corridor B: did the students notice them at "
            "all?",
            to=("graham",),
        ),
        Letter(
            518,
            "graham",
            "They did. They race along them. But nobody has bumped into the trolley since, so I "
            "call it a success.",
        ),
    ),
    # Promised to the owner, and kept.
    build_talk(
        "julian-contract",
        "The little book of waiting rooms",
        Letter(
            83,
            "julian",
            "Dear Nora,\n\nThe meeting went our way: we would love to publish it. I'll send you "
            "the draft contract tomorrow.",
        ),
        Letter(
            82,
            "julian",
            "As promised, the draft contract. Clause nine is the only one that anybody ever argues "
            "about.",
            attachment="draft-contract.pdf",
            copy_in="Archive",
            folder="INBOX",
        ),
        Letter(
            79, "nora", "Dear Julian,\n\nSigned, with not a word about clause nine. I'm very happy."
        ),
        Letter(78, "julian", "Splendid. Welcome to Halden Press!"),
    ),
)

DEBTS: tuple[Conversation, ...] = (*_OWED_BY_OWNER, *_NOT_OWED, *_OWED_TO_OWNER, *_PROMISES)
