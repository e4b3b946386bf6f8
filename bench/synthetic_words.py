"""What people are called and write about in the synthetic mailbox (`synthetic.py`); tables only."""

from __future__ import annotations


def _listed(text: str, between: str = " ") -> list[str]:
    return text.split(between)


FIRST = _listed(
    "Anna Ben Carla David Elif Femke Goran Hana Ivan Jonas Katja Lars Mei Noor Olga Pedro Quinn "
    "Rosa Sami Tom Uma Vera Wim Xavier Yusuf Zoe Åsa Björn Çelik Émile Günther Łukasz Renée Мария"
)
LAST = _listed(
    "Smit Jansen Müller García Kowalski Novák Rossi Dubois Yılmaz Nguyen Okafor Haddad Sørensen "
    "Virtanen Horváth Popescu Tanaka Kim Chen Brien Lindström Peña Žižek Baker Fields Петрова"
)
DOMAINS = _listed(
    "acme.example corp.example uni.example firma.example bureau.example post.example work.example "
    "north.example south.example field.example"
)
WORDS = _listed(
    "the plan for next week looks fine to me and we should talk about budget before friday please "
    "send invoice draft contract numbers again after lunch with client who asked about offer they "
    "made in march our team needs more time review is almost done thanks for your patience see you "
    "at office tomorrow morning train late maybe call first if that works better regards"
)
ASKS = (
    "Could you send me the figures?", "When would suit you?", "What do you think?",
    "I will send you the draft on Friday.", "Thanks, that helps.", "See you then.",
)  # fmt: skip
SUBJECTS = _listed(
    "Lunch on Friday?|Contract draft|Quarterly numbers|Question about the invoice|Kickoff|"
    "Feedback wanted|Your visit|Réunion mardi|Angebot für März|Catching up|Workshop outline",
    "|",
)
MACHINES = (
    ("Pipelines", "no-reply@build.example", "Pipeline {} has failed for main"),
    ("Bank", "notify@bank.example", "Your statement is ready ({})"),
    ("Parcels", "noreply@parcel.example", "Your parcel {} is on its way"),
)
