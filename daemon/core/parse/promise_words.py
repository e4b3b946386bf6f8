"""How a promise is made in German, French, Spanish, Italian, Dutch and Portuguese: tables.

Where the present tense stands for the future, it also says what is done by this very mail ("anbei
schicke ich dir"); such patterns say how much more they want to see.
"""

from __future__ import annotations

import re
from typing import Literal

from daemon.core.parse.keyed import Keyed
from daemon.core.values import dataclass

#: `sure`: always a promise. `open`: unless this mail itself delivers. `later`: only with a day, or
#: with a word such as "dann" or "sobald".
Certainty = Literal["sure", "open", "later"]


@dataclass(frozen=True, slots=True)
class Foreign:
    """One language. `hint` must be there at all; `refuses`, `delivers` and `depends` stand
    anywhere in the sentence, `condition` before the promise; `acts` are tried in their order.
    """

    hint: Keyed
    refuses: Keyed
    delivers: re.Pattern[str]
    condition: re.Pattern[str]
    depends: re.Pattern[str]
    later: re.Pattern[str]
    acts: tuple[tuple[str, Keyed, Certainty], ...]


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _acts(table: str) -> tuple[tuple[str, Keyed, Certainty], ...]:
    """Rows of "act certainty pattern"; a row that begins with + goes on with the one before."""
    rows: list[tuple[str, Certainty, str]] = []
    for line in filter(None, map(str.strip, table.splitlines())):
        if line.startswith("+"):
            act, certainty, pattern = rows.pop()
            rows.append((act, certainty, pattern + line[1:].strip().replace("_", " ")))
        else:
            act, sure, pattern = line.split(" ", 2)
            certainty = "sure" if sure == "sure" else "open" if sure == "open" else "later"
            rows.append((act, certainty, pattern.replace("_", " ")))
    return tuple((act, Keyed(pattern), certainty) for act, certainty, pattern in rows)


_ICH = (
    r"(?:\bich\s(?:\w+\s){0,2}?(?:%s)|\b(?:%s)\sich"
    r"|^\W*(?:(?:ja|ok|gut|klar|gern|hallo|liebe[rs]? \w+)\W+)?(?:%s)"
    r"(?=\s(?:dir|ihnen|euch|mich|dich|es|das)))\b"
)
_NEAR = r"[^.;:!?]{0,60}\b"


def _ich(table: str) -> tuple[tuple[str, Keyed, Certainty], ...]:
    """Rows of "act certainty verbs rest": what "ich" does, in either order."""
    found: list[tuple[str, Keyed, Certainty]] = []
    for line in filter(None, map(str.strip, table.splitlines())):
        act, sure, verbs, *rest = line.split(" ", 3)
        after = f"{_NEAR}(?:{rest[0]})\\b" if rest else ""
        certainty: Certainty = "sure" if sure == "sure" else "open" if sure == "open" else "later"
        found.append((act, Keyed(_ICH % (verbs, verbs, verbs) + after), certainty))
    return tuple(found)


_GERMAN = Foreign(
    hint=Keyed(r"\b(?:ich|wir|melde|schicke|sende|rufe|bekommst|bekommen|erhalten)\b"),
    refuses=Keyed(
        r"\b(?:nicht|kein\w{0,2}|nie|niemals|grüße?n?|gruß|glückwünsche|kuss|wünsche|würde|könnte"
        r"|hätte|vielleicht|eventuell|damals|um (?:\w+ ){0,4}zu)\b"
    ),
    delivers=_compile(
        r"\b(?:anbei|hiermit|hier|im anhang|angehängt|beigefügt\w*|anhängend|in der anlage|soeben"
        r"|gerade|schon|bereits|immer|normalerweise|seit|oft|täglich|weil|bezüglich|wegen"
        r"|folgende\w*)\b"
    ),
    condition=_compile(r"\b(?:wenn|falls|sofern|ob|sollte[nt]?|hoffe|glaube|denke)\b"),
    depends=_compile(
        r"\b(?:wenn|falls|sofern) (?:du|sie|ihr|gewünscht|nötig|möglich|es (?:passt|recht|ok))\b"
    ),
    later=_compile(
        r"\b(?:wieder|dann|danach|sobald|später|bald|demnächst|noch|zurück|nochmal|gleich|umgehend"
        r"|schnellstmöglich|zeitnah|in kürze|nächste\w*|selbstverständlich|versprochen|natürlich)\b"
    ),
    acts=_ich(r"""
        reply later melde|melden mich
        reply sure gebe|geb|sage|sag bescheid
        reply sure halte auf dem laufenden
        reply later antworte|schreibe|informiere|bestätige dir|ihnen|euch|dich|sie|es
        reply sure komme darauf zurück|auf (?:dich|sie|euch) zurück
        call sure rufe|ruf (?:dich|sie|euch|ihn|dort|gleich|nachher)\b.{0,40}\b(?:an|durch)|zurück
        call later telefoniere
        introduce later stelle|stell vor
        introduce sure bringe|verbinde|mache in kontakt|zusammen|miteinander|bekannt
        send open schicke|schick|sende|maile|faxe|liefere|überweise dir|ihnen|euch|dich|es|sie|ihn
        send open leite weiter
        send sure reiche nach
        send open lasse|lass zukommen
        send later bringe|gebe|zeige dir|ihnen|euch
        other sure kümmere|kümmer mich
        other open kläre|prüfe|erledige|bespreche|organisiere|besorge das|es
        other later kläre|prüfe|überprüfe|erledige|bespreche|überarbeite|organisiere|besorge
        other later korrigiere|aktualisiere|reserviere|buche|ergänze|bereite|frage|schaue|schau
        other later sehe|mache|mach|hole|lese|trage|ändere|erstelle
    """)
    + _acts(r"""
        reply sure \b(?:ich_werde|werde_ich|wir_werden)\b[^.;:!?]{0,80}
        + \b(?:melden|bescheid_geben|antworten|informieren|zurückkommen)\b
        call sure \b(?:ich_werde|werde_ich)\b[^.;:!?]{0,80}\b(?:anrufen|zurückrufen)\b
        introduce sure \b(?:ich_werde|werde_ich)\b[^.;:!?]{0,80}
        + \b(?:vorstellen|in_kontakt_bringen|verbinden)\b
        send sure \b(?:ich_werde|werde_ich|wir_werden|werden_wir)\b[^.;:!?]{0,40}
        + \b(?:dir|ihnen|euch|es|das|sie)\b[^.;:!?]{0,80}\b(?:zuschicken|schicken|senden|zusenden
        + |mailen|weiterleiten|zukommen_lassen|nachreichen|geben|zeigen|übermitteln)\b
        other sure \b(?:ich_werde|werde_ich)\b[^.;:!?]{0,80}\b(?:kümmern|klären|prüfen|erledigen
        + |besprechen|überarbeiten|organisieren|nachfragen|nachsehen|vorbereiten|besorgen
        + |korrigieren|ergänzen)\b
        send later \bwir_(?:schicken|senden|mailen|liefern)\b[^.;:!?]{0,20}\b(?:dir|ihnen|euch)\b
        reply later \bwir_(?:melden_uns|geben_(?:dir|ihnen|euch)\b[^.;:!?]{0,60}\bbescheid)\b
        send later \bich_versuche,?_(?:dir|ihnen|euch|es|das)\b[^.;:!?]{0,60}
        + \bzu_(?:schicken|senden|mailen|geben)\b
        send later \b(?:du_bekommst|bekommst_du|sie_(?:bekommen|erhalten)|(?:bekommen|erhalten)_sie
        + |ihr_bekommt)\b[^.;:!?]{0,60}
        + \bvon_mir\b
    """),
)

_FRENCH = Foreign(
    hint=Keyed(r"\b(?:je|nous|on|j[’'])"),
    refuses=Keyed(
        r"\b(?:ne|pas|jamais|excuses|v[oœ]eux|salutations|condoléances|amitiés|bises|bisous|félicitations|remercie"
        r"|peut-être|pourrais|aimerais|voudrais)\b|\bn[’']"
    ),
    delivers=_compile(
        r"\b(?:ci-joint\w*|pièce jointe|en pj|voici|ci-dessous|ce (?:mail|message|mot)"
        r"|par la présente|rappelle que|confirme que|déjà|souvent|toujours|afin de vous)\b"
    ),
    condition=_compile(r"\b(?:si|s[’']il|au cas où|j[’']espère|je pense|je crois)\b"),
    depends=_compile(r"\b(?:si (?:tu|vous|besoin|nécessaire|possible)|s[’']il le faut)\b"),
    later=_compile(
        r"\b(?:dès|bientôt|plus tard|ensuite|après|prochainement|rapidement|sans faute|promis"
        r"|tout de suite|au plus vite|d[’']ici)\b"
    ),
    acts=_acts(r"""
        reply sure \bje_(?:te|vous)_(?:tiens|tiendrai)_(?:au_courant|informée?s?)\b
        reply later \bje_reviens_vers_(?:toi|vous)\b
        reply sure \bje_reviendrai_vers_(?:toi|vous)\b
        reply sure \bje_(?:(?:te|vous|le|la|l[’']|lui)\s?){1,2}
        + (?:dirai|redirai|répondrai|confirmerai|recontacterai|écrirai)\b
        reply later \bje_(?:(?:te|vous|le|la|l[’']|lui)\s?){1,2}
        + (?:dis|redis|réponds|recontacte|confirme)\b
        call sure \bje_(?:te|t[’']|vous)\s?(?:rappellerai|appellerai|téléphonerai)\b
        call later \bje_(?:te|t[’']|vous)\s?(?:rappelle|appelle|téléphone)\b(?!_que)
        introduce later \bje_(?:te|vous)_mets_en_(?:contact|relation)\b
        introduce sure \bje_(?:te|vous)_(?:présenterai|mettrai_en_(?:contact|relation))\b
        send sure \bje_(?:(?:te|t[’']|vous|le|la|l[’']|les|lui|en)\s?){1,3}(?:enverrai
        + |transmettrai|ferai_(?:suivre|parvenir)|donnerai|apporterai|renverrai)\b
        send open \bje_(?:(?:te|t[’']|vous|le|la|l[’']|les|lui|en)\s?){1,3}
        + (?:envoie|transmets|fais_(?:suivre|parvenir)|renvoie)\b
        send later \bje_(?:(?:te|t[’']|vous|le|la|l[’']|les)\s?){1,3}(?:donne|apporte|amène)\b
        other sure \bje_m[’']en_(?:occupe|occuperai|charge|chargerai)\b
        other later \bje_(?:l[’']|le_|la_|les_)(?:vérifie|vérifierai|regarde|regarderai|demande
        + |demanderai|prépare|préparerai|fais|ferai|réserve|finis)\b
        other later \bje_(?:vérifie|regarde|demande|prépare|fais|finis)_(?:ça|cela)\b
        reply sure \bje_vais_me_renseigner\b
        call later \bon_se_(?:rappelle|téléphone)\b
        reply sure \bje_vais_(?:te|t[’']|vous)\s?
        + (?:répondre|recontacter|tenir_(?:au_courant|informé\w*)|dire|redire)\b
        call sure \bje_vais_(?:te|t[’']|vous)\s?(?:appeler|rappeler)\b
        introduce sure \bje_vais_(?:te|vous)_(?:présenter|mettre_en_(?:contact|relation))\b
        send sure \bje_vais_(?:(?:te|t[’']|vous|le|la|l[’']|les|lui|en)\s?){1,3}(?:envoyer
        + |transmettre|faire_(?:suivre|parvenir)|renvoyer|donner)\b
        other sure \bje_vais_(?:(?:le|la|les|m[’']en|l[’'])\s?)?(?:vérifier|regarder|demander
        + |préparer|occuper|charger|voir_ce_que|corriger|réserver|relire)\b
        send sure \bnous_vous_(?:enverrons|ferons_parvenir|transmettrons)\b
        reply sure \bnous_(?:reviendrons_vers|vous_recontacterons|vous_tiendrons)\b
        send later \b(?:tu_l[’']auras|vous_l[’']aurez|tu_recevras|vous_recevrez)\b
    """),
)

_SPANISH = Foreign(
    hint=Keyed(r"\b(?:te|le|les|os|se|voy|lo|me)\b"),
    refuses=Keyed(
        r"\b(?:no|nunca|jamás|saludos?|abrazos?|besos?|quizás?|tal vez|podría|gustaría|él|ella)\b"
    ),
    delivers=_compile(
        r"\b(?:adjunt\w*|aquí|a continuación|este (?:correo|mensaje)|ya|siempre|porque)\b"
    ),
    condition=_compile(r"\b(?:si|en caso de|espero|creo)\b"),
    depends=_compile(r"\b(?:si (?:quieres?|usted|necesitas?|hace falta|te|le)|cuando quieras?)\b"),
    later=_compile(
        r"\b(?:luego|después|pronto|en cuanto|cuando|más tarde|enseguida|sin falta|apenas"
        r"|próxim\w*|prometido)\b"
    ),
    acts=_acts(r"""
        reply sure \b(?:te|le|os|les|se)_(?:l[oa]s?_)?(?:avisaré|diré|responderé|contestaré
        + |confirmaré|contaré|informaré|escribiré)\b
        reply later \b(?:te|le|os|les|se)_(?:l[oa]s?_)?(?:aviso|digo|respondo|contesto|confirmo
        + |escribo)\b(?!_que)
        reply sure \b(?:te|le|os|les)_(?:mantengo|mantendré)_(?:al_tanto|informad[oa]s?)\b
        send sure \b(?:te|le|os|les)_(?:l[oa]s?_)?(?:enviaremos|mandaremos|haremos_llegar)\b
        reply sure \b(?:te|le|os|les)_(?:avisaremos|responderemos|informaremos)\b
        call sure \b(?:te|le|os|les)_llamaré\b
        call later \b(?:te|le|os|les)_llamo\b(?!_por)
        introduce sure \b(?:te|le|os|les)_(?:presentaré|pondré_en_contacto)\b
        introduce later \b(?:te|le|os|les)_(?:presento|pongo_en_contacto)\b
        send sure \b(?:te|le|os|les|se)_(?:l[oa]s?_)?(?:mandaré|enviaré|pasaré|reenviaré
        + |haré_llegar|remitiré|llevaré|traeré|daré)\b
        send open \b(?:te|le|os|les|se)_(?:l[oa]s?_)?(?:mando|envío|reenvío|remito|hago_llegar)\b
        send later \b(?:te|le|os|les|se)_(?:l[oa]s?_)?(?:paso|doy|llevo|traigo)\b
        send sure \bvoy_a_(?:enviar|mandar|pasar|reenviar)(?:te|le|os|les|se)(?:l[oa]s?)?\b
        + |\b(?:te|le|os|les)_(?:l[oa]s?_)?voy_a_(?:enviar|mandar|pasar|reenviar)\b
        call sure \bvoy_a_llamar(?:te|le|os|les)\b|\b(?:te|le|os|les)_voy_a_llamar\b
        introduce sure \b(?:te|le|os|les)_voy_a_(?:presentar|poner_en_contacto)\b
        introduce sure \bvoy_a_(?:presentar|poner)(?:te|le|os|les)\b
        reply sure \bvoy_a_(?:avisar|responder|contestar|confirmar)(?:te|le|os|les)\b
        other sure \bme_(?:encargo|encargaré|ocupo|ocuparé)\b(?!_de_(?:la|las|los|el|todo)\b)
        other sure \bl[oa]s?_(?:revisaré|miraré|prepararé|haré|arreglaré|corregiré|consultaré)\b
        other later \bl[oa]s?_(?:reviso|miro|preparo|hago|arreglo|corrijo|consulto)\b
    """),
)

#: Italian, Dutch and Portuguese, only where there is no doubt.
_OTHERS = Foreign(
    hint=Keyed(r"\b(?:ti|vi|le|ik|te|lhe|vou|vos|me)\b"),
    refuses=Keyed(
        r"\b(?:non|mai|saluti|abbraccio|baci|niet|geen|nooit|groeten|misschien|forse|não|nunca"
        r"|talvez|abraços?|abrazos?|beijos?|besos?|no (?:te|le|les|os|me|lo|la))\b"
    ),
    delivers=_compile(
        r"\b(?:allegat[oaie]|in allegato|ecco|qui|hierbij|bijgevoegd\w*|in de bijlage|bijgaand"
        r"|hier|al|anexo|em anexo|aqui|segue)\b"
    ),
    condition=_compile(r"\b(?:se (?!te|lhe)|si|als|indien|mocht|caso|spero|ik denk|acho)\b"),
    depends=_compile(r"\b(?:se (?:vuoi|vuole|serve|quiser\w*|precisar)|als (?:je|u|het nodig))\b"),
    later=_compile(
        r"\b(?:appena|presto|dopo|poi|subito|zodra|straks|daarna|gauw|spoedig|terug"
        r"|assim que|depois|logo|em breve)\b"
    ),
    acts=_acts(r"""
        send sure \b(?:ti|vi|le|te_l[oa]|ve_l[oa]|gliel[oa])_(?:manderò|invierò|girerò|inoltrerò)\b
        send open \b(?:ti|vi|te_l[oa]|ve_l[oa]|gliel[oa])_(?:mando|invio|giro|inoltro|spedisco)\b
        reply sure \b(?:ti|vi|le)_(?:farò_sapere|risponderò|aggiornerò|ricontatterò)\b
        reply later \b(?:ti|vi|le)_(?:faccio_sapere|rispondo|aggiorno|ricontatto)\b
        call sure \b(?:ti|vi|la)_(?:chiamerò|richiamerò)\b
        call later \b(?:ti|vi|la)_(?:chiamo|richiamo)\b(?!_per)
        other sure \bme_ne_(?:occupo|occuperò)\b|\bci_penso_io\b
        send sure \bik_(?:zal|ga)_[^.;:!?]{0,60}\b(?:sturen|opsturen|mailen|doorsturen)\b
        send open \b(?:ik_(?:stuur|mail)|(?:stuur|mail)_ik)_[^.;:!?]{0,12}\b(?:je|u|jullie|het)\b
        reply sure \bik_(?:kom|zal)_[^.;:!?]{0,60}\bop_terug(?:komen)?\b
        reply sure \b(?:ik_laat|laat_ik|ik_zal)_[^.;:!?]{0,40}\bweten\b
        call later \b(?:ik_bel|bel_ik)_(?:je|u|jullie)\b
        call sure \bik_(?:zal|ga)_(?:je|u|jullie)_[^.;:!?]{0,40}\b(?:bellen|terugbellen)\b
        other sure \bik_(?:ga|zal)_[^.;:!?]{0,60}\b(?:nakijken|uitzoeken|regelen|navragen)\b
        send sure \b(?:vou|irei)_(?:te_|lhe_|vos_)?(?:enviar|mandar|encaminhar)\b
        send open \b(?:te|lhe|vos)_(?:enviarei|mandarei|envio|mando|encaminho)\b
        send open \b(?:envio|mando)-(?:te|lhe|vos)\b
        reply later \b(?:te|lhe|vos)_(?:aviso|avisarei|respondo|responderei|digo)\b
        reply sure \bvou_(?:te_|lhe_)?(?:avisar|responder|confirmar)\b
        call later \b(?:te|lhe|vos)_(?:ligo|ligarei|telefono)\b|\b(?:ligo|telefono)-(?:te|lhe)\b
    """),
)

FOREIGN = (_GERMAN, _FRENCH, _SPANISH, _OTHERS)
