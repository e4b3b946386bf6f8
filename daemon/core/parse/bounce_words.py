"""The words of delivery reports written for people, in the languages that mail systems speak:
tables only.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import one_of

#: Mail did not arrive, or not yet.
FAILED = one_of(r"""
    \bnot (?:be |been )?delivered\b
    \bfailure reasons\b|\bnot listed in\b|\bdel[ie]very (?:\S+\s+){0,9}?(?:postponed|aborted)\b
    \b(?:could|can|did|was|has|were|is) ?(?:not|n['’]t) (?:yet )?(?:be |been )?(?:deliver|reach
      |transmit|sent\b)
    \b(?:unable|trouble|not able|wasn['’]t able|failed|failure|error
      |problems?) (?:\w+ ){0,4}?(?:to deliver|delivering|in delivering|sending)
    \bundeliver
    \bnon-?delivery
    \bdelivery (?:\S+ ){0,7}?(?:fail|error|problem|delay|postpone)
    \b(?:permanent|fatal|delivery) (?:\w+ )?(?:error|failure)s?\b
    \baddress(?:es)?(?:\(es\))? failed\b
    \bfailed (?:permanently|recipients?|addresse?s?)\b|\bnot (?:yet )?been delivered\b
    \b(?:user|recipient|mailbox|address|host|domain|account) (?:is )?(?:unknown|not found
      |unavailable|disabled)
    \b(?:unknown|no such|invalid) (?:user|recipient|mailbox|address|local part|host|domain)
    \breturned (?:mail|message|to sender)\b|\bmailbox (?:\w+ )?(?:exceeds|full)
    \breturn(?:ed|ing) (?:the |your )?(?:\w+ )?(?:message|mail) to (?:the )?sender\b
    \bnicht zugestellt|\bunzustellbar|\bzustellung (?:\w+ ){0,4}?(?:fehlgeschlagen|nicht möglich)
    \bn['’]a pas (?:pu être|été) (?:remis|délivré|distribué)
    \béchec de (?:la )?(?:remise|distribution)
    \bno (?:se )?(?:ha podido|pudo|puede) (?:ser )?entreg|\bno (?:ha sido |fue )?entregado
    \b(?:impossibile|non è stato possibile) (?:recapitare|consegnare)|\bnon (?:è stato )?recapitato
    \bkon niet worden (?:bezorgd|afgeleverd)|\bniet (?:bezorgd|afgeleverd|bestelbaar)|\bonbestelbaar
    \bnão (?:pôde|foi|pode) (?:ser )?entreg|\bnie (?:mogła|może|została) (?:zostać )?dostarczon
    не может быть доставлен|送信できません|配信(?:でき|不能|に失敗)|届けることができ|送信に失敗
    无法(?:送达|投递)
    "bouncedRecipients"
    \baffected recipients?\b
    \bfinal delivery userid\b
    \bincorrectly constructed\b
    \bno valid recipients\b
    \bdelivery errors\b
    \bsmtp error\b
""")

#: The system goes on trying, or only warns.
DELAYED = one_of(r"""
    \bpostponed\b
    \bdelay(?:ed)?\b
    \bnot (?:yet )?been delivered\b
    \bwill (?:keep|continue) (?:on )?(?:trying|to try)
    \bwill be (?:re-?tried|attempted|re-?attempted)
    \bwarning message only\b
    \bstill being (?:tried|retried)
    \bdo not need to re-?send\b|\bdelivery attempts will continue\b|\bqueued for (?:further|later)
    \bwird weiter versucht|\bverzögert\b|\bretardée?\b|\bretrasad[oa]\b|\bin ritardo\b|\bvertraagd\b
""")

#: A reason that may pass although the mail was given up: the address lives.
MAY_PASS = one_of(r"""
    \b(?:mailbox|mail box|inbox|quota|storage|mailfolder|account)(?: \w+){0,3} (?:full|exceeds?
      |exceeded|over)\b
    \b(?:over|exceed\w*) (?:\w+ ){0,3}?(?:quota|storage|size|limit)
    \bmailbox full\b
    \bquota exceeded\b
    \binsufficient (?:system )?storage
    \btoo (?:big|large|many)\b
    \bsize (?:limit|exceeds)
    \bexceeds (?:\w+ ){0,3}size
    \bspam
    \bblacklist
    \bblocklist
    \bblocked\b
    \bpolic(?:y|ies)\b
    \bdmarc\b
    \bspf\b
    \bdkim\b
    \breputation\b
    \bvirus\b|\battachment\b|\bcontent (?:rejected|filter)|\bgreylist|\btemporar|\btry again\b
    \brelay(?:ing)?\b
    \bnot (?:authori[sz]ed|permitted|allowed)\b
    \btimed? ?out\b
    \bunauthenticated\b
    \b(?:4\.\d\.\d+|5\.2\.2|5\.2\.3|5\.3\.4|5\.4\.7|5\.7\.\d+)\b|\b4[25]\d[ -](?!4)
""")

#: Nobody is there: the address, or its host, does not exist.
UNKNOWN = one_of(r"""
    \b(?:user|recipient|addressee|mailbox|account|host|domain|name)s?(?: \S+){0,3}? (?:unknown
      |not found|not exist|disabled|inactive|unavailable|suspended|not recogni[sz]ed|not listed
      |invalid|unrouteable|expired)
    \b(?:unknown|no such|invalid|nonexistent|bad|unrouteable|not a valid
      |incorrect) (?:\w+ )?(?:user|recipient|mailbox|address|local[ -]part|host|domain|account
      |person|name|mail drop)
    \b(?:does not|doesn['’]t|do not|not) (?:exist|have an? (?:\S+ )?(?:account|mailbox|yahoo)
      |listed in|our customer)
    \bno (?:mailbox|account|user|valid recipients?|one)\b
    \b(?:isn['’]t|not|no longer|wasn['’]t) (?:\w+ )?(?:found|valid|in use|active|available
      |a known user)\b
    \b(?:5\.1\.\d+|5\.2\.1|5\.4\.4)\b
""")

#: Where the mail that came back begins.
RETURNED = (
    r"^[^\w\n]*(?:"
    + one_of(r"""
    (?:this|below|the following|following)(?: line)? is (?:a |the )?copy
    (?:--+ ?)?below this line
    (?:the )?(?:original|returned|unsent|undelivered) (?:message|mail|header)s?\b(?! was )
    (?:the )?headers? of (?:the|your)
    message headers? follow
    copy of (?:the|your) (?:original )?message
    original-?(?:nachricht|message)|message d['’]origine|mensaje original
""")
    + r"|(?-i:Received|Return-[Pp]ath|DKIM-Signature|MIME-Version|Message-I[Dd]"
    r"|X-[A-Za-z-]{3,40})\s?:)"
)
