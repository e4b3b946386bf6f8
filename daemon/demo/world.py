"""The people of the sample world: who they are, how they write, and with what.

Data only. Every address is under a reserved domain (RFC 2606), every phone number in a range
that its country keeps free for films and examples, or cannot be dialled at all.
"""

from __future__ import annotations

from daemon.core.values import dataclass

GMAIL = "gmail"
OUTLOOK = "outlook"
APPLE = "apple"
IPHONE = "iphone"
THUNDERBIRD = "thunderbird"


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in the story. `addresses[0]` is the usual one; `closings` end their mails in
    turn; `zone` is where their clock stands; `language` decides how their client quotes.
    """

    key: str
    name: str
    addresses: tuple[str, ...]
    client: str
    closings: tuple[str, ...]
    signature: str = ""
    zone: str = "Europe/Amsterdam"
    language: str = "en"
    organisation: str = ""
    title: str = ""

    @property
    def email(self) -> str:
        return self.addresses[0]


OWNER = Character(
    key="nora",
    name="Nora Lindqvist",
    addresses=("nora@lindqvist.example", "nora.lindqvist@post.example"),
    client=APPLE,
    closings=("Nora", "Best,\nNora", "Warm regards,\nNora", "All the best,\nNora"),
    signature=(
        "Nora Lindqvist\nService design & facilitation\n"
        "+31 20 000 0142 | lindqvist.example\nAmsterdam"
    ),
    organisation="Lindqvist Service Design",
    title="Independent consultant",
)

_CAST = (
    Character(
        "hanne",
        "Hanne Dekker",
        ("hanne.dekker@bibliotheek-haarzuilen.example",),
        APPLE,
        ("Hanne", "x Hanne", "Liefs,\nHanne", "H."),
        "Hanne Dekker\nHead of Programmes\nBibliotheek Haarzuilen\n+31 30 000 0177",
        organisation="Bibliotheek Haarzuilen",
        title="Head of Programmes",
    ),
    Character(
        "marcus",
        "Marcus Oyelaran",
        ("marcus.oyelaran@tideway.example",),
        OUTLOOK,
        ("Marcus", "Cheers,\nMarcus", "Best,\nMarcus", "M"),
        "Marcus Oyelaran\nProduct Director | Tideway Health\nT: +44 20 7946 0318\n"
        "M: +44 7700 900214\nwww.tideway.example",
        "Europe/London",
        organisation="Tideway Health",
        title="Product Director",
    ),
    Character(
        "priya",
        "Priya Raman",
        ("priya.raman@northfield.example",),
        GMAIL,
        ("Priya", "Thanks,\nPriya", "P."),
        "Priya Raman (she/her)\nUX Research Lead, Northfield Bank\n+1 617-555-0136",
        "America/New_York",
        organisation="Northfield Bank",
        title="UX Research Lead",
    ),
    Character(
        "jonas",
        "Jonas Weidenfeld",
        ("j.weidenfeld@weidenfeld-partner.example",),
        OUTLOOK,
        ("Viele Grüße\nJonas", "Herzliche Grüße\nJonas", "Bis bald\nJonas"),
        "Jonas Weidenfeld\nGeschäftsführer\nWeidenfeld & Partner GmbH\n"
        "Tel. +49 30 23125 117\nMobil +49 171 39200 61",
        "Europe/Berlin",
        "de",
        "Weidenfeld & Partner GmbH",
        "Geschäftsführer",
    ),
    Character(
        "gemma",
        "Gemma Achterberg",
        ("gemma@achterberg.example",),
        GMAIL,
        ("Gemma", "xx Gemma", "G", "Big hug,\nGemma"),
        "Gemma Achterberg\nCoach for facilitators\n+31 20 000 0163",
        organisation="Achterberg Coaching",
        title="Coach for facilitators",
    ),
    Character(
        "tomas",
        "Tomás Ibarra",
        ("tomas@lanzadera.example",),
        GMAIL,
        ("Un abrazo,\nTomás",),
        "Tomás Ibarra\nFounder, Lanzadera Lab\nBilbao",
        "Europe/Madrid",
        organisation="Lanzadera Lab",
        title="Founder",
    ),
    Character(
        "david",
        "David Kessler-Boyd",
        ("d.kesslerboyd@hallowayrail.example",),
        OUTLOOK,
        ("Regards,\nDavid", "Kind regards,\nDavid"),
        "David Kessler-Boyd\nVP Customer Experience\nHalloway Rail\n"
        "+44 161 496 0722 | +44 7700 900871",
        "Europe/London",
        organisation="Halloway Rail",
        title="VP Customer Experience",
    ),
    Character(
        "ines",
        "Inês Carvalho",
        ("ines.carvalho@brightwater.example",),
        GMAIL,
        ("Best,\nInês", "Inês"),
        "Inês Carvalho\nDesign Operations Manager\nBrightwater Energy",
        "Europe/Lisbon",
        organisation="Brightwater Energy",
        title="Design Operations Manager",
    ),
    Character(
        "claire",
        "Claire Fontenay",
        ("c.fontenay@musee-des-rives.example",),
        OUTLOOK,
        ("Bien cordialement,\nClaire Fontenay", "Bien à vous,\nClaire"),
        "Claire Fontenay\nResponsable innovation\nMusée des Rives, Lyon\n+33 4 65 71 02 18",
        "Europe/Paris",
        "fr",
        "Musée des Rives",
        "Responsable innovation",
    ),
    Character(
        "ruth",
        "Ruth Abernathy",
        ("ruth@fenwicktrust.example",),
        OUTLOOK,
        ("Kind regards,\nRuth", "Ruth"),
        "Ruth Abernathy\nDirector, The Fenwick Trust\n+44 131 496 0455",
        "Europe/London",
        organisation="The Fenwick Trust",
        title="Director",
    ),
    Character(
        "oskar",
        "Oskar Nyström",
        ("oskar.nystrom@klarvatten.example",),
        THUNDERBIRD,
        ("/Oskar", "Hälsningar,\nOskar"),
        "Oskar Nyström\nSenior Service Designer, Klarvatten AB\n+46 8 465 004 33",
        "Europe/Stockholm",
        organisation="Klarvatten AB",
        title="Senior Service Designer",
    ),
    Character(
        "leila",
        "Leila Haddad",
        ("leila.haddad@museumoftides.example",),
        APPLE,
        ("Leila", "Best wishes,\nLeila"),
        "Leila Haddad\nVisitor Services Manager\nMuseum of Tides\n+353 20 912 3471",
        "Europe/Dublin",
        organisation="Museum of Tides",
        title="Visitor Services Manager",
    ),
    Character(
        "ben",
        "Ben Carrow",
        ("ben@carrowjoinery.example",),
        IPHONE,
        ("Ben",),
        "Sent from my iPhone",
        "Europe/London",
        organisation="Carrow Joinery",
        title="Owner",
    ),
    Character(
        "sofie",
        "Sofie Lambrecht",
        ("sofie.lambrecht@stadslab.example",),
        OUTLOOK,
        ("Groeten,\nSofie", "Sofie"),
        "Sofie Lambrecht\nProject Lead, Stadslab Gent\n+32 460 00 01 37",
        "Europe/Brussels",
        organisation="Stadslab Gent",
        title="Project Lead",
    ),
    Character(
        "amira",
        "Amira Solberg",
        ("amira@solbergdesign.example",),
        GMAIL,
        ("Amira", "Take care,\nAmira"),
        "Amira Solberg\nPartner, Solberg Design\nOslo",
        "Europe/Oslo",
        organisation="Solberg Design",
        title="Partner",
    ),
    Character(
        "peter",
        "Peter Vandermeer",
        ("p.vandermeer@waterkant.example",),
        OUTLOOK,
        ("Regards,\nPeter", "Peter"),
        "Peter Vandermeer\nOperations Manager\nWaterkant Clinics\n+31 10 000 0128",
        organisation="Waterkant Clinics",
        title="Operations Manager",
    ),
    Character(
        "graham",
        "Graham Pell",
        ("graham.pell@eastmoor.example",),
        THUNDERBIRD,
        ("Graham", "Regards, Graham"),
        "Graham Pell\nHead of Facilities, Eastmoor College\n+44 117 496 0284",
        "Europe/London",
        organisation="Eastmoor College",
        title="Head of Facilities",
    ),
    Character(
        "victor",
        "Victor Almeida",
        ("victor.almeida@pontoverde.example",),
        GMAIL,
        ("Victor", "Abraço,\nVictor"),
        "Victor Almeida\nManaging Partner, Ponto Verde\nPorto",
        "Europe/Lisbon",
        organisation="Ponto Verde",
        title="Managing Partner",
    ),
    Character(
        "yara",
        "Yara Benning",
        ("yara@benningbooks.example",),
        APPLE,
        ("Yara", "Have a good week,\nYara"),
        "Yara Benning\nBenning Books, bookkeeping\n+31 20 000 0191",
        organisation="Benning Books",
        title="Bookkeeper",
    ),
    Character(
        "felix",
        "Felix Aubrey",
        ("felix@studioaubrey.example",),
        GMAIL,
        ("Felix", "Cheers,\nFelix"),
        "Felix Aubrey\nStudio Aubrey, exhibition design\n+44 20 7946 0655",
        "Europe/London",
        organisation="Studio Aubrey",
        title="Founder",
    ),
    Character(
        "mei",
        "Mei-Lin Tan",
        ("meilin.tan@harbourworks.example",),
        OUTLOOK,
        ("Best,\nMei-Lin", "Mei-Lin"),
        "Mei-Lin Tan\nHead of Workplace, Harbourworks\n+31 10 000 0155",
        organisation="Harbourworks",
        title="Head of Workplace",
    ),
    Character(
        "rasmus",
        "Rasmus Holt",
        ("rasmus@holtakustik.example",),
        APPLE,
        ("Rasmus", "Mvh\nRasmus"),
        "Rasmus Holt\nAcoustic consultant, Holt Akustik\nAarhus",
        "Europe/Copenhagen",
        organisation="Holt Akustik",
        title="Acoustic consultant",
    ),
    Character(
        "kofi",
        "Kofi Mensah-Dahl",
        ("kofi@mensahdahl.example",),
        GMAIL,
        ("Kofi",),
        "Kofi Mensah-Dahl\nFractional COO\n+44 7700 900563",
        "Europe/London",
        organisation="Mensah-Dahl Advisory",
        title="Fractional COO",
    ),
    Character(
        "dorota",
        "Dorota Zielińska",
        ("dorota.zielinska@nowyport.example",),
        OUTLOOK,
        ("Pozdrawiam,\nDorota", "Dorota"),
        "Dorota Zielińska\nInnovation Manager, Nowy Port Logistics",
        "Europe/Warsaw",
        organisation="Nowy Port Logistics",
        title="Innovation Manager",
    ),
    Character(
        "elena",
        "Elena Marchetti",
        ("elena.marchetti@officina-nord.example", "e.marchetti@lumen-arts.example"),
        GMAIL,
        ("Elena", "Un caro saluto,\nElena"),
        "Elena Marchetti\nCreative Director, Officina Nord\nTorino",
        "Europe/Rome",
        organisation="Officina Nord",
        title="Creative Director",
    ),
    Character(
        "anton",
        "Anton Reyes",
        ("anton@reyesmaps.example",),
        THUNDERBIRD,
        ("Anton", "Yours,\nAnton"),
        "Anton Reyes - Reyes Maps - hand-drawn wayfinding",
        organisation="Reyes Maps",
        title="Cartographer",
    ),
    Character(
        "julian",
        "Julian Whitcombe",
        ("julian.whitcombe@haldenpress.example", "j.whitcombe@haldenpress.example"),
        OUTLOOK,
        ("All best,\nJulian", "Julian"),
        "Julian Whitcombe\nCommissioning Editor\nHalden Press\n+44 20 7946 0930",
        "Europe/London",
        organisation="Halden Press",
        title="Commissioning Editor",
    ),
    Character(
        "katrin",
        "Katrin Brandt",
        ("katrin.brandt@stadtwerke-elbmarsch.example", "katrin.brandt@privatpost.example"),
        THUNDERBIRD,
        ("Beste Grüße\nKatrin Brandt", "Viele Grüße\nKatrin Brandt"),
        "Katrin Brandt\nTeamleiterin Kundenservice\nStadtwerke Elbmarsch\n+49 40 66969 204",
        "Europe/Berlin",
        "de",
        "Stadtwerke Elbmarsch",
        "Teamleiterin Kundenservice",
    ),
    Character(
        "lucia",
        "Lucía Ferrer",
        ("lucia.ferrer@casadelrio.example",),
        OUTLOOK,
        ("Un saludo,\nLucía", "Un abrazo,\nLucía"),
        "Lucía Ferrer\nDirectora de proyectos\nFundación Casa del Río, Sevilla",
        "Europe/Madrid",
        "es",
        "Fundación Casa del Río",
        "Directora de proyectos",
    ),
    Character(
        "wouter",
        "Wouter Hoekstra",
        ("wouter@hoekstra-advies.example",),
        THUNDERBIRD,
        ("Wouter",),
        "Wouter Hoekstra, Hoekstra Advies",
        organisation="Hoekstra Advies",
        title="Adviser",
    ),
    Character(
        "brad",
        "Brad Colton",
        ("brad.colton@scaleleap.example",),
        GMAIL,
        ("Best,\nBrad",),
        "Brad Colton\nGrowth Partner @ ScaleLeap\nBook 15 min: https://book.scaleleap.example/brad",
        "America/Chicago",
        organisation="ScaleLeap",
        title="Growth Partner",
    ),
    Character(
        "support",
        "Cloudpier Support",
        ("support@cloudpier.example",),
        GMAIL,
        ("Kind regards,\nMilou, Cloudpier Support", "Kind regards,\nDeepak, Cloudpier Support"),
        "Cloudpier BV | Please keep the ticket number in the subject",
    ),
    Character(
        "oudekade",
        "De Oude Kade",
        ("info@oudekade.example",),
        OUTLOOK,
        ("Met vriendelijke groet,\nTeam De Oude Kade",),
        "De Oude Kade | rooms and boats\nAmsterdam\n+31 20 000 0110",
    ),
)

#: How the owner ends a letter in the language of whom she writes to.
OWNER_CLOSINGS = {
    "en": OWNER.closings,
    "de": ("Viele Grüße\nNora", "Liebe Grüße\nNora"),
    "fr": ("Bien à vous,\nNora", "Bien cordialement,\nNora"),
    "es": ("Un abrazo,\nNora", "Un saludo,\nNora"),
}

PEOPLE: dict[str, Character] = {who.key: who for who in (OWNER, *_CAST)}
