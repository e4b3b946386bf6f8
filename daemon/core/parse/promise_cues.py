"""The turns of phrase in which somebody says what they will do, in English; tables of patterns.

Each act has its verbs; what only looks like a promise (politeness, hopes, conditions) has its own.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import one_of

_THING = (
    r"(?:it|them|this|that|these|those|the|a|an|your|my|our|all|some|any|another|one|both|what|out)"
)

#: What stands between "have" or "get" and its end: "have [the papers] ready".
_SOME = r"(?:(?!to\b|a\b|been\b|no\b)[\w'’-]+ ){1,6}"

REPLY = one_of(r"""
    let (?:you|u|ya|y'?all|everyone|everybody)(?: all| both| guys| folks| two)? know
    get back (?:to|with|at) (?:you|u|ya|y'?all|all|everyone)
    get back (?:to|with) (?:[a-z]+ ){1,3}(?:asap|soon|shortly|today|tomorrow|by|on|with)
    (?:reply|respond|answer)\b(?! for)
    (?:tell|inform|advise|notify|update) (?:you|everyone)
    keep (?:you|everyone)(?: all| both| guys)? (?:posted|updated|informed|advised|abreast|apprised)
    keep (?:you|everyone) (?:in the loop|up to date)
    follow[- ]up
    report back
    touch base
    (?:be|get|keep) (?:back )?in touch
    write (?:you|back|more|again)
    (?:confirm|advise) (?:with you|it|this|that|the|our|your|by|when|whether|as soon)
    have (?:an? )?(?:answer|update|response|reply)
""")
CALL = one_of(r"""
    call(?! (?:it|this|that|them names|the shots)\b)
    (?:phone|ring|page|text) (?:you|him|her|them)
    give (?:you|him|her|them)(?: guys)? (?:a|another) (?:quick )?(?:call|ring|buzz|shout)
    try (?:you|him|her|them) (?:again|back|later|at)
""")
INTRODUCE = one_of(r"""
    introduce (?:you|him|her|them)
    connect (?:you|the two of you|you two)
    put (?:you|the two of you|you two)(?: guys)? in (?:touch|contact)
    make (?:the|an|that) intro\w{0,9}
""")
SEND = one_of(rf"""
    (?:send|resend|re-send|forward|fed-?ex|overnight)(?! (?:my|our) (?:love|best|regards|thoughts))
    (?:e-?mail|mail|fax) (?:\w+ ){{0,2}}?(?:you|him|her|them|everyone|all|it|this|that|the|a|copies)
    (?:e-?mail|mail|fax)(?=\W*$)
    pass (?:it|this|that|them|along|the|your|on)
    (?:share|submit|deliver|provide|supply|upload|return|ship|drop off|hand) {_THING}
    (?:give|show|bring|hand) (?:him|her|them) (?:{_THING}|his|their|copies)
    (?:provide|give|show|bring|copy|cc|get|shoot|drop|hand) (?:to )?you(?! (?:to\b|a hint))
    (?:bring|post|attach) {_THING}
    get (?!you to\b){_SOME}?(?:back )?(?:over |out )?(?:to|for) you
    have {_SOME}?(?:over |out |back )?(?:to|for) you
""")
OTHER = one_of(rf"""
    (?:check|verify|double[- ]check)(?! (?:in|out)\b)
    look (?:into|at|over|through|up|for|it|them|that|this)
    find out
    ask(?:(?= (?!you\b|that\b|for your\b))|(?=\W*$))
    let (?!you\b|it\b|this\b|that\b|go\b)\w+ know
    (?:talk|speak|chat|visit|meet|touch base) (?:to|with) (?!you\b|ya\b|u\b|y'?all\b|everyone\b)
    discuss (?:it|this|that|with|these|your)
    contact
    work (?:on|up) (?!my\b)
    (?:prepare|draft|review|revise|finali[sz]e|finish|complete|fix|correct|process) {_THING}
    (?:research|investigate|resolve|handle|arrange|organi[sz]e|schedule|reschedule) {_THING}
    (?:finali[sz]e and|coordinate|update|arrange for) (?:{_THING}|[a-z]+)
    (?:change|add|remove|delete|adjust|cancel|create|build|enter|execute|sign|print|read) {_THING}
    (?:move|transfer|write|pull|gather|collect|compile|request|reserve|approve|order|buy) {_THING}
    (?:book|pay|address|cover|include|incorporate|replace|revisit|start|switch|test|try) {_THING}
    (?:redo|rework|rewrite|reissue|resubmit|recheck|re-?run) {_THING}
    set (?:up|it|this|that|them)
    take (?:care of|a (?:quick |closer |good )?(?:look|crack|stab|shot)|(?:it|this|that) up|it from)
    (?:go|run) (?:over|through|by) {_THING}
    figure (?:it|this|that|out)
    (?:sort|work|straighten|iron) (?:it|this|that|things|them) out
    see (?:what|if|whether|how) (?:i|we) (?:can|could)
    see (?:to it|that it)
    do (?:it|this|that|so|the same|these|those|them)(?! for a living)
    make (?:sure|certain)(?! you| to (?:be|have))
    make (?:the|those|these|this|that|it|your|any|all) (?:necessary )?
    make (?:arrangements|reservations|copies|changes|corrections|adjustments)
    put (?:it|you|this|that|them|together|in a (?:request|call|word)|the|a|an|your) ?
    track (?:it|this|that|them|him|her|down)
    (?:leave|give) (?:a|you|him|her|them)(?: a)? (?:message|voice\s?mail|note|heads up)
    leave (?:it|them|the [a-z]+|a copy) (?:at|with|in|on)
    pick (?:it|them|you|that|up)
    help (?:you|him|her|with|out)
    (?:remind|notify|join|show|conference|meet) (?:you|him|her|them)(?! (?:all )?there)
    (?:stop|come|swing|drop) by
    keep (?:an eye|looking|trying|working|checking)
    try (?:again|one more|once more|that|it)
    get (?:right )?(?:on|to) (?:it|this|that)\b
    get with (?:you|him|her|them|[A-Z])
    take (?:you|him|her|them|everyone) (?:to|out|off)
    get {_SOME}?(?:done|ready|fixed|signed|out|set up|sent|together|started)\b
    get {_SOME}?to (?:sign|call|send|do|look|fix|check|give|make|review|approve)\b
    get (?:it|them|this|that|those|these|with (?!you)|the|your)\b
    have {_SOME}?(?:done|ready|fixed|finished|completed|updated)\b
    have {_SOME}?(?:sent|delivered|posted|signed|standing by)\b
    have {_SOME}?(?:call|send|e-?mail|contact|fax|forward|check|mail|wash|fix|look)\b
""")
#: Whatever is done to something by an "I" who "will": not what one is, feels, knows or goes to.
ANYTHING = (
    r"(?!(?:be|have|see|use|need|want|miss|love|like|hate|know|think|remember|forget|feel|hope|wait"
    r"|die|win|lose|go|come|leave|stay|return|walk|run|drive|fly|travel|sleep|eat|drink|attend"
    r"|enjoy|keep|let|say|admit|bet|guess|make|take|get|do|give|become|seem|never|not|always|only"
    r"|just|probably|likely|stop|spend|catch|watch|play|call|hit|beat|kick|kill|turn|live|visit"
    r"|wear|marry|buy|sell|hold|assume|consider|believe|trust|understand|appreciate|join|work|put"
    r"|actually|gladly|miss|cost|recommend|bore|spare|skip|ignore|accept|blame|defer)\b)"
    r"[a-z]{3,14} (?:the|a|an|it|them|these|those|your|both|all|copies|drafts|documents)\b"
)
#: In the order in which they are tried.
ACTS = (
    ("reply", REPLY),
    ("call", CALL),
    ("introduce", INTRODUCE),
    ("send", SEND),
    ("other", OTHER),
)

_SOON = (
    r"(?:also|definitely|certainly|gladly|surely|then|still|again|now|personally|at least"
    r"|immediately|promptly|quickly|both|either|soon|first|of course|absolutely|be sure (?:to|and)"
    r"|make sure (?:to|that i|i|and)|try (?:to|and)|attempt to|do my best to|try my best to"
    r"|go ahead and|be able to|need to go and|ask (?:him|her|them) and|simply|probably just)"
)
_WILL = (
    r"(?:[’']ll|[’'` ]{1,2}ll|\swill|\sshall"
    r"|(?:[’']m|\sam|[’']re|\sare)\s(?:also\s)?(?:going\sto|gonna)"
    r"|\spromise\sto|\spromise\s(?:that\s)?(?:i|we)(?:[’']ll|\swill))"
)
#: Who will do it, and "will": the verb begins where this ends.
SUBJECT = rf"\b(?P<who>i|we){_WILL}\s(?:{_SOON},?\s){{0,3}}"
#: "Will send it tomorrow", at the beginning of what is said.
NO_SUBJECT = (
    r"^\W*(?:(?:ok|okay|sure|yes|yep|yeah|no problem|great|fine|thanks|thank you|done|got it|hi|"
    r"hello|also|and|then|but)[ ,.!:–—-]{1,4}|\w{2,14}[,:–—-]\s){0,2}"
    rf"(?:will|[’']ll|gonna)\s(?:{_SOON},?\s){{0,3}}"
)
#: "I spoke to Kim and will send it": whose will it is must be looked for before it.
CONTINUED = (
    r"(?:\band|\bbut|,)(?:\s(?:then|also|so))?\s(?:will|[’']ll)"
    rf"\s(?:{_SOON},?\s){{0,3}}"
)
#: "Let me check and get back to you."
LET_ME = (
    r"\blet\sme\s(?:check|look|find|ask|see|verify|talk|speak|get|think|dig|do|work|run)\b"
    r".{0,80}?\b(?:and|then|so)\s(?:i(?:[’']ll|\swill|\scan)\s)?(?=get back|let you|call|send|reply"
    r"|e-?mail|tell you)"
)
#: Said of oneself with a day, and only then a promise.
WITH_DAY = one_of(r"""
    \bi(?:\sshould|\splan\sto|\sexpect\sto|\sintend\sto|\saim\sto)\s(?:be\sable\sto\s)?
    \bi(?:[’']m|\sam)\s(?=sending|forwarding|calling|faxing|mailing|getting|finishing|bringing)
""")
YOU_WILL = (
    r"\byou(?:[’']ll| will| should)"
    r" (?:have(?! to\b)|get|receive|hear from (?:me|us)|be hearing from me)"
)
#: Nobody says who sends it, and yet it is promised.
FOLLOWS = (
    r"\b(?:more|further|additional|final|full|detailed) (?:[\w'’-]+ ){1,4}?"
    r"(?:will (?:follow|be (?:sent|posted|forwarded|mailed|e-?mailed|distributed|circulated"
    r"|provided|announced))|to follow)\b"
)

#: Right before "I will": it is thought, told, hoped or asked, not promised.
NOT_SAID = one_of(r"""
    (?:think|thought|guess|suppose|suspect|believe|doubt|bet|imagine|figure|feel|wish|hope|hoping)
    (?:maybe|perhaps|probably|possibly|[’']m sure|am sure|afraid|know|wonder|pretend|means|mean)
    (?:said|says|saying|told \w+|tell \w+|asked|assume|assuming|understand|understood|remember)
    (?:what|when|where|how|which|who|whom|whether|why|if|than|until|till|before|like)
    (?:the (?:one|ones|way|person|thing|things|first|last|only)|all|everything|anything|nothing)
    (?<!so )(?<!promise )that
""")
#: Anywhere before it: what is said holds only then.
CONDITION = (
    r"\b(?:if|unless|in case|should (?:you|we|i)|whether|would|provided|supposing|wherever)\b"
)
#: After it: it depends on the reader's wish, on luck or memory.
DEPENDS = one_of(r"""
    \bif (?:you|u|needed|necessary|need be|required|so|not|desired|appropriate|anyone|asked)\b
    \bif (?:interested|possible|all goes)\b
    \bif (?:i|we) (?:remember|can|could|ever|feel|must|have to|have (?:the )?(?:time|chance|any))
    \bif (?:i|we) (?:get|find|think|need|see) (?:a|an|the|some|any|around|to|that|it)\b
    \b(?:unless|whenever you|as needed|as necessary|or not|some ?day|one day|someday)\b
    \b(?:ha ?ha|lol|just kidding|jk)\b
""")
#: After a reply verb: what is told is told either way.
REPORTS = r"\bif (?:i|we|it|he|she|they|there|anything|something|the|that|this|any)\b"
NEVER = one_of(r"""
    \blet you (?:go|off|decide|be)\b
    \bgive you (?:a (?:dollar|hint|break|hug|kiss)|credit)\b
    \bsend (?:my|our) (?:love|regards)\b
    \badd that\b
""")
#: Before it: an invitation, not a promise.
INVITES = r"\b(?:why don[’']t you|how about|feel free)\b"
#: After a verb of answering: it is told either way, as soon as it is known.
ONCE_KNOWN = r"\W*(?:as soon as|when|once|if)\s(?:i|we|it|he|she|they|there)\b"
