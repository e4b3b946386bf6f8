"""Decides whether a piece of a signature is a title or an organisation: general words of many
languages and their endings; no rule names anybody.
"""

from __future__ import annotations

import re
from functools import lru_cache

from daemon.core.parse.wordlists import words

#: One of these must stand in a title.
_ENGLISH_HEADS = words("""
    manager mgr director dir president vice-president vp svp evp avp ceo cfo coo cto cio cmo cpo
    chro ciso cso chairman chairwoman chair chairperson officer founder co-founder cofounder owner
    co-owner partner principal engineer analyst specialist associate assistant coordinator
    co-ordinator administrator supervisor superintendent counsel attorney lawyer solicitor
    barrister paralegal notary consultant advisor adviser developer programmer architect designer
    scientist researcher professor lecturer fellow dean teacher instructor trainer coach
    accountant controller comptroller auditor bookkeeper treasurer secretary trader broker
    originator marketer scheduler planner buyer economist statistician representative rep agent
    executive editor journalist reporter writer author translator producer photographer
    publisher librarian curator physician surgeon nurse therapist psychologist dentist pharmacist
    technician operator clerk receptionist recruiter strategist evangelist technologist
    head lead leader chief expert intern trainee apprentice student postdoc
    sysadmin webmaster postmaster minister ambassador attaché mayor senator governor captain
""")
#: The same in other languages; what follows them may be written small: "Chef de projet".
_FOREIGN_HEADS = words("""
    geschäftsführer geschäftsführerin leiter leiterin referent referentin vorstand inhaber
    inhaberin prokurist prokuristin rechtsanwalt rechtsanwältin anwalt anwältin notar notarin
    steuerberater steuerberaterin wirtschaftsprüfer wirtschaftsprüferin assistenz sekretariat
    sekretärin sekretär sachbearbeiter sachbearbeiterin berater beraterin entwickler entwicklerin
    ingenieur ingenieurin architekt architektin redakteur redakteurin professorin doktorand
    doktorandin mitarbeiter mitarbeiterin gesellschafter gesellschafterin vorsitzender vorsitzende
    gründer gründerin teamleitung projektleitung leitung bereichsleitung direktor direktorin
    koordinator koordinatorin buchhalter buchhalterin kaufmann kauffrau facharzt ärztin arzt
    praktikant praktikantin werkstudent werkstudentin betreuer betreuerin trainerin
    directeur directrice responsable chargé chargée gérant gérante ingénieur ingénieure avocat
    avocate notaire consultante conseiller conseillère assistante président présidente chef cheffe
    fondateur fondatrice cofondateur cofondatrice associée comptable professeur professeure
    enseignant enseignante chercheur chercheuse maître développeur développeuse architecte
    rédacteur rédactrice attachée secrétaire délégué déléguée gestionnaire commercial
    directora gerente jefe jefa ingeniero ingeniera abogado abogada asesor asesora coordinador
    coordinadora consultor consultora socio socia presidente presidenta fundador fundadora
    profesor profesora investigador investigadora desarrollador desarrolladora arquitecto
    arquitecta administrador administradora contador contadora periodista encargado encargada
    técnico técnica analista propietario propietaria secretaria secretario
    direttore direttrice amministratore amministratrice ingegnere avvocato avvocata consulente
    titolare responsabile socio fondatore fondatrice professore professoressa ricercatore
    ricercatrice commercialista architetto architetta impiegato impiegata segretaria
    sviluppatore coordinatore coordinatrice
    hoofd adviseur medewerker medewerkster projectleider eigenaar eigenaresse vennoot advocaat
    advocate bestuurder voorzitter oprichter accountmanager hoogleraar docent onderzoeker
    ontwerper ontwikkelaar beleidsmedewerker secretaresse teamleider coördinator zaakvoerder
    diretor diretora sócio sócia engenheiro engenheira advogado advogada coordenador coordenadora
    professora assessor assessora gestor gestora presidente fundadora pesquisador pesquisadora
    dyrektor kierownik prezes specjalista specjalistka radca adwokat adwokatka inżynier doradca
    właściciel właścicielka założyciel założycielka księgowy księgowa asystent asystentka
    koordynator koordynatorka handlowiec profesor
    direktör projektledare verkställande ordförande konsult rådgivare direktør rådgiver leder
    toimitusjohtaja johtaja päällikkö asiantuntija
""")
_HEADS = _ENGLISH_HEADS | _FOREIGN_HEADS
#: German and Dutch make one word of it: "Vertriebsleiterin", "Softwareentwickler".
_HEAD_ENDINGS = (
    "leiter", "leiterin", "leitung", "führer", "führerin", "berater", "beraterin", "manager",
    "managerin", "entwickler", "entwicklerin", "ingenieur", "ingenieurin", "referent",
    "referentin", "beauftragter", "beauftragte", "direktor", "direktorin", "assistent",
    "assistentin", "assistenz", "sprecher", "sprecherin", "prüfer", "prüferin", "vorstand",
    "bearbeiter", "bearbeiterin", "techniker", "technikerin", "architekt", "architektin",
    "planer", "planerin", "anwalt", "anwältin", "meister", "meisterin", "mitarbeiter",
    "mitarbeiterin", "leider", "medewerker", "adviseur", "directeur", "projektledare", "chef",
    "ledare", "konsulent", "konsult",
)  # fmt: skip
#: Words that mean another thing alone: only together with others are they a title.
_NOT_ALONE = words("""
    associate executive chair lead head rep leader chief expert agent author commercial secretaria
    sekretariat leitung assistenz leder direct fellow
""")
#: These name a person only at the end: "Gas Trader", yet "Trader Desktop Deployment".
_AT_THE_END = words("""
    trader broker originator marketer scheduler planner buyer agent editor author writer reporter
    producer operator clerk student intern trainee developer programmer designer engineer analyst
    technician publisher photographer translator fellow expert partner owner counsel secretary
    teacher instructor coach owner associate executive minister captain
""")
#: Where one part of a title ends: a comma, a dash, a small word.
_PARTS = re.compile(r"\s*(?:[,/&(]|\s-\s|-\s|\b(?:of|for|and|to|in|at|en|für|und|de|du|voor)\b)\s*")
#: Small words inside a title; any other word in small letters makes it a sentence.
_INSIDE = words("""
    of and for the to in & at de du des la le les d et en l für und der die das im am von vom bei
    und/oder y e di del della dei delle do da dos das para per con voor van het te w ds i och för
    og af til chez à a
""")
_COMPANY_END = re.compile(
    r"(?:^|[\s,])(?:inc|incorporated|llc|l\.l\.c|llp|l\.l\.p|lp|l\.p|ltd|limited|corp|corporation"
    r"|plc|pllc|p\.?c|gmbh|mbh|ag|kg|ohg|ug|e\.\s?v|eg|se|kgaa|s\.?\s?a|sarl|s\.a\.r\.l|sas|s\.a\.s"
    r"|eurl|srl|s\.r\.l|spa|s\.p\.a|s\.?l|s\.l\.u|b\.?v|n\.?v|vof|ab|oy|oyj|asa|aps|a/s"
    r"|sp\.?\s?z\s?o\.?\s?o|s\.?r\.?o|kft|pty|ltda|lda|co|& co|company|companies|group|gruppe"
    r"|groupe|grupo|gruppo|holdings?|株式会社)\.?$",
    re.IGNORECASE,
)
_ONLY_END = re.compile(r"\W*(?:inc|llc|l\.?p|llp|ltd|corp|co|plc|s\.?a|gmbh|ag)\W*$", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:university|universit(?:y|ät|é|à|eit)|universidad|universidade|uniwersytet|college"
    r"|institut[eo]?|instituto|hochschule|fachhochschule|klinikum|krankenhaus|hospital|ministry"
    r"|ministerium|ministère|ministerio|foundation|stiftung|fondation|fundación|fundacja"
    r"|association|verband|council|commission|bank|museum|academy|akademie|stadtwerke"
    r"|city\sof|county\sof|state\sof|stadt\s[A-ZÄÖÜ]\w+|ayuntamiento|mairie|gemeente|comune\sdi"
    r"|associates|partners|consulting|consultants|kanzlei|steuerberatung|rechtsanwälte"
    r"|notariat|architekten|solicitors|attorneys|laborator(?:y|ies)|solutions)\b",
    re.IGNORECASE,
)
#: A part of an organisation, or a place: neither a title nor an employer.
_UNIT = words("""
    department dept division group team section unit branch abteilung referat bereich fachbereich
    service direction afdeling reparto ufficio departamento dział
""")
_STREET = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|blvd|boulevard|drive|suite|ste|floor|room|square|plaza|box"
    r"|straße|strasse|str|platz|allee|weg|rue|place|calle|avenida|plaza|via|piazza|laan|straat"
    r"|gasse|ulica|ul|hausanschrift|postfach|bp|po)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’.&/-]*|&")
_ROMAN = re.compile(r"\b(?:I{1,3}|IV|V)\b")
MAX_LENGTH = 80


def is_title(piece: str) -> bool:
    """Whether a piece of a signature is a job title and nothing else."""
    if not 2 <= len(piece) <= MAX_LENGTH or re.search(r"[@?!:;\"“”<>=\d]|\.{2}|https?", piece):
        return False
    said = _WORD.findall(piece)
    lowered = [word.strip(".'’").lower() for word in said]
    if not said or len(said) > 9 or _COMPANY_END.search(piece.rstrip(" ,.")):
        return False
    if piece.isupper() and len(said) > 6:
        return False
    small = [word for word in said if word[:1].islower()]
    strange = [word for word in small if not _is_head(word) and _folded(word) not in _INSIDE]
    is_foreign = said[0][:1].isupper() and lowered[0] in _FOREIGN_HEADS - _ENGLISH_HEADS
    if len(small) == len(said) or (strange and not (is_foreign and len(strange) <= 2)):
        return False
    if lowered[0] in ("the", "a", "my", "your", "our", "i", "to", "by", "for", "from", "dear"):
        return False
    heads = [word for word in lowered if _is_head(word)]
    if not heads or (len(said) == 1 and lowered[0] in _NOT_ALONE):
        return False
    first = piece.partition(",")[0]
    if not any(map(_is_head, _WORD.findall(first))) or not _ends_well(piece):
        return False
    # "Office of the Chairman", "City Council": a place where somebody with that title sits.
    return not (lowered[0] in ("office", "büro", "bureau", "department") or lowered[-1] in _UNIT)


def _ends_well(piece: str) -> bool:
    """Whether one of the heads in a title stands where it names a person."""
    for part in _PARTS.split(piece):
        said = [word.strip(".").lower() for word in _WORD.findall(_ROMAN.sub("", part))]
        if said and _is_head(said[-1]):
            return True
        if any(_is_head(word) and word not in _AT_THE_END for word in said):
            return True
    return False


def _folded(word: str) -> str:
    return re.sub(r"['’].*", "", word.lower().strip("."))


@lru_cache(maxsize=4096)
def _is_head(word: str) -> bool:
    for part in re.split(r"[/-]", word.lower().strip(".'’")):
        part = part.replace(":in", "").replace("*in", "")
        if part in _HEADS or (len(part) > 8 and part.endswith(_HEAD_ENDINGS)):
            return True
    return word.lower() in _HEADS


def is_organisation(piece: str, domain: str) -> bool:
    """Whether a piece of a signature is an organisation: its legal form, its sort, or the name in
    the sender's `domain` (registrable, or "") says so.
    """
    if not 2 <= len(piece) <= MAX_LENGTH or re.search(r"[@?!:;\"“”<>=]|https?|www\.", piece):
        return False
    said = _WORD.findall(piece)
    if not said or len(said) > 9 or sum(map(str.isdigit, piece)) > 2:
        return False
    # A name begins with a capital, unless the domain itself says that it does not.
    agrees = _is_of_domain(said, domain)
    if not agrees and (not piece[:1].isupper() or _STREET.search(piece)):
        return False
    own_name = _WORD.findall(_COMPANY_END.sub("", piece.rstrip(" ,.")))
    small = [word for word in own_name if word[:1].islower() and _folded(word) not in _INSIDE]
    if len(small) > 1:
        return False
    if agrees:
        return True
    if _COMPANY_END.search(piece.rstrip(" ,.")):
        return len(said) > 1 and not _ONLY_END.fullmatch(piece) and said[-1].lower() not in _UNIT
    return len(said) > 1 and _INSTITUTION.search(piece) is not None


def is_company(piece: str) -> bool:
    """Whether a piece of at most six words ends with a legal form, commas or not."""
    said = _WORD.findall(piece)
    ends = _COMPANY_END.search(piece.rstrip(" ,.")) is not None
    return ends and 1 < len(said) <= 6 and is_organisation(piece, "")


def is_legal_form(piece: str) -> bool:
    """Whether a piece is only "Inc." or the like, which belongs to what stands before it."""
    return _ONLY_END.fullmatch(piece) is not None


def _is_of_domain(said: list[str], domain: str) -> bool:
    """Whether these words are, or begin with, the name in a domain, or their initials make it."""
    label = re.sub(r"[^a-z0-9]", "", domain.partition(".")[0].lower())
    if len(label) < 3:
        return False
    letters = [re.sub(r"[^a-z0-9]", "", _without_accents(word.lower())) for word in said]
    letters = [word for word in letters if word]
    if not letters:
        return False
    if letters[0] == label or "".join(letters) == label or (len(label) > 4 and label in letters):
        return True
    joined = ""
    for count, word in enumerate(letters, 1):
        joined += word
        if len(joined) >= 5 and count > 1 and label == joined:
            return True
        # "Reliant Energy Services" of reliantenergy.com and the other way round.
        if len(joined) >= 6 and label.startswith(joined) and count == len(letters) and count > 1:
            return True
    initials = "".join(word[0] for word in letters if word not in _INSIDE)
    return len(label) >= 3 and len(letters) >= 3 and initials == label


def _without_accents(word: str) -> str:
    return word.translate(str.maketrans("äöüáàâéèêëíìîïóòôúùûñçåø", "aouaaaeeeeiiiiooouuuncao"))
