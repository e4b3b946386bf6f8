"""Decides whether two first names can be one: a name and its usual short form, in the languages of
the west. A namesake of another name stays another, and a short form that is short for several
names, or is given as a name of its own, is sure evidence of none.
"""

from __future__ import annotations

from functools import lru_cache

from daemon.core.parse.wordlists import words

#: One name a line, then its short forms and spellings; a short form may stand in several lines.
_FORMS = """
alexander alex alec sandy sasha xander
alexandra alex sandra sandy sasha
andrew andy drew
anthony tony
antonio toni tony
barbara barb barbie
benjamin ben benny
catherine cathy cate kate katie cat
katherine kathy kate katie kat katharine kathryn kay
katharina kathi kathrin kati
charles charlie chuck chas
christian chris
christina chris tina christine chrissy
christopher chris kit topher
daniel dan danny
david dave davey
deborah deb debbie debra
dennis denny
donald don donnie
dorothy dot dottie
douglas doug
edward ed eddie ted ned
edwin ed eddie
eduardo edu lalo
elizabeth liz lizzie beth betsy betty eliza lisa libby
elisabeth lisa lis sissi elsa
eugene gene
francis frank
francisco paco pancho curro
frederick fred freddie rick
friedrich fritz fred
gabriel gabe
gabriele gabi
george georgie
gerald gerry jerry
gregory greg gregg
harold harry hal
heinrich heiner heinz
henry harry hank
jacob jake
jakob jake
james jim jimmy jamie
janet jan
janice jan
jeffrey jeff geoff jeffery geoffrey
jennifer jen jenny jenn
jessica jess jessie
johannes hannes hans jo
john johnny jack
jonathan jon jonny
jose pepe
joseph joe joey josef
joshua josh
judith judy jude
kenneth ken kenny
kimberly kim kimberley
lawrence larry laurence
leonard len lenny leo
louis lou
lucille lucy
manuel manolo
margaret maggie meg peggy marge margie maggy
maria mia mitzi
matthew matt mathew matty
matthias matze
melissa missy
michael mike mick mickey micky mikey
michele shelly
mitchell mitch
nancy nan
nathaniel nate nathan nat
nicholas nick nicky nicolas
nikolaus nick klaus niko
pamela pam
patricia pat patty tricia trish patti
patrick pat paddy
peter pete
philip phil phillip philipp
randall randy
raymond ray
rebecca becky becca
reginald reg reggie
richard rick rich dick richie ricky
robert bob rob bobby robbie bert
roberto beto
roger rodge
ronald ron ronnie
rosemary rose rosie
russell russ
samuel sam sammy
samantha sam
sebastian basti seb
stanley stan
stephanie steph stefanie steffi
stephen steve steven stevie stefan
susan sue susie suzy
suzanne sue suzy
theodore ted teddy theo
theresa terry tess terri teresa
terrence terry terence
thomas tom tommy
timothy tim timmy
tobias tobi
valerie val
veronica ronnie
victor vic
victoria vicky vicki vickie tori
vincent vince vinny
walter walt wally
wilhelm willi willy
william bill will billy willie liam
zachary zach zack
"""

#: Short forms that many are called in their papers: two of one family may well be two people.
_NAMES_OF_THEIR_OWN = words("""
    bert betsy betty charlie curro danny drew eliza elsa frank fritz gene geoffrey gregg hal
    hank hannes hans harry heiner heinz jack jamie jan jenny jessie jo joey josef katharine
    kathryn katie kay kit klaus liam libby lisa lucy maggie margie mia mickey mitch nan ned nick
    niko paco patty peggy rick rose rosie russ sandra sandy sasha sissi stefan stefanie susie
    ted terry theo tina toni tony vince willy xander
""")


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, line in enumerate(_FORMS.split("\n")):
        for form in line.split():
            table.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in table.items()}


@lru_cache(maxsize=1)
def _first_forms() -> list[str]:
    """The first name of each line."""
    return [line.partition(" ")[0] for line in _FORMS.split("\n")]


def is_same_first_name(one: str, other: str) -> bool:
    """Whether two first names, lower-cased, are one name: equal, or in one line of the table."""
    if one == other:
        return True
    table = _table()
    return bool(table.get(one, frozenset()) & table.get(other, frozenset()))


def sure_first_name(name: str) -> str:
    """The name that a lower-cased first name is surely short for ("steve": "stephen"), or itself.

    Sure is a short form of one line of the table only, and no name of its own.
    """
    lines = _table().get(name, frozenset())
    if len(lines) != 1 or name in _NAMES_OF_THEIR_OWN:
        return name
    return _first_forms()[min(lines)]


def is_in_table(name: str) -> bool:
    """Whether a lower-cased word is one of the names of this table."""
    return name in _table()
