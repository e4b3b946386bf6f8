"""Which words name one of several of a kind (languages, instruments, animals), in English, German,
French and Spanish: Polish does not help who needs Czech.
"""

from __future__ import annotations

import re
from functools import cache

from daemon.core.names import plain_letters

#: What is one of several: who needs one of a kind is not helped by another. The first word of a
#: line is the kind, the others all mean one of it.
ALTERNATIVES = """
    language english englisch englische englischen anglais anglaise inglés
    language german deutsch deutsche deutschen allemand allemande alemán alemana
    language french französisch französische français française francés francesa
    language spanish spanisch spanische espagnol español española castellano
    language italian italienisch italien italiano italiana
    language portuguese portugiesisch portugais portugués brazilian
    language dutch niederländisch niederländische holländisch flämisch néerlandais neerlandés
    language swedish schwedisch suédois sueco
    language norwegian norwegisch norvégien noruego
    language danish dänisch danois danés
    language finnish finnisch finnois finlandés
    language polish polnisch polnische polonais polaco
    language czech tschechisch tchèque checo
    language hungarian ungarisch hongrois húngaro
    language russian russisch russe ruso
    language ukrainian ukrainisch ukrainien ucraniano
    language turkish türkisch türkische turc turco ottoman
    language greek griechisch grec griego
    language arabic arabisch arabe árabe
    language hebrew hebräisch hébreu hebreo
    language japanese japanisch japonais japonés
    language chinese mandarin cantonese chinesisch chinois chino
    language korean koreanisch coréen coreano
    language hindi urdu punjabi bengali
    language welsh walisisch gallois galés
    language gaelic irish
    language latin latein latín
    instrument piano pianist klavier flügel pianiste pianista
    instrument organ organist orgel orgue órgano
    instrument violin violinist fiddle viola geige geigen geigenlehrer bratsche violon violín
    instrument cello cellist violoncelle violoncelliste chelo violonchelo
    instrument bass bassist kontrabass contrebasse contrabajo
    instrument guitar guitarist gitarre guitare guitarra
    instrument drums drummer drum schlagzeug batterie batería
    instrument flute flutist querflöte flöte flûte flauta
    instrument clarinet klarinette clarinette clarinete
    instrument saxophone saxophonist sax saxophon saxofonista saxofón saxo
    instrument trumpet trumpeter trompete trompette trompeta
    instrument trombone posaune trombón
    instrument horn waldhorn
    instrument accordion akkordeon accordéon acordeón
    instrument harp harpist harfe harpe arpa
    instrument harpsichord cembalo clavecin clavecín
    instrument oboe hautbois
    instrument soprano sopran sopranistin
    instrument tenor tenors ténor tenöre
    instrument alto altistin altstimme
    instrument baritone bariton baryton barítono
    subject maths mathematics math mathe mathematik algebra geometry calculus mathématiques
    @ matemáticas
    subject physics physik physique física
    subject chemistry chemie chimie química
    subject biology biologie biología
    subject history geschichte histoire historia
    subject geography erdkunde géographie geografía
    subject philosophy philosophie filosofía
    code python django
    code java kotlin spring
    code javascript typescript react angular vue
    code rust
    code php wordpress laravel
    code ruby rails
    code cobol
    code golang
    animal dog dogs puppy hund hunde welpe chien chiens perro perros
    animal cat cats kitten katze katzen kater chat chats gato gatos
    animal horse horses pony mare pferd pferde stute cheval chevaux jument caballo yegua
    animal bee bees swarm hives bienen imker abeilles ruches abejas
    animal sheep lamb schafe moutons ovejas
    animal goat goats ziegen chèvres cabras
    animal hens chickens hühner poules gallinas
    animal cow cows cattle kühe vaches vacas
    animal parrot bird birds papagei vogel oiseau pájaro
    sport football soccer fußball fútbol foot
    sport tennis
    sport cricket
    sport rugby
    sport hockey
    sport swimming swim schwimmen natation natación
    sport climbing bouldering klettern escalade escalada
    sport chess schach échecs ajedrez
    sport yoga pilates
    sport golf
    sport rowing rudern aviron remo
    sport sailing segeln voile vela
    sport skiing ski skifahren esquí
    sport judo karate
    sport dance ballet tango salsa tanzen danse baile
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
