"""The friendship that is cooling: Hanne and the owner, every three weeks for a year, then silence.

The last letter is four months old and leaves nothing open; only the rhythm has stopped.
"""

from __future__ import annotations

from daemon.demo.script import Conversation, Letter, build_talk

HANNE: tuple[Conversation, ...] = (
    build_talk(
        "hanne-evening",
        "After the service design evening",
        Letter(
            488,
            "nora",
            "Hi Hanne,\n\nLovely to sit next to you at the service design evening. I kept thinking "
            "about your reading room without a single chair that matches.",
            to=("hanne",),
            hour=9.3,
        ),
        Letter(
            487,
            "hanne",
            "Hi Nora,\n\nLikewise! The chairs are from eleven closed branches, every one has a "
            "story. Come and see it some time, the coffee is better than at the evening.",
        ),
    ),
    build_talk(
        "hanne-visit",
        "Reading room, Thursday",
        Letter(
            466,
            "hanne",
            "Nora, Thursday suits me very well. Ring the bell at the canal side, the front door is "
            "for the public and opens at ten.",
        ),
        Letter(
            466, "nora", "Perfect, I'll be there at nine and I'm bringing cinnamon buns.", hour=15.1
        ),
    ),
    build_talk(
        "hanne-bees",
        "Bees on the roof",
        Letter(
            444,
            "hanne",
            "You asked about the hives, so here is the truth: I'm completely hooked on urban "
            "beekeeping. Two colonies on the roof since last year and I read about nothing else. "
            "The children's department has named both queens.",
        ),
        Letter(
            443,
            "nora",
            "Two queens in one library, and no fight? I want to see this from close by. My "
            "grandmother kept bees outside Uppsala, I can still smell the smoker.",
        ),
    ),
    build_talk(
        "hanne-steering",
        "Your slides for the steering group",
        Letter(
            421,
            "nora",
            "Hanne, I went through your deck on the tram. Slide 4 says it all, I would drop 5 to 9 "
            "and let people ask. Strong stuff.",
            to=("hanne",),
        ),
        Letter(
            420,
            "hanne",
            "Dropped them. It felt like throwing furniture out of the window, and it worked: the "
            "steering group said yes in twenty minutes. Thank you!",
        ),
    ),
    build_talk(
        "hanne-fleur",
        "Monday morning",
        Letter(
            401,
            "hanne",
            "Fleur started at her new school on Monday. She didn't look back once, I cried in the "
            "bicycle shed. How is the museum project going?",
        ),
        Letter(
            400,
            "nora",
            "Oh, the bicycle shed. I'm told it gets easier around the age of thirty. The museum "
            "goes well: they have moved the ticket desk and nobody misses it.",
        ),
    ),
    build_talk(
        "hanne-signs",
        "Signs nobody reads",
        Letter(
            379,
            "nora",
            "I counted the signs in your entrance hall from the photos: 41. I don't think you need "
            "more of them, you need one fewer desk.",
            to=("hanne",),
        ),
        Letter(
            378,
            "hanne",
            "Forty-one! Willem is walking round with a screwdriver as I write this. We start with "
            "the ones that say PULL on a door that you push.",
        ),
    ),
    build_talk(
        "hanne-tea",
        "Tea after all",
        Letter(
            357,
            "hanne",
            "That was a good hour. I came back and told my team that we will test the quiet hours "
            "with cardboard before we buy anything, as you said.",
        ),
    ),
    build_talk(
        "hanne-volunteers",
        "Volunteers and their keys",
        Letter(
            337,
            "nora",
            "A thought on the tram about your volunteers: give each of them a key to something, "
            "even if it is only the cupboard with the games. It changes how people stand in a "
            "room.",
            to=("hanne",),
        ),
        Letter(
            336,
            "hanne",
            "We did the keys. Mr Bakker (81) now has the cupboard with the chess clocks and has "
            "not missed a day since.",
        ),
    ),
    build_talk(
        "hanne-budget",
        "Budget round, wish me luck",
        Letter(
            314,
            "hanne",
            "Budget round today. They want to cut the evening opening. I have your drawing of who "
            "comes after six in my bag.",
        ),
        Letter(
            313,
            "nora",
            "Fingers crossed from here. Lead with the night-shift nurses, nobody votes against "
            "nurses.",
        ),
        Letter(
            312,
            "hanne",
            "The nurses did it. Evening opening stays, and your drawing is on the alderman's wall.",
        ),
    ),
    build_talk(
        "hanne-waiting",
        "Something about waiting",
        Letter(
            293,
            "nora",
            "You once asked what I read about waiting. It's an old one, a study of hospital "
            "corridors. I put my copy in the post this morning, keep it as long as you like.",
            to=("hanne",),
        ),
        Letter(
            290,
            "hanne",
            "It came, with your pencil in the margins. I'm reading it with my own pencil in "
            "another colour. Best post of the year.",
        ),
    ),
    build_talk(
        "hanne-sunday",
        "The first quiet Sunday",
        Letter(
            270,
            "hanne",
            "News from the library. We counted: 212 people came on the first quiet Sunday, and "
            "exactly one of them phoned somebody.",
        ),
        Letter(269, "nora", "One! That is better than the opera. Congratulations to all of you."),
    ),
    build_talk(
        "hanne-panel",
        "Panel in Utrecht",
        Letter(
            250,
            "nora",
            "I said your name to the people of the Utrecht panel, they look for someone who has "
            "actually kept a building open. No pressure at all.",
            to=("hanne",),
        ),
        Letter(
            249,
            "hanne",
            "They phoned within the hour. I said yes before I could think. Thanks for putting my "
            "name there.",
        ),
    ),
    build_talk(
        "hanne-hives",
        "Both hives are awake",
        Letter(
            229,
            "hanne",
            "First flight day! Both colonies are well and very busy. I stood on the roof in my "
            "office shoes for an hour.",
        ),
        Letter(228, "nora", "In office shoes, of course. Tell the queens I said hello."),
    ),
    build_talk(
        "hanne-cardboard",
        "Cardboard week",
        Letter(
            206,
            "nora",
            "The photos of cardboard week are wonderful. The desk on wheels is a keeper, and the "
            "boy asleep in the box even more.",
            to=("hanne",),
        ),
        Letter(
            206,
            "hanne",
            "The boy in the box came back on Friday and brought his brother. We left the box where "
            "it is.",
            hour=17.0,
        ),
    ),
    build_talk(
        "hanne-lunch",
        "Lunch was too short",
        Letter(
            184,
            "hanne",
            "Lunch was too short as always, and thank you for the honey jar labels! Fleur has "
            "stuck one on the cat.",
        ),
    ),
    build_talk(
        "hanne-jury",
        "Jury duty",
        Letter(
            165,
            "nora",
            "I've been put on the jury of the city award and thought of your quiet hours. I can't "
            "judge you, so I told them why and someone else reads yours.",
            to=("hanne",),
        ),
        Letter(
            164,
            "hanne",
            "That is exactly as it should be. If we win I bake, if we lose I bake as well.",
        ),
    ),
    build_talk(
        "hanne-shortlist",
        "Shortlist!",
        Letter(
            143, "hanne", "We are on the shortlist!! The whole team sang in the stacks, quietly."
        ),
        Letter(143, "nora", "Quiet singing is the best kind. So proud of you all!", hour=16.4),
    ),
    build_talk(
        "hanne-holiday",
        "Before you leave",
        Letter(
            123,
            "nora",
            "A short one before you all leave: I walked past on Saturday and the evening opening "
            "was full to the windows. Enjoy the mountains, the three of you.",
            to=("hanne",),
        ),
        Letter(
            122,
            "hanne",
            "That's the nicest thing to read on a last day of work. We leave tomorrow, two weeks "
            "without a screen. Have a good time, Nora!",
            hour=16.6,
        ),
    ),
)
