"""The words by which a need meets a trade: what says nothing, what says little, and which two
words are something else together. Which words mean one trade stands in parse/trade_names.py.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import words

#: Words that no need and no trade is known by.
SAYS_NOTHING = words("""
    a an the and or of for to in on at with by from our my your their his her its we i you they he
    she it is are was be do does doing can could who whom which that this these those some any one
    two three someone somebody anyone anybody people person good great new best better nice
    reliable honest decent small big bigger large old young little local real right proper whole
    quiet second first looking look looks find found need needs want help know knows knowing
    inside out way around well really very more most all other another also only just when where
    what how than about as into has have had would will may might before after afternoon
    afternoons morning evening day days week month months year years time hours hour senior junior
    head chief lead leads deputy assistant freelance independent chartered master international
    global general professional certified gmbh ltd inc llc sons co company companies firm group
    team teams business businesses specialise specialize offer offers give run work works trade
    background experience der die das ein eine einen einem einer eines und oder für fuer von vom
    zu zur zum im in am an auf mit bei unser unsere unseren mein meine meinen guten guter gute
    gutes neue neuen neuer jemand jemanden kann macht machen suche suchen wir ich leiter leiterin
    freie freier selbständig le la les un une des du de d l et ou pour par avec sans dans sur en
    au aux notre nos mon ma mes bon bonne quelqu quelque qui que chef indépendant indépendante
    maison el los las unos unas y o para por con sin del al nuestro nuestra mi mis buen buena
    alguien jefe jefa se nos hijos niños adultos sich auskennt kennt noch guten etwas vielleicht
    could should knows understands understand experience circle living main mainly mostly now
    still
    days thing things got going having been up down over off back out through around again since
    took taken take takes came come comes own long short come sich sind bin seit fast alle
    etwas inzwischen
    hauptberuflich kleine kleinen je suis depuis mis mes nuestra desde
""")

#: Half of the people have these titles: alone they are no reason.
SAYS_LITTLE = words("""
    manager director engineer consultant adviser advisor partner founder cofounder owner president
    officer executive coordinator administrator specialist expert associate fellow professor
    teacher coach agent advocate studio office support project projects product sales marketing
    service services software research development management wedding weddings hochzeit mariage
    boda bodas workshop workshops course courses class classes seminar seminars tour tours talk
    talks building buildings children house home berater beraterin ingenieur
    ingénieur ingeniero profesor profesora proyecto projet directeur directrice asesor asesora
    member
""")

#: Two words that are something else than each of them.
PHRASES = {
    "3d printing": "threedprinting",
    "3d printer": "threedprinting",
    "3d printers": "threedprinting",
    "3d print": "threedprinting",
    "account manager": "sales",
    "account executive": "sales",
    "account director": "sales",
    "key account": "sales",
    "real estate": "estateagent",
    "estate agent": "estateagent",
    "letting agent": "lettings",
    "property agent": "estateagent",
    "property manager": "lettings",
    "machine learning": "machinelearning",
    "artificial intelligence": "machinelearning",
    "data protection": "dataprotection",
    "search engine": "seo",
    "search engine optimisation": "seo",
    "search engine optimization": "seo",
    "venture capital": "investor",
    "private equity": "investor",
    "interior design": "interiordesign",
    "interior designer": "interiordesign",
    "game designer": "gamedesign",
    "fashion designer": "fashiondesign",
    "employment law": "employmentlaw",
    "labour law": "employmentlaw",
    "droit du travail": "employmentlaw",
    "droit social": "employmentlaw",
    "derecho laboral": "employmentlaw",
    "talent acquisition": "recruiter",
    "human resources": "recruiter",
    "executive search": "recruiter",
    "landlord and tenant": "tenancy",
    "speech therapist": "speechtherapy",
    "do our books": "bookkeeper",
    "do the books": "bookkeeper",
    "keep our books": "bookkeeper",
    "penetration test": "security",
    "pen test": "security",
    "life cover": "insurance",
    "tree surgeon": "arborist",
    "sage femme": "midwife",
    "user research": "ux",
    "user researcher": "ux",
    "ux researcher": "ux",
    "heat pump": "heatpump",
    "heat pumps": "heatpump",
    "film maker": "filmmaker",
    "seed money": "investor",
    "business angel": "investor",
    "care home": "carehome",
    "dog sitter": "dog",
    "child minder": "childcare",
    "day nursery": "childcare",
    "co founder": "cofounder",
    "co-founder": "cofounder",
    "co-found": "cofounder",
    "co found": "cofounder",
    "front end": "webdesign",
    "web design": "webdesign",
    "web designer": "webdesign",
    "web developer": "webdesign",
    "moving company": "removals",
    "public relations": "publicist",
    "night shift": "",
    "public speaker": "speaker",
    "financial officer": "finance",
    "executive officer": "",
    "roman law": "legalhistory",
    "law professor": "legalhistory",
    "legal publishing": "publisher",
    "organ donation": "donation",
    "child care": "childcare",
    "garde d'enfants": "childcare",
    "gardes d'enfants": "childcare",
    "social media": "socialmedia",
    "physical therapist": "physiotherapist",
}
#: Of what two words mean, that which is written as one word that is none: its stem tells nothing.
MADE_UP = words("""
    machinelearning dataprotection threedprinting employmentlaw estateagent legalhistory
    speechtherapy interiordesign gamedesign fashiondesign heatpump carehome socialmedia webdesign
    officespace
""")
