"""Which words name one of several of a kind (languages, instruments, animals), in English, German,
French and Spanish: Polish does not help who needs Czech.
"""

from __future__ import annotations

import re
from functools import cache

from daemon.core.names import plain_letters

#: What is one of several: who needs one of a kind is not helped by another. The first word of a
#: line is the kind, the others all mean one of it; `taught` is what one learns or has translated.
ALTERNATIVES = """
    taught english englisch englische englischen anglais anglaise inglés
    taught german deutsch deutsche deutschen allemand allemande alemán alemana
    taught french französisch französische français française francés francesa
    taught spanish spanisch spanische espagnol español española castellano
    taught italian italienisch italien italiano italiana
    taught portuguese portugiesisch portugais portugués brazilian
    taught dutch niederländisch niederländische holländisch flämisch néerlandais neerlandés
    taught swedish schwedisch suédois sueco
    taught norwegian norwegisch norvégien noruego
    taught danish dänisch danois danés
    taught finnish finnisch finnois finlandés
    taught polish polnisch polnische polonais polaco
    taught czech tschechisch tchèque checo
    taught hungarian ungarisch hongrois húngaro
    taught russian russisch russe ruso
    taught ukrainian ukrainisch ukrainien ucraniano
    taught turkish türkisch türkische turc turco ottoman
    taught greek griechisch grec griego
    taught arabic arabisch arabe árabe
    taught hebrew hebräisch hébreu hebreo
    taught japanese japanisch japonais japonés
    taught chinese mandarin cantonese chinesisch chinois chino
    taught korean koreanisch coréen coreano
    taught hindi urdu punjabi bengali
    taught welsh walisisch gallois galés
    taught gaelic irish
    taught breton bretonisch bretón
    taught catalan katalanisch catalán
    taught basque baskisch euskera
    taught romanian rumänisch roumain rumano
    taught vietnamese vietnamesisch vietnamien vietnamita
    taught persian farsi dari persisch persan persa
    taught tigrinya amharic
    taught signing bsl gebärdensprache lsf signos
    taught latin latein latín
    taught piano pianist klavier flügel pianiste pianista
    taught organ organist orgel orgue órgano
    taught violin violinist fiddle viola geige geigen geigenlehrer bratsche violon violín
    taught cello cellist violoncelle violoncelliste chelo violonchelo
    taught bass bassist kontrabass contrebasse contrabajo
    taught guitar guitarist gitarre guitare guitarra
    taught drums drummer drum schlagzeug batterie batería
    taught flute flutist querflöte flöte flûte flauta
    taught clarinet klarinette clarinette clarinete
    taught saxophone saxophonist sax saxophon saxofonista saxofón saxo
    taught trumpet trumpeter trompete trompette trompeta
    taught trombone posaune trombón
    taught horn waldhorn
    taught accordion akkordeon accordéon acordeón
    taught harp harpist harfe harpe arpa
    taught harpsichord cembalo clavecin clavecín
    taught oboe hautbois
    taught soprano sopran sopranistin
    taught tenor tenors ténor tenöre
    taught alto altistin altstimme
    taught baritone bariton baryton barítono
    taught maths mathematics math mathe mathematik algebra geometry calculus mathématiques
    @ matemáticas
    taught physics physik physique física
    taught chemistry chemie chimie química
    taught biology biologie biología
    taught history geschichte histoire historia
    taught geography erdkunde géographie geografía
    taught philosophy philosophie filosofía
    taught python django
    taught java kotlin spring
    taught javascript typescript react angular vue
    taught rust
    taught php wordpress laravel
    taught ruby rails
    taught cobol
    taught golang
    animal dog dogs puppy hund hunde welpe chien chiens perro perros
    animal cat cats kitten katze katzen kater chat chats gato gatos
    animal horse horses pony mare pferd pferde stute cheval chevaux jument caballo yegua
    animal bee bees swarm hives bienen imker abeilles ruches abejas
    animal sheep lamb schafe moutons ovejas
    animal goat goats ziegen chèvres cabras
    animal hens chickens hühner poules gallinas
    animal cow cows cattle kühe vaches vacas
    animal parrot bird birds papagei vogel oiseau pájaro
    taught football soccer fußball fútbol foot
    taught tennis
    taught cricket
    taught rugby
    taught hockey
    taught swimming swim schwimmen natation natación
    taught climbing bouldering klettern escalade escalada
    taught chess schach échecs ajedrez
    taught yoga pilates
    taught golf
    taught rowing rudern aviron remo
    taught sailing segeln voile vela
    taught skiing ski skifahren esquí
    taught judo karate
    taught dance ballet tango salsa tanzen danse baile
"""


@cache
def load_alternatives() -> dict[str, tuple[str, str]]:
    """The kind of each word, and which of it is meant; in plain letters."""
    found = {}
    for line in re.sub(r"\n\s*@", " ", ALTERNATIVES).splitlines():
        kind, *group = line.split() or [""]
        for word in group:
            found[plain_letters(word)] = (kind, plain_letters(group[0]))
    return found
