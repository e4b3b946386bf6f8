"""The words that mails in German, French and Spanish hold whatever they are about: no need and no
offer is known by them. Those of English have no weight in likeness.tsv.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import words

SMALL_TALK = words("""
    mama papa mutter vater mutti vati eltern oma opa großmutter großvater sohn tochter bruder
    schwester onkel tante neffe nichte cousine kind kinder baby mädchen junge jungs leute mensch
    menschen mann frau herr damen dame freund freundin freunde bekannte bekannten nachbar nachbarin
    nachbarn kollege kollegin kollegen familie chef gast gäste person personen niemand jeder alle
    hallo liebe lieber liebes grüße gruß grüßen servus moin guten morgen abend mittag nacht tag tage
    tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minute heute gestern
    morgens abends montag montags dienstag dienstags mittwoch donnerstag donnerstags freitag samstag
    samstags sonntag wochenende ferien urlaub januar februar märz april mai juni juli august
    september oktober november dezember frühling frühjahr sommer herbst winter weihnachten ostern
    geburtstag wetter regen sonne uhr zeit mal anfang ende jahresende moment seite sache sachen ding
    dinge stück teil art weise idee ideen tipp tipps frage fragen antwort problem hilfe glück spaß
    freude sorge sorgen angst lust ahnung bescheid dank danke bitte gespräch nachfrage nachricht
    brief mail anruf telefon nummer termin treffen besuch reise weg platz stelle ort stadt dorf
    straße haus hause wohnung zimmer tür tisch küche garten arbeit job projekt geld preis kosten
    stück rest paar menge hand hände kopf herz auge augen knie rücken fuß bein gesundheit
    gut gute guter schön schöne toll super klein kleine kleiner groß große großes neu neue alt alte
    lang lange kurz viel viele wenig wenige erst erste ersten zweite letzte letzten nächste nächsten
    eigentlich endlich leider wirklich ziemlich vielleicht natürlich bisher gerade wieder immer
    inzwischen seitdem dafür dabei davon damit daran darauf drüber drunter deshalb trotzdem denn
    doch schon jetzt mehr ganz sehr gern gerne einfach bisschen eben halt mindestens höchstens
    suchen sucht suche brauchen braucht brauche finden findet gefunden fehlt haben hätten gibt geben
    gehen geht kommen kommt macht machen gemacht nehmen nimmt sagen sagt weiß wissen denken bleiben
    bleibt steht stehen liegt liegen läuft laufen wollen möchte möchten sollte müsste könnte würde
    kennt kennst einfallen einfällt sehen schauen fragen melden hören lassen bekommen gekündigt
    bringen wenden wendet vermittelt jemanden jemand zwei drei vier fünf sechs sieben acht neun zehn
    gegen entweder eher gar soll sollen wen wem wer man keiner keine keinen keinem hast habt seid
    zusammen damals drauf hauptsächlich dringend nirgends selbst selber viert zwölf elf jemandem
    zwanzig dreißig fünfzig hundert tausend euro prozent

    maman papa mère père parents fils fille frère sœur oncle tante neveu nièce mamie papi enfant
    enfants bébé garçon gens homme femme monsieur madame ami amis amie amies copain copine voisin
    voisine voisins collègue collègues famille patron invité invités personne personnes monde chacun
    tous toutes bonjour bonsoir salut coucou cher chère chers bises bisous cordialement amitiés
    merci matin soir midi nuit jour jours semaine semaines mois année années ans heure heures minute
    aujourd'hui hier demain lundi mardi mercredi jeudi vendredi samedi dimanche week-end vacances
    congé janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    printemps été automne hiver noël pâques anniversaire temps météo pluie soleil début fin moment
    fois côté chose choses truc trucs bout partie genre façon manière idée idées piste question
    réponse problème aide chance plaisir joie souci soucis peur envie suite échange nouvelle
    nouvelles message lettre téléphone numéro rendez-vous visite voyage chemin place endroit coin
    ville village rue maison appartement chambre porte table cuisine travail boulot projet argent
    prix main mains tête cœur yeux genou dos pied santé nom mètres carrés euros
    bon bonne bien beau belle grand grande petit petite nouveau vieux vieille long court
    premier première dernier dernière prochain prochaine même autre autres certain certaine
    vraiment surtout enfin toujours jamais encore déjà presque plutôt peut-être bientôt souvent
    parfois depuis pendant avant après maintenant désormais donc alors ainsi cela ceci rien tout
    beaucoup peu trop assez mieux pire absolument finalement chez voilà
    cherche cherchons chercher trouver trouvé faire fait faut faudrait aller avoir avons aurais
    être suis sommes venir vient prendre prend donner donne mettre met dire dit savoir sait voir
    vouloir veut pouvoir peut devoir doit rester reste arriver arrive passer passe tenir partir
    connaître connais aurait quelqu'un deux trois quatre cinq six sept huit neuf dix vingt trente
    quarante cinquante soixante cent mille dizaine douzaine

    mamá papá madre padre padres hijo hija hijos hermano hermana tío tía sobrino sobrina abuela
    abuelo niño niña niños bebé chico chica chicos gente hombre mujer señor señora amigo amiga
    amigos vecino vecina vecinos compañero compañera familia jefe invitado invitados persona
    personas mundo todos nadie alguien hola querido querida estimado estimada besos beso abrazo
    abrazos saludos gracias buenos buenas mañana tarde tardes noche noches día días semana semanas
    mes meses año años hora horas minuto hoy ayer lunes martes miércoles jueves viernes sábado
    sábados domingo vacaciones puente enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre primavera verano otoño invierno navidad cumpleaños tiempo lluvia sol
    principio final fin momento vez veces lado cosa cosas parte tipo manera forma idea ideas pista
    pregunta respuesta problema ayuda suerte gusto alegría pena miedo ganas mensaje carta teléfono
    número cita visita viaje camino sitio lugar ciudad pueblo calle casa habitación puerta mesa
    trabajo proyecto dinero precio mano manos cabeza corazón ojos rodilla espalda boca señales
    bueno buena bien bonito grande pequeño pequeña pequeños nuevo nueva viejo largo corto primero
    primera último última próximo mismo misma otro otra otros cierto verdad
    realmente sobre todo siempre nunca todavía aún casi quizá pronto luego desde durante antes
    después ahora entonces así esto eso nada mucho mucha muchos poco bastante mejor peor
    busco busca buscamos buscar encontrar encontrado hacer hago hace hacen falta haría vendría ir
    voy vamos tener tengo tiene tenemos estar está están ser venir viene dar doy poner decir dice
    saber sabe ver querer quiere poder puede deber debe quedar quedan llegar llega pasar llevar
    llevo dejar dejado seguir sigo ocurrir ocurre suena conoces preferiríamos gustaría dos tres
    cuatro cinco seis siete ocho nueve diez veinte treinta cuarenta cincuenta cien mil
""")
