"""Which pastimes a mail may tell a liking for, in English, German, French and Spanish: a line is
one pastime; _ joins words of one name, * stands for any ending. Trades and what everybody likes
(music, reading, travel) are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

PASTIMES = """
    kayaking kayak* canoe* kajak* kanu* kayak canoë* piragua* piragüismo
    sailing sail_* dinghy segeln segle voile dériveur vela velero navegar
    rowing sculling rudern aviron remo
    surfing surf surfen surfe surf*
    diving scuba tauchen plongée buceo
    open_water_swimming wild_swimming cold_water_swimming eisbaden nage_en_eau_froide aguas_abiertas
    climbing bouldering climb klettern bouldern kletter* escalade escalad* grimper escalar
    mountaineering alpinism* bergsteigen alpinisme montañismo
    fell_running trail_running ultras ultramarathon* traillauf berglauf trail carreras_de_montaña
    marathons marathon* half-marathon maratón
    hiking long-distance_walk* hill_walking munro* wandern weitwander* randonnée* senderismo
    orienteering orientierungslauf course_d'orientation orientación
    cycling road_bike* mountain_bik* gravel_bik* rennrad* mountainbik* radfahren cyclisme vtt
    @ ciclismo
    triathlons triathlon* triatlón
    skiing ski_touring cross-country_ski* skitour* langlauf ski_de_fond ski_de_randonnée esquí*
    fencing fechten escrime esgrima
    judo karate aikido taekwondo
    tai_chi qigong taichi
    yoga pilates
    ballroom_danc* tango salsa swing_danc* lindy_hop flamenco volkstanz milonga
    folk_danc* morris_danc* contra_danc* ceilidh* bal_folk
    chess schach échecs ajedrez
    go_club backgammon
    bridge_club contract_bridge duplicate_bridge bridgeclub
    board_games brettspiel* jeux_de_société juegos_de_mesa
    role-playing dungeons_and_dragons rollenspiel* jeux_de_rôle juegos_de_rol
    crosswords crossword* cryptic_crosswords kreuzworträtsel mots_croisés crucigrama*
    bell_ringing bellringing change_ringing rung_bells ring_bells glockenläuten
    birdwatching bird_watching birding birder* vogelbeobacht* vögel_beobachten ornithologie*
    @ observer_les_oiseaux ornitolog* observar_aves avistamiento_de_aves
    moths moth_trap* lepidopter* schmetterling* papillons mariposas
    mushrooms mushroom* fungi foraging pilze pilzesammeln champignons cueillette setas
    astronomy stargazing telescope* astronomie sternegucken télescope* astronomía telescopio*
    beekeeping keep_bees imkern imkerei apiculture apicultura
    orchids orchid* orchideen orchidées orquídeas
    bonsai* rose_growing dahlias
    sourdough sauerteig* levain masa_madre
    home_brewing homebrewing brewing_my_own bierbrauen brasser_ma_bière cerveza_casera
    fermenting kimchi kombucha fermentieren
    knitting knit crochet* stricken häkeln tricot* crochet punto ganchillo tejer
    quilting patchwork patchworkdecken
    weaving loom spinning_wheel weben webstuhl tissage métier_à_tisser telar
    embroidery cross-stitch sticken broderie bordado
    lacemaking bobbin_lace klöppeln dentelle encaje
    pottery throwing_pots töpfern poterie cerámica
    woodturning wood_turning whittling drechseln tournage_sur_bois torno
    calligraphy kalligrafie kalligraphie calligraphie caligrafía
    bookbinding buchbinden reliure encuadernación
    origami papierfalten
    watercolours watercolour* watercolor* aquarell* aquarelle acuarela*
    life_drawing sketching urban_sketch* zeichnen dessin_d'après_modèle
    film_photography darkroom analogue_photography dunkelkammer argentique cuarto_oscuro
    model_railways model_railway* model_trains modelleisenbahn* modélisme_ferroviaire
    @ maquetas_de_trenes
    model_aircraft gliders modellflug* aéromodélisme aeromodelismo
    gliding paragliding segelflug* gleitschirm* parapente planeur vuelo_sin_motor
    amateur_radio ham_radio amateurfunk radioamateur* radioafición
    vintage_cars classic_cars oldtimer* voitures_anciennes coches_clásicos
    motorcycling motorcycl* motorbike* motorrad* moto_ancienne motos_antiguas
    steam_engines steam_railway* dampflok* locomotives_à_vapeur
    genealogy family_history family_tree ahnenforschung généalogie genealogía
    local_history lokalgeschichte heimatgeschichte histoire_locale
    metal_detecting sondeln détection_de_métaux
    stamp_collecting philately briefmarken philatélie filatelia
    coin_collecting numismat* münzen_sammeln
    vinyl record_collecting schallplatten vinyles vinilos
    early_music viola_da_gamba baroque_music alte_musik musique_ancienne música_antigua
    bach kantaten cantatas cantates
    choral_singing barbershop gospel_choir chorsingen im_chor chant_choral cantar_en_un_coro
    opera oper opernhaus opéra ópera
    jazz jazzclub big_band
    bluegrass banjo ukulele
    bagpipes bagpipe* dudelsack cornemuse gaita
    accordion akkordeon accordéon acordeón
    folk_music irish_session* sessions_irlandaises irish_fiddle
    improv improvisation_theatre improtheater théâtre_d'impro teatro_de_improvisación
    amateur_dramatics am-dram laientheater théâtre_amateur teatro_aficionado
    storytelling erzählkunst conte narración_oral
    poetry_slams poetry_slam* haiku slam_de_poésie
    esperanto klingon
    latin_reading ancient_greek altgriechisch grec_ancien griego_antiguo
    cricket rugby hurling
    archery bogenschießen tir_à_l'arc tiro_con_arco
    fly_fishing angling fly-fishing fliegenfischen pêche_à_la_mouche pesca_con_mosca
    horse_riding dressage dressurreiten équitation equitación doma
    dog_agility agility sheepdog_trials hundesport
    falconry falknerei fauconnerie cetrería
    caving potholing höhlenforschung spéléologie espeleología
    geocaching letterboxing
    parkrun parkruns
    allotments allotment* schrebergarten jardins_ouvriers huerto_urbano
    permaculture permakultur permacultura
    cheese_making käsen fabrication_de_fromage hacer_queso
    narrowboats narrowboat* canal_boat* hausboot* péniche
    juggling unicycl* jonglieren jonglage malabares
    magic_tricks conjuring zauberkunst magie prestidigitation magia
    kites kite_fly* drachensteigen cerf-volant cometas
"""


#: So many letters of a word with any ending: none is shorter.
_BEGIN = 4


@cache
def _names() -> dict[str, str]:
    """The first name of each name's line."""
    names: dict[str, str] = {}
    for line in re.sub(r"\n\s*@", " ", PASTIMES).splitlines():
        group = line.split()
        for name in group:
            names.setdefault(_plain(name), group[0].rstrip("*"))
    return names


def _plain(name: str) -> str:
    return name.replace("_", " ").rstrip("*").strip()


@lru_cache(maxsize=64)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """What finds these names, the longest first."""
    starred = {_plain(one) for one in names if one.endswith("*")}
    ordered = sorted(set(map(_plain, names)), key=lambda one: (-len(one), one))
    said = "|".join(re.escape(one) + (r"\w*" if one in starred else "") for one in ordered)
    return re.compile(rf"\b(?P<name>{said})\b", re.IGNORECASE)


@cache
def _keys() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[str, str], ...]]]:
    """The names by their longest word; and by its first letters, with that word, those of which it
    may have any ending.
    """
    whole: dict[str, tuple[str, ...]] = {}
    begins: dict[str, tuple[tuple[str, str], ...]] = {}
    for name in re.sub(r"\n\s*@", " ", PASTIMES).split():
        key = max(re.findall(r"[^\W\d_]+", name), key=len)
        if name.endswith(f"{key}*"):
            begins[key[:_BEGIN]] = (*begins.get(key[:_BEGIN], ()), (key, name))
        else:
            whole[key] = (*whole.get(key, ()), name)
    return whole, begins


def may_name_pastime(words: Collection[str]) -> bool:
    """Whether these words, in small letters, leave it possible that a pastime is named."""
    return bool(_that_may_stand(words))


def _that_may_stand(words: Iterable[str]) -> frozenset[str]:
    """The names that these words, in small letters, leave possible: few of all."""
    whole, begins = _keys()
    found: set[str] = set()
    for one in words:
        if one in whole:
            found.update(whole[one])
        if one[:_BEGIN] in begins:
            found.update(name for key, name in begins[one[:_BEGIN]] if one.startswith(key))
    return frozenset(found)


def find_pastimes(sentence: str, words: Sequence[str]) -> list[tuple[str, str]]:
    """`(pastime, as it is written)` of each pastime that a sentence of these words, in small
    letters, names.
    """
    possible = _that_may_stand(words)
    if not possible:
        return []
    names = _names()
    found: dict[str, str] = {}
    for one in _pattern(possible).finditer(sentence.replace("’", "'")):
        said = one["name"].lower()
        key = next(said[:end] for end in range(len(said), 0, -1) if said[:end] in names)
        found.setdefault(names[key].replace("_", " "), one["name"])
    return list(found.items())
