"""Whole questions to which nobody waits for an answer: greetings, rhetoric, small talk, in seven
languages; tables of patterns only.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import one_of

#: Greetings and fillers.
IDLE_QUESTIONS = one_of(r"""
    (?:hi|hello|hey)?\W*(?:\w+\W+)?how(?:'s| is| are| have)? (?:you|it going|things)\b.{0,30}
    (?:hi|hello|hey)?\W*(?:\w+\W+)?how (?:the|in) \w+ are you\b.{0,30}
    how(?:'s| is) everything\b.{0,30}
    (?:it|he|she) \w+
    do you yahoo
    (?:having|experiencing) (?:\w+ )?(?:problems|difficulties|trouble)
    who knows\b.{0,80}
    (?:forgot|forgotten|lost) your \w+
    (?:any |got |have |more )?(?:other |further )?(?:questions|problems)(?: or \w+)?
    any (?:other |further )?comments or questions
    (?:what'?s up|how do you do|you know|guess what|who knows|why not|know what i mean|need help)
    (?:(?:oh )?really|right|huh|eh|hm+|what|isn'?t (?:it|that) \w+|can you believe (?:it|that|this))
    wie geht'?s.{0,25}
    wie geht es (?:dir|ihnen|euch).{0,20}
    (?:alles (?:gut|klar)(?: bei \w+)?|noch fragen|echt|na)
    (?:comment )?(?:ça|ca) va.{0,20}
    (?:comment (?:allez-vous|vas-tu|vas tu).{0,20}|des questions|quoi de neuf)
    (?:¿ ?)?(?:cómo|como) (?:estás?|está usted|están|te va|vas?).{0,20}
    (?:¿ ?)?qué tal.{0,20}
    alguna pregunta
    (?:hoe gaat het.{0,25}|hoe is het.{0,25}|nog vragen)
    (?:come (?:stai|sta|va|state).{0,20}|tutto bene)
    (?:tudo|como) (?:bem|vai|está).{0,20}
""")

_FINE = (
    r"(?:great|cool|nice|funny|fun|sweet|lovely|pretty|beautiful|wonderful|amazing|awesome|weird"
    r"|strange|sad|crazy|ironic|cute|exciting|grand)(?: or what)?"
)
_IT = r"(?:it|this|that|life|he|she|they)"
#: What its writer has answered already.
RHETORIC = one_of(rf"""
    (?:is|ai|was|are|wo|would)n['’]?t {_IT} (?:be )?(?:just |so )?{_FINE}
    (?:do|does)n['’]?t (?:you|it|that|this) (?:just )?(?:love|hate|beat|figure)\b[^?]{{0,50}}
    where (?:did|does|has) (?:all )?(?:the|that) time (?:go|gone)
    (?:so )?how {_FINE} (?:is|was) (?:that|this|he|she|it)
    (?:need i say more|what else is new|what (?:was i|were (?:they|you)) thinking|who cares)
    (?:are you|you['’]?(?:re| have to be|ve got to be| must be)) kidding(?: me)?
    who (?:would|could) have (?:thought|guessed|known)\b[^?]{{0,40}}
    guess (?:what|who|when|where|how)\b[^?]{{0,40}}
    (?:wer weiß|wer hätte das gedacht|was soll['’]?s|wo (?:ist|bleibt) (?:nur |bloß )?die zeit)
    (?:ist|wäre) (?:das|es) nicht (?:schön|toll|klasse|super|wunderbar|herrlich|komisch|verrückt)
    (?:qui sait|(?:ce n[’']est|c[’']est) pas (?:beau|génial|super|formidable))
    (?:quién sabe|qué más da|no es (?:genial|increíble|maravilloso|estupendo))
    (?:wie weet|is (?:dat|het) niet (?:leuk|mooi|geweldig|prachtig))
    (?:chissà|chi lo sa|non è (?:bello|fantastico|meraviglioso|incredibile))
    (?:quem sabe|quem diria|não é (?:ótimo|lindo|incrível|maravilhoso))
""")

_BEFORE = r"(?:(?:and|so|hey|hi|well|anyway|und|na|et|alors|y|e|en)\W+)?(?:¿ ?)?"
_TIMES = (
    r"(?:day|night|evening|weekend|week|trip|holidays?|vacation|christmas|xmas|thanksgiving|easter"
    r"|new years?|break|flight|birthday|summer|good time|time off|honeymoon)"
)
_THERE = r"(?: (?:going|in|at|with|off|so far|yesterday|over|back|there|up|down|out)\b[^?]{0,30})?"
_FREIE_ZEIT = r"(?:wochenende|urlaub|ferien|feiertage|tag|abend|reise|weihnachten|ostern)"
_CONGE = r"(?:week-?end|vacances|journée|soirée|voyage|fêtes|noël|congés)"
_OCIO = r"(?:fin de semana|vacaciones|viaje|navidades|día|fiestas)"
_SVAGO = r"(?:weekend|week-end|vacanze?|viaggio|feste|natale|giornata|serata)"
#: Asked out of kindness, of times that are over and of how somebody is.
SMALL_TALK = _BEFORE + one_of(rf"""
    how (?:was|were) (?:your|the|y['’]?all['’]?s) (?:\w+ )?{_TIMES}{_THERE}
    how(?:['’]?s| is| are) (?:your|the) (?:\w+ )?{_TIMES} (?:going|so far)
    how(?:['’]?s| is| are| was) (?:life|(?:the|your) (?:family|kids|weather)){_THERE}
    did (?:you|u|y['’]?all)(?: all| guys)? have an? (?:\w+ ){{0,2}}{_TIMES}{_THERE}
    did (?:you|u|y['’]?all)(?: all| guys)? enjoy (?:your|the) (?:\w+ )?{_TIMES}{_THERE}
    wie war(?:en)? (?:dein|euer|ihr|das|der|die)e? (?:\w+ )?{_FREIE_ZEIT}\b[^?]{{0,30}}
    (?:hattest du|hattet ihr|hatten sie) (?:ein|eine|einen)?n? ?\w+ {_FREIE_ZEIT}
    comment (?:s[’']est|se sont) passée?s? (?:ton|ta|tes|votre|vos|le|la|les) {_CONGE}
    (?:tu as|vous avez|as-tu|avez-vous) passé (?:un|une|de) \w+ {_CONGE}
    cómo (?:estuvo|fue|fueron|te fue en) (?:tus?|el|las?|los|sus?) {_OCIO}
    com['’]è andat[oa] (?:il|la|le|lo) (?:tu[oae] )?{_SVAGO}
    hoe (?:was|waren) (?:je|jullie|uw|het|de) (?:weekend|vakantie|reis|dag|feestdagen)
    como (?:foi|foram) (?:[oa]s?) (?:[st]eu |[st]uas? )?(?:fim de semana|férias|viagem)
""")
