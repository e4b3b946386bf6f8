"""The people who are fine: each with a rhythm of their own, all of them heard from in time.

Nothing here is open. A product that suggests one of these is nagging.
"""

from __future__ import annotations

from daemon.demo.script import Conversation, Letter, build_talk

_MARCUS = (
    build_talk(
        "marcus-board",
        "Board paper went through",
        Letter(
            233,
            "marcus",
            "Board paper went through without a scratch. Second phase approved, PO follows from "
            "procurement.",
        ),
        Letter(232, "nora", "Splendid. I've blocked the first two weeks of the month for it."),
    ),
    build_talk(
        "marcus-prototype",
        "Prototype on the ward",
        Letter(
            201,
            "nora",
            "The paper prototype has survived a week on the ward, coffee stains included. Sister "
            "Adeyemi has drawn a better one on the back of it.",
            to=("marcus",),
        ),
        Letter(200, "marcus", "Then we build Adeyemi's. Can't argue with a coffee stain."),
    ),
    build_talk(
        "marcus-delay",
        "Vendor slips again",
        Letter(
            172,
            "marcus",
            "Heads-up: the vendor slips by three weeks. Nothing you can do, I just didn't want you "
            "to hear it from the vendor.",
        ),
        Letter(
            172, "nora", "Appreciated. I use the time to test the large-print version.", hour=16.9
        ),
    ),
    build_talk(
        "marcus-largeprint",
        "Large print results",
        Letter(
            141,
            "nora",
            "Large print: read aloud twice as fast by the over-seventies, and the pharmacists like "
            "it too. Two pages of findings are on the drive.",
            to=("marcus",),
        ),
        Letter(
            140,
            "marcus",
            "Read them on the train. Two pages that replace a forty-page report, more of this "
            "please.",
        ),
    ),
    build_talk(
        "marcus-pilot",
        "Pilot live at St Brannock's",
        Letter(
            110,
            "marcus",
            "We're live at St Brannock's since seven this morning. First letter went to a retired "
            "printer who corrected our kerning.",
        ),
        Letter(
            109, "nora", "A retired printer! We could not have invented him. Well done to the team."
        ),
    ),
    build_talk(
        "marcus-numbers",
        "First month in numbers",
        Letter(
            80,
            "marcus",
            "First month: calls to the ward after discharge down by a third. I'm told the chief "
            "nurse smiled.",
        ),
        Letter(
            79,
            "nora",
            "Down by a third is more than I dared to write in the proposal. Frame that smile.",
        ),
    ),
    build_talk(
        "marcus-second",
        "Second hospital",
        Letter(
            51,
            "marcus",
            "Second hospital has signed. They want the same letter with their own logo, and I told "
            "them the logo is the easy part.",
        ),
        Letter(
            50,
            "nora",
            "Very good. I've sent their project lead the ward notes so that they needn't start "
            "from zero.",
        ),
    ),
    build_talk(
        "marcus-offsite",
        "Offsite agenda",
        Letter(
            24,
            "nora",
            "Agenda for the offsite is attached, one page, and half of it is lunch on purpose.",
            to=("marcus",),
            attachment="offsite-agenda.pdf",
        ),
        Letter(
            23, "marcus", "Half lunch is the right ratio. Approved as it stands, see you there."
        ),
    ),
    build_talk(
        "marcus-thanks",
        "Offsite: thank you",
        Letter(
            9,
            "marcus",
            "Nora, that was the first offsite after which nobody asked me for the slides. Team is "
            "still talking about the letters on the wall. Thank you.",
            hour=17.5,
        ),
    ),
)

_PRIYA = (
    build_talk(
        "priya-reorg",
        "Reorg survived",
        Letter(
            246,
            "priya",
            "We survived the reorg. I now have nine researchers and one budget line called Misc.",
        ),
        Letter(
            245, "nora", "Misc is where all the good work happens. Congratulations on the nine."
        ),
    ),
    build_talk(
        "priya-branch",
        "A morning in the branch",
        Letter(
            207,
            "priya",
            "Spent a morning behind the counter of our oldest branch. People don't come for money, "
            "they come to ask if the letter is real.",
        ),
        Letter(206, "nora", "That is the whole brief in one sentence. Keep that one safe."),
    ),
    build_talk(
        "priya-talk",
        "My talk is online",
        Letter(
            168,
            "priya",
            "The talk is online and I can't watch it. They tell me the bit about the dog works.",
        ),
        Letter(
            166, "nora", "Watched all of it. The dog works, and so does the long pause after it."
        ),
    ),
    build_talk(
        "priya-template",
        "Interview guide",
        Letter(
            127,
            "nora",
            "Here is the interview guide that we used on the ward, in case your team can use it. "
            "Change whatever you like, it wants to be scribbled on.",
            to=("priya",),
            attachment="interview-guide.pdf",
        ),
        Letter(
            126,
            "priya",
            "Already scribbled on! Two of my team did their first interviews with it this week. "
            "You're very generous.",
        ),
    ),
    build_talk(
        "priya-boston",
        "Power cut",
        Letter(
            88,
            "priya",
            "Power cut in Boston, the office is closed and I'm finally reading the report you gave "
            "away last year. The footnotes are the best part.",
        ),
        Letter(
            87,
            "nora",
            "You're the first person ever to mention the footnotes. Long live the power cut!",
        ),
    ),
    build_talk(
        "priya-hiring",
        "Two new faces",
        Letter(
            52,
            "priya",
            "Two new researchers since Monday, one of them came from nursing. You would like her, "
            "she interviews with her hands.",
        ),
        Letter(
            51,
            "nora",
            "With her hands, wonderful. Tell her that the ward is where I learned to be quiet.",
        ),
    ),
    build_talk(
        "priya-amsterdam",
        "Passing through Schiphol",
        Letter(
            16,
            "priya",
            "Quick hello from gate D14, forty minutes and no time for a real coffee. The tulips in "
            "the shop are plastic, I checked.",
        ),
        Letter(
            15,
            "nora",
            "Plastic tulips, the shame of it. Next time you get off the plane and I show you real "
            "ones. Safe flight!",
        ),
    ),
)

_JONAS = (
    build_talk(
        "jonas-messe",
        "Grüße von der Messe",
        Letter(
            341,
            "jonas",
            "Liebe Nora, kurze Grüße von der Messe. Drei Leute haben mich auf deinen Vortrag "
            "angesprochen, ich habe so getan, als hätte ich ihn geschrieben.",
        ),
        Letter(
            340,
            "nora",
            "Lieber Jonas, dann halte du ihn nächstes Jahr, ich setze mich in die erste Reihe.",
        ),
    ),
    build_talk(
        "jonas-umzug",
        "Neues Büro",
        Letter(
            282,
            "jonas",
            "Wir sind umgezogen, nur zwei Straßen weiter, aber mit Fenstern zum Hof. Die "
            "Kaffeemaschine hat den Umzug leider nicht überlebt.",
        ),
        Letter(
            281, "nora", "Ein Büro mit Hof! Mein Beileid zur Kaffeemaschine, sie hat viel gesehen."
        ),
    ),
    build_talk(
        "jonas-artikel",
        "Artikel über Wartezeiten",
        Letter(
            219,
            "nora",
            "Lieber Jonas, der Artikel über Wartezeiten, von dem ich erzählt habe, hängt an. Seite "
            "drei ist für euch geschrieben.",
            to=("jonas",),
            attachment="wartezeiten.pdf",
        ),
        Letter(217, "jonas", "Seite drei hängt jetzt im Flur. Tausend Dank, liebe Nora!"),
    ),
    build_talk(
        "jonas-sommer",
        "Aus dem Urlaub zurück",
        Letter(
            158,
            "jonas",
            "Zurück aus der Uckermark, mit drei Kilo Honig und ohne Handy. Letzteres liegt im See. "
            "Alles Wichtige kam offenbar per Post.",
        ),
        Letter(157, "nora", "Ein Handy im See ist die beste Abwesenheitsnotiz, die ich kenne."),
    ),
    build_talk(
        "jonas-lehrauftrag",
        "Lehrauftrag",
        Letter(
            96,
            "jonas",
            "Es ist amtlich: Ich habe den Lehrauftrag. Zwölf Studierende, und der erste Abend "
            "gehört deinen leeren Stühlen.",
        ),
        Letter(95, "nora", "Glückwunsch, Herr Dozent! Zwölf ist genau die richtige Zahl."),
    ),
    build_talk(
        "jonas-zwischenstand",
        "Zwischenstand",
        Letter(
            33,
            "jonas",
            "Liebe Nora, kurzer Zwischenstand: Die Bürgerämter machen mit, alle vier. Ohne deine "
            "Skizze hätte das keiner geglaubt.",
        ),
        Letter(32, "nora", "Alle vier, das ist großartig! Das habt ihr euch verdient."),
    ),
)

CIRCLE: tuple[Conversation, ...] = (*_MARCUS, *_PRIYA, *_JONAS)
