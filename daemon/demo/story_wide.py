"""The wider circle and what is no person: new jobs, birthdays, two addresses for one human,
tickets, rooms, a letter to fifteen people, and a pitch by a stranger.
"""

from __future__ import annotations

from daemon.demo.script import Conversation, Letter, build_talk

_OLD_ELENA = "e.marchetti@lumen-arts.example"
_HOME_KATRIN = "katrin.brandt@privatpost.example"
_SHORT_JULIAN = "j.whitcombe@haldenpress.example"
_ALIAS = "nora.lindqvist@post.example"

_NEWS = (
    # A new job under a new address; a mail to the old one bounces (see `automatic`).
    build_talk(
        "elena-biennale",
        "The Turin lights",
        Letter(
            716,
            "elena",
            "Cara Nora, the lights are up in Turin and nobody has fallen over a cable yet. You "
            "should see the arcades.",
            address=_OLD_ELENA,
        ),
        Letter(
            715,
            "nora",
            "Cara Elena, I've seen the photographs and I'm jealous of every pigeon.",
            to=(f"Elena Marchetti <{_OLD_ELENA}>",),
        ),
    ),
    build_talk(
        "elena-newjob",
        "News from me",
        Letter(
            69,
            "elena",
            "Cara Nora, big news: I'm leaving Lumen after nine years. From {d54} on I'm creative "
            "director at Officina Nord. Same city, more wood, this is my new address.",
        ),
        Letter(67, "nora", "Cara Elena, congratulations on the new job! More wood suits you."),
    ),
    build_talk(
        "elena-forgotten",
        "A lamp that made me think of you",
        Letter(
            31,
            "nora",
            "Cara Elena, there is a lamp in a window on the Prinsengracht that breathes. I stood "
            "there for ten minutes and thought of you.",
            to=(f"Elena Marchetti <{_OLD_ELENA}>",),
            hour=10.1,
        ),
    ),
    build_talk(
        "elena-again",
        "A lamp that made me think of you",
        Letter(
            30,
            "nora",
            "Cara Elena, I sent this to your old address first. There is a lamp in a window on the "
            "Prinsengracht that breathes, and I thought of you.",
            to=("elena",),
            hour=14.5,
        ),
        Letter(
            29,
            "elena",
            "It breathes? Then I know who made it, he was my student. You made my week.",
        ),
    ),
    # A birthday, an interest, and a charset that does not exist.
    build_talk(
        "anton-map",
        "The hospital map, second proof",
        Letter(
            104,
            "anton",
            "Dear Nora,\n\nthe second proof is in the post, on real paper. You know that I'm "
            "fascinated by old harbour charts, so forgive me the little compass rose in the car "
            "park.",
            charset="cp1252=x-old-typewriter",
        ),
        Letter(
            102,
            "nora",
            "Dear Anton,\n\nthe compass rose stays. It's the only thing in that car park that has "
            "a direction.",
        ),
        Letter(
            20,
            "anton",
            "The map hangs since Tuesday. I turn fifty on {d-24} and am having a very small party "
            "in the workshop, no presents please, bring a story.",
            reply=False,
            subject="Map, and a party",
        ),
        Letter(19, "nora", "Fifty! I'm bringing a story about a compass. See you on the {d-24}."),
    ),
)

_ADDRESSES = (
    # One person with two addresses of one organisation.
    build_talk(
        "julian-first",
        "Your talk in Norwich",
        Letter(
            655,
            "julian",
            "Dear Ms Lindqvist,\n\nI heard your talk in Norwich. There is a small book in it, and "
            "I edit small books.",
            address=_SHORT_JULIAN,
        ),
        Letter(
            654,
            "nora",
            "Dear Mr Whitcombe,\n\nI had no idea that there was a book in it, but I went looking, "
            "and here is a list of chapters.",
            to=(f"Julian Whitcombe <{_SHORT_JULIAN}>",),
            attachment="chapters.pdf",
        ),
        Letter(
            647,
            "julian",
            "The list of chapters has gone round the office and come back with tea on it, which is "
            "our highest praise. Do call me Julian.",
        ),
    ),
    # One person who answers from a private address in the same thread.
    build_talk(
        "katrin-hotline",
        "Rückfrage zur Hotline",
        Letter(
            91,
            "katrin",
            "Liebe Frau Lindqvist,\n\nkönnten Sie uns die Auswertung der Wartezeiten noch einmal "
            "als PDF schicken? Die Geschäftsführung möchte sie ausdrucken.",
            charset="iso-8859-15",
        ),
        Letter(
            90,
            "nora",
            "Liebe Frau Brandt,\n\nsehr gern, sie hängt an. Die Grafik auf Seite zwei verträgt "
            "auch Schwarzweiß.",
            attachment="auswertung.pdf",
        ),
        Letter(
            90,
            "katrin",
            "Ganz herzlichen Dank! Ich schreibe von zu Hause, mein Dienstrechner streikt. Alles "
            "angekommen.",
            address=_HOME_KATRIN,
            hour=19.5,
        ),
    ),
    # Mail to the owner's older address, answered from it.
    build_talk(
        "lucia-jornada",
        "Gracias por la jornada",
        Letter(
            582,
            "lucia",
            "Querida Nora:\n\nMuchas gracias por la jornada. Los vecinos siguen hablando del mapa "
            "de las sillas.",
            to_address=_ALIAS,
        ),
        Letter(
            581,
            "nora",
            "Querida Lucía:\n\nGracias a vosotros. Nunca he visto tantas sillas distintas en una "
            "plaza.",
            address=_ALIAS,
        ),
    ),
    build_talk(
        "lucia-libro",
        "El libro de la plaza",
        Letter(
            63,
            "lucia",
            "Querida Nora:\n\nYa está impreso el libro de la plaza. Te hemos mandado dos "
            "ejemplares por correo.",
        ),
        Letter(
            61,
            "nora",
            "¡Qué ilusión! Han llegado los dos, uno se queda en el estudio y el otro en mi cocina.",
        ),
    ),
)

# Two-way traffic with addresses that are no person.
_ROLES = (
    build_talk(
        "cloudpier-ticket",
        "Website down since this morning",
        Letter(
            53,
            "nora",
            "Hello,\n\nlindqvist.example answers with error 502 since about eight o'clock. Could "
            "you have a look?",
            to=("support",),
            hour=9.1,
        ),
        Letter(
            53,
            "support",
            "Hello Nora,\n\nThank you for contacting Cloudpier. A disk on your node has been "
            "replaced. Could you confirm that the site is back?",
            hour=10.3,
            subject="[#CP-48213] Website down since this morning",
        ),
        Letter(53, "nora", "It's back, thank you for the quick work.", hour=10.6),
        Letter(52, "support", "Glad to hear that. I'm closing the ticket now."),
    ),
    build_talk(
        "cloudpier-dns",
        "[#CP-50977] DNS record for mail",
        Letter(
            13,
            "nora",
            "Hello, please add the SPF record that is attached.",
            to=("support",),
            attachment="record.txt.pdf",
        ),
        Letter(
            12,
            "support",
            "Hello Nora,\n\nThe record has been added and will be visible within an hour. This "
            "ticket is closed.",
        ),
    ),
    build_talk(
        "oudekade-room",
        "Boot room on a Tuesday",
        Letter(
            113,
            "nora",
            "Hello,\n\nis the boot room free on {d85}, for twelve people, from nine to four?",
            to=("oudekade",),
        ),
        Letter(
            112,
            "oudekade",
            "Dear Nora,\n\nThe boot room is free that day. We have put an option on it until "
            "{d106}. Shall we include lunch?",
        ),
        Letter(
            111,
            "nora",
            "Yes to the room and yes to the lunch, twelve vegetarians and all of them hungry.",
        ),
        Letter(
            110,
            "oudekade",
            "Confirmed. You'll find the invoice attached.",
            attachment="kade-2207.pdf",
        ),
    ),
)

_FIFTEEN = (
    "nora",
    "Bas de Wit <bas@dewit.example>",
    "Carla Mulder <carla.mulder@example.org>",
    "Deniz Aksoy <deniz@aksoy.example>",
    "Elske Postma <elske.postma@example.net>",
    "Frans Kuiper <frans@kuiperhout.example>",
    "Gemma Achterberg <gemma@achterberg.example>",
    "Hilde Smit <hilde.smit@example.com>",
    "Ivo Jansma <ivo@jansma.example>",
    "Joke van Es <joke@vanes.example>",
    "Karim Belhadj <karim@belhadj.example>",
    "Lotte Prins <lotte.prins@example.org>",
    "Maarten Bos <maarten.bos@example.net>",
    "Noor Visser <noor@visser.example>",
    "Olaf Timmer <olaf@timmerwerk.example>",
)

_CROWD = (
    build_talk(
        "wouter-reunion",
        "Ten years on: the class meets again",
        Letter(
            25,
            "wouter",
            "Dear all,\n\nten years since the course, and most of us still have the same bicycle. "
            "We meet on {d-18} from five o'clock in the garden behind the Tolhuis. Who brings a "
            "salad? Just come, no need to answer.",
            to=_FIFTEEN,
        ),
    ),
    build_talk(
        "brad-pitch",
        "Nora, 30 qualified leads in 30 days?",
        Letter(
            17,
            "brad",
            "Hi Nora,\n\nI came across Lindqvist Service Design and was impressed. We help "
            "consultancies like yours to fill their pipeline with 30 qualified leads in 30 "
            "days.\n\nWould you be open to a quick 15-minute chat this week?",
        ),
        Letter(
            10,
            "brad",
            "Hi Nora,\n\nJust bumping this to the top of your inbox. Is growing your pipeline a "
            "priority this quarter?",
        ),
    ),
)

WIDE: tuple[Conversation, ...] = (*_NEWS, *_ADDRESSES, *_ROLES, *_CROWD)
