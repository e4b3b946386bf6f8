"""The commonest small words of each language, and letters that only few of them have; tables only.
Words that several languages share stand in each and count less.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import words

SMALL_WORDS: dict[str, frozenset[str]] = {
    "en": words("""
        the and of to in is that it for you was with on have this be are not but they at your from
        we will can an if would there their what all my so up or about which when has been more do
        could our me he she his her its them than just i please thanks thank let know any by as out
        how who don't i'm i'll it's hi hello dear regards see get need some us should tomorrow yes
        good great sorry back call send sent well also no here then only very much where
    """),
    "de": words("""
        der die das und ist nicht ich sie es ein eine einen einem einer zu den dem des mit für auf
        im am von wir haben habe hat wird werden kann können auch noch nur wie oder aber wenn dass
        daß sich bei nach aus um als an ihr ihre ihnen uns unser mir mich dir dich sind war zum zur
        schon sehr bitte danke dank vielen viele grüße grüßen liebe lieber hallo guten gruß freue
        wäre würde bis morgen heute dann doch mal mehr so da in er du bin über unter durch vom gerne
    """),
    "fr": words("""
        le la les des un une et est pas ne que qui dans pour sur avec vous nous je il elle ils ce
        cette ces au aux du de en à plus par mais ou si mon ma mes votre vos notre nos son sa ses
        sont être avoir ai avez avons été fait faire tout tous bien merci bonjour cordialement
        bonne bon très aussi comme leur y se suis serait sera peut peux pouvez quand où donc
        d'accord c'est j'ai n'est qu'il moi toi ça cela demain oui non cher chère salut
    """),
    "es": words("""
        el la los las de que y en un una por con no para se es su lo como más pero sus le ya este
        esta está están sí porque cuando muy sin sobre también me hasta hay donde quien desde todo
        nos todos uno ni contra eso yo tú usted ustedes mi te nosotros ha he han hemos fue ser son
        estoy tiene tengo puede puedo gracias hola buenos días saludos un del al mañana hoy si o a
        favor estimado estimada querido muchas nuestro nuestra antes nada algo alguien alguna ella
        ellos eso aquí así entonces luego qué cómo cuándo dime quiere quieren pasada todavía tuvimos
        cuanto tanto mucho otra otro estos estas fueron hacer cada nuestros sino
    """),
    "it": words("""
        il lo la i gli le un una di che è e in per non con del della dei delle degli al alla ai
        alle nel nella da dal dalla su sul sulla si mi ti ci vi ma come se più anche sono ho ha
        abbiamo hanno essere questo questa questi quello quella cosa quando dove chi perché o
        molto tutto tutti suo sua mio mia nostro grazie ciao buongiorno saluti cordiali gentile
        caro cara domani oggi sarà può posso fatto ancora già poi loro io lei noi dell' c'è
    """),
    "nl": words("""
        de het een en van ik is dat die in te op niet zijn voor met aan er om als dan maar ook nog
        wel naar bij uit heb heeft hebben je u uw we wij ze zij hij mijn jouw ons onze deze dit wat
        hoe wordt worden kan kunnen zal zou zullen door over tot of al geen meer kunt graag dank
        bedankt groet groeten vriendelijke beste hallo goed goede morgen vandaag waar wanneer hun
        mij jullie kun ben was want omdat
    """),
    "pt": words("""
        o a os as de que e em um uma do da dos das no na nos nas por para com não se é ao aos à às
        mais mas como foi ser são está estou tem tenho seu sua seus suas meu minha isso isto este
        esta esse essa você vocês ele ela eles nós eu me lhe também já só muito quando pelo pela
        até depois sem ou obrigado obrigada olá bom dia cumprimentos atenciosamente abraço amanhã
        hoje pode posso fazer temos estamos vai vou sobre prezado caro cara antes nada alguém algo
        alguma nosso nossa nossos eles ainda assim aqui tão quer querem numa num desta deste desse
        nesta neste seja fim mês tivemos foram outro outra todos todo toda pela seguem segue boa
        eram havia estar tudo nem cada lhes que
    """),
    "pl": words("""
        i w na z do nie się to że jest o jak po co za od dla przez ale czy tak już tylko są był była
        było być może ma mam mamy mnie mi ja ty on ona my wy oni ich jego jej nas was pan pani pana
        państwa proszę dziękuję dzień dobry witam pozdrawiam pozdrowienia z poważaniem bardzo też
        także gdy kiedy gdzie który która które tego tej tym ten ta te jeśli jutro dziś będzie będę
        możemy możesz oraz lub
    """),
    "sv": words("""
        och att det som en på är av för med den till inte har de ett om jag vi du kan men var så
        från vid nu när hur eller här där ska skulle vill mycket bara också min din vår ni er oss
        mig dig hej tack hälsningar vänliga med bra idag imorgon blir blev varit efter under över
        finns får gör göra än hon han
    """),
    "da": words("""
        og at det som en på er af for med den til ikke har de et om jeg vi du kan men var så fra
        ved nu når hvordan eller her der skal skulle vil meget kun også min din vores jer os mig
        dig hej tak hilsen venlig hilsner god dag imorgen bliver blev været efter under over findes
        får gør gøre hvad hvis noget nogle hun han kære mange
    """),
    "fi": words("""
        ja on ei että se hän minä sinä me te he oli ovat olen olet olemme mutta kun jos niin kuin
        myös vain nyt sitten tämä tuo mikä joka jotka mitä kanssa mukaan vielä jo kaikki hyvä hyvää
        kiitos terveisin hei moi terve ystävällisin huomenna tänään voi voin voimme voit pitää
        minun sinun meidän teidän sen tai sekä ennen jälkeen
    """),
    "cs": words("""
        a v na se je že s z do o to i ve za by ale jako k pro po si jsem jsme jste jsou být bylo
        byl byla není nebo když jak tak už jen také co který která které tento tato toto mě mi mu
        nás vás vám děkuji děkujeme dobrý den zdravím pozdravem s pěkný prosím zítra dnes můžete
        může budu bude ještě velmi aby od při
    """),
}
#: Those of all languages.
ANY_SMALL_WORD = frozenset().union(*SMALL_WORDS.values())
#: Letters that tell by themselves.
LETTERS: dict[str, str] = {
    "ß": "de", "ñ": "es", "¿": "es", "¡": "es", "ã": "pt", "õ": "pt", "ł": "pl", "ż": "pl",
    "ś": "pl", "ź": "pl", "ę": "pl", "ą": "pl", "ř": "cs", "ě": "cs", "ů": "cs", "œ": "fr",
    "ê": "fr", "ø": "da", "æ": "da", "ì": "it", "ò": "it",
}  # fmt: skip
