"""Which words mean the same trade in English, German, French and Spanish: needs meet offers by
them, and the reader of needs tells by them that a trade is named. Owners add lines of their own.
"""

from __future__ import annotations

#: Words that mean one trade, one trade a line; what an owner adds looks the same.
SYNONYMS = """
    bookkeeper bookkeeping accountant accounts accounting buchhalter buchhaltung comptable
    @ comptabilité contable contador contabilidad
    tax taxes steuer steuern steuerberater steuerberatung fiscal fiscalité fiscaliste impuestos
    @ steuerberaterin
    lawyer solicitor attorney barrister counsel law legal anwalt anwältin rechtsanwalt
    @ rechtsanwältin jurist avocat avocate juriste abogado abogada
    notary notar notaire notario
    tenancy tenant tenants landlord mietrecht
    photographer photography portraits fotograf fotografin fotografie photographe photographie
    @ fotógrafo fotógrafa fotografía
    carpenter carpentry joiner joinery cabinetmaker woodworker schreiner schreinerei tischler
    @ tischlerei menuisier menuiserie carpintero carpintería
    plumber plumbing heating klempner installateur sanitär plombier plomberie fontanero
    @ fontanería
    electrician electrical electrics elektriker elektro elektrotechnik électricien électricité
    @ electricista electricidad
    painter painting decorator maler peintre pintor
    roofer roofing dachdecker couvreur
    builder construction bauunternehmer maçon albañil constructor
    architect architecture architektin architekt architecte arquitecto arquitecta arquitectura
    gardener gardening gardens landscaper landscaping gärtner gartenbau jardinier paysagiste
    @ jardinero jardinería
    estateagent realtor realty property properties flat flats apartment apartments makler
    @ immobilien immobilienmakler wohnung wohnungen immobilier inmobiliaria appartement piso pisos
    @ lettings rental rentals
    officespace office offices büro büros bureau bureaux oficina oficinas despacho
    removals removal movers relocation umzug umzüge déménagement mudanzas
    translator translation translations translate interpreter übersetzer übersetzerin
    @ übersetzungen dolmetscher traducteur traductrice traduction traductor traductora
    @ traducciones
    teacher lessons tutor tuition teaching teach unterricht lehrer lehrerin nachhilfe professeur
    @ cours profesor profesora clases
    coach coaching mentor mentoring
    designer design graphic graphics graphicdesign grafik grafiker grafikerin grafikdesigner
    @ grafikdesignerin logos graphiste graphisme diseñador diseñadora diseño
    webdesign website websites webseite webseiten homepage
    seo google
    copywriter copywriting texter texterin rédacteur rédactrice redactor redactora
    ghostwriter biography biographies biographer memoir memoirs
    editor editing lektor lektorin
    publisher publishing verlag éditeur editorial
    journalist reporter journaliste periodista
    publicist pr press
    caterer catering kitchen cook cooks chef traiteur
    vegan plantbased vegetarian
    baker bakery bäcker bäckerei boulanger boulangerie panadería
    wine wines vineyard vintner winery weine vin vins vino vinos
    nurse nurses nursing pflegekraft krankenschwester infirmier infirmière enfermero enfermera
    doctor physician arzt ärztin médecin médico médica
    dentist dental zahnarzt zahnärztin dentiste dentista
    vet veterinary veterinarian tierarzt tierärztin vétérinaire veterinario veterinaria
    physiotherapist physiotherapy physio physiotherapeut physiotherapie kiné kinésithérapeute
    @ fisioterapeuta
    psychologist therapist counsellor psychologe psychologin psychologue psicólogo psicóloga
    childcare childminder childminders childminding au-pair nanny nannies babysitter
    @ tagesmutter kita nounou niñera
    insurance insurer insurers underwriter versicherung versicherungen assurance assurances
    @ seguros
    boat boats marine yacht sailing ship
    investor investors investment venture funding seed angel investoren investisseur inversor
    bank banker banking finance
    recruiter recruitment recruiting headhunter hiring personalvermittlung recruteur
    machinelearning ml ai
    data database
    dataprotection gdpr privacy datenschutz rgpd dsgvo
    developer programmer programming coder entwickler développeur desarrollador
    video videos film filmmaker films
    dub dubbing synchronisation
    musician music musik musicien músico
    organ organs organbuilder orgel orgue órgano
    clock clocks watch watches watchmaker clockmaker horologist uhrmacher horloger relojero
    speaker speakers talks keynote speech redner conférencier ponente
    urban city cities town
    water river rivers
    tailor tailoring seamstress schneider couturier sastre
    mechanic garage mechaniker werkstatt mécanicien mecánico
    locksmith schlosser schlüsseldienst serrurier cerrajero
    printer printing druckerei imprimeur imprenta
    event events veranstaltung
    engineering technical engineers technik
    employmentlaw labour employment arbeitsrecht
    donation charity charities
    reform renovation renovations rehabilitation rehabilitación reformar umbau rénovation
    @ refurbishment
    english englisch anglais inglés
    surveyor surveying vermesser géomètre topógrafo
    optician optometrist optiker opticien óptico
    pharmacist pharmacy chemist apotheker apothekerin pharmacien farmacéutico
    midwife midwives doula hebamme sage-femme comadrona matrona
    osteopath osteopathy chiropractor osteopathe ostéopathe osteópata
    speechtherapy logopädie logopädin logopäde orthophoniste logopeda
    hairdresser hairdressing barber stylist friseur friseurin coiffeur coiffeuse peluquero
    @ peluquera
    beautician cosmetician kosmetikerin esthéticienne esteticista
    florist florists flowers floristin fleuriste florista
    butcher butchery metzger fleischer boucher carnicero
    brewer brewery brewing brauer brauerei brasseur brasserie cervecero cervecería
    distiller distillery brennerei distillerie destilería
    farmer farming farm agriculture agricultural landwirt bauer bauernhof agriculteur ferme
    @ agricultor
    @ granja
    beekeeper beekeeping bees hives honey imker imkerei apiculteur apicultor
    forester forestry arborist treesurgeon förster forestier
    cobbler shoemaker schuster cordonnier zapatero
    upholsterer upholstery polsterer tapissier tapicero
    goldsmith jeweller jewellery jewelry silversmith goldschmied schmuck bijoutier joyero joyas
    potter pottery ceramics ceramicist töpfer töpferei keramik potier céramique ceramista
    glazier glass glassblower glaser vitrier cristalero
    blacksmith farrier metalwork welder welding schmied schweißer forgeron soudeur herrero
    @ soldador
    stonemason mason masonry steinmetz tailleur
    bookbinder bookbinding buchbinder relieur encuadernador
    framer framing rahmen encadreur
    illustrator illustration illustrations illustratorin illustrateur ilustrador
    animator animation
    sculptor sculpture bildhauer sculpteur escultor
    actor actress schauspieler comédien
    dancer dance choreographer tänzer danseur bailarín
    singer singing vocal gesang sänger chanteur cantante
    choir choirs chor chœur coro
    piano pianist klavier pianiste pianista
    violin violinist fiddle geige geiger violoniste violín
    guitar guitarist gitarre guitare guitarra
    driver driving chauffeur fahrer conductor
    haulage freight forwarder forwarding forwarders shipping logistics pallets spedition spediteur
    @ transitaire transport transporteur transportista logística
    customs duty duties tariff tariffs zoll douane douanes aduanas
    pilot aviation flying
    sailor skipper rigging mast masts rigger sailmaker
    bicycle bike bikes bicycles cycle fahrrad fahrräder vélo vélos bicicleta bicicletas bici
    cleaner cleaning putzfrau reinigung ménage limpieza
    housekeeper caretaker hausmeister concierge conserje
    security penetration pentest pentester pentesting hacker cyber cybersecurity sicherheit
    @ sécurité
    @ seguridad
    sysadmin administrator hosting server servers network networks netzwerk
    wordpress webmaster typo3 drupal
    analyst analytics statistician statistics statistik statisticien estadístico
    fundraiser fundraising grants spenden collecte
    patent patents trademark trademarks
    immigration visa visas
    inheritance wills probate testament erbrecht succession herencia
    divorce mediator mediation familienrecht médiateur mediador
    mortgage mortgages hypothek hypothèque hipoteca
    pensions retirement rente retraite jubilación
    auditor audit auditing wirtschaftsprüfer
    payroll gehaltsabrechnung paie nóminas
    curator museum museums gallery galleries galerie galerien musée museo
    librarian library bibliothek bibliothécaire biblioteca
    archivist archives archive archiv archivo
    priest minister vicar pfarrer prêtre cura
    undertaker funeral funerals bestatter
    guide guided führung guía
    hotelier hotel guesthouse pension hôtel
    restaurant restaurants bistro gastronom restaurateur restaurante
    coffee roaster roastery barista kaffee café
    chocolate chocolatier schokolade chocolat
    cheese cheesemaker käse fromage fromager queso
    dietitian nutritionist nutrition ernährungsberater diététicienne nutricionista
    yoga pilates
    trainer fitness gym
    riding horse horses equine reiten pferd pferde cheval équitation caballo caballos
    dog dogs hund hunde chien chiens perro perros kennel kennels puppy
    electronics firmware embedded microcontroller
    solar photovoltaic photovoltaics photovoltaik
    battery batteries akku batterie baterías
    heatpump heatpumps wärmepumpe
    chemist chemistry chemiker
    geologist geology
    ecologist ecology biodiversity
    interior interiordesign interiors innenarchitekt innenarchitektin
    costume costumes
    lighting beleuchtung
    room rooms zimmer wg-zimmer wg lodging lodgings lodger sublet chambre habitación
    hall venue saal räume raum salle sala
    warehouse storage lager entrepôt almacén
    internship internships intern interns trainee apprentice apprenticeship praktikum
    @ praktikant stage
    @ stagiaire becario lehrling ausbildung apprenti
    maths mathematics math mathe mathematik mathématiques matemáticas
    spanish spanisch espagnol español
    french französisch français francés
    german deutsch allemand alemán
    italian italienisch italien italiano
    japanese japanisch japonais japonés
    chinese chinesisch mandarin chinois chino
    portuguese portugiesisch portugais portugués
    ux usability user-research userresearch
    logo branding brand
    sales salesman salesperson saleswoman selling sell verkauf vertrieb vente ventas
    marketing advertising adverts werbung publicité publicidad
"""
