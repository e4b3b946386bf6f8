"""Which trades, things and tasks belong to one field of work, in English, German, French and
Spanish: who talks of slates may need a roofer. Which fields there are follows the unit groups of
ISCO-08 (ILO, 2012); the words are our own.

A line is one field: its name, and its words in each language; a word may stand in several. A word
that ends in * stands for all that begin so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from daemon.core.names import plain_letters
from daemon.core.values import dataclass

#: No beginning and no end of a word that tells a field is shorter.
_LEAST = 3

FIELDS = """
    bookkeeper: accountant receipts ledger vat invoices invoicing payroll payslips spreadsheet
    @ audit* bookkeep* balances | buchführung buchhalt* belege lohnabrechnung* gehaltsabrechnung*
    @ jahresabschluss | compta comptab* paie bulletins salaires bilan | contab* nóminas facturas
    tax: vat taxes hmrc | steuer* umsatzsteuer* einkommensteuer* finanzamt | impôts fiscal* tva
    @ déclaration | hacienda impuestos renta iva
    finance: cfo investor* investment fundraising funding shareholders treasurer cashflow
    @ budgeting financ* | finanz* investor* | financ* investi* trésor* | financ* inversi* inversor*
    lawyer: legal court lawsuit sued contract* claim* dispute* conveyancing probate clause*
    @ statutes | anwalt* anwält* recht* vertrag* klage kanzlei | juridi* juriste* contrat* statuts
    @ litige tribunal bail | abogad* jurídic* contrato* arrendamiento* demanda juicio
    tenancy: landlord evict* eviction lease rent deposit | miete mieter vermieter mietvertrag |
    @ propriétaire locataire bail loyer | casero alquiler arrend* inquilin*
    patent: patents invention* inventor* trademark* | erfindung* marke* | brevet* invent* |
    @ marca*
    photographer: photo* camera* portrait* headshot* pictures | foto* fotos kamera bilder
    @ bildband | images cliché* reportage* prises | retrat* cámara imágenes
    carpenter: joiner* timber wood wooden larch oak shelves cupboard* bookcase staircase shed
    @ sheds summerhouse* treehouse* plank* | holz* regal* möbel* treppe* schrank* | bois meuble*
    @ étagère* escalier* | madera mueble* estanter* cabaña
    plumber: pipe* tap taps leak* boiler* radiator* bathroom* toilet shower drain* | rohr*
    @ wasserhahn heizung* bad badezimmer dusche toilette | fuite* tuyau* chaudière robinet* douche
    @ | baño* grifo* tubería* caldera* ducha
    heating: boiler* radiator* furnace heatpump | heizung* wärmepumpe* heizkessel | chauff*
    @ chaudière | calefac* caldera* térmic*
    electrician: wiring rewir* sockets fuse* lights plug | strom* steckdose* leitung* sicherung*
    @ | prise* tableau câbl* | enchufe* cable* luz
    solar: photovolta* panels inverter battery batteries | photovolta* solar* speicher
    @ wechselrichter | panneaux onduleur photovolta* solaire* | placas fotovolta* panel*
    roofer: roof* slate* gutter* tile* thatch* skylight* chimney* | dach* ziegel* dachrinne*
    @ schiefer* | toit* ardoise* tuile* gouttière* couvreu* zingu* | tejado* teja* gotera* pizarra
    painter: paint* wallpaper* decorating plaster* | wände streich* tapez* tapete* | peintur*
    @ papier enduit | pintur* pint* pared*
    builder: building* extension* loft foundations brick* concrete | umbau* anbau* bau*
    @ fundament maurer* | chantier* travaux extension maçon* béton | obra* ladrillo* ampliación
    reform: renovat* refurb* kitchen* bathroom* kitchens | umbau* sanier* | rénov* cuisine*
    @ réform* | reforma* cocina* baño* azulejo* albañil*
    damp: mould mold membrane* basement* cellar* waterproof* sump | feucht* schimmel* keller*
    @ abdicht* | humidité cave* moisissure* cuvelage | humedad* sótano* moho
    stonemason: wall walls drystone waller* stone* walling* | stein* mauer* trockenmauer* |
    @ pierre* muret* | muro* piedra* cantero
    gardener: garden* lawn* hedge* flowerbed* pruning pond* moss mulch landscap* | garten* rasen
    @ hecke* beet* teich* | jardin* pelouse haie* massif* élag* | jardín* césped seto* poda
    horticulture: vegetable* greenhouse* polytunnel* compost* seedling* tomato* pests aphid*
    @ allotment organic | gemüse* gewächshaus schädling* blattl* | potager maraîch* légume* semis
    @ puceron* | huert* pulgón tomat* cultivo* agricult* ecológic* plaga* lechuga*
    arborist: tree trees stump* felling branches ash sycamore | baum* bäume fällen äste | arbre*
    @ souche abatt* | árbol* tala* tocón
    forester: forest* woodland* | wald* förster* | forêt* | bosque*
    estateagent: house* flat* property mortgage* viewing* | immobil* grundstück* | logement*
    @ maison immobili* | inmueble* vivienda*
    facilities:  | hausverwalt* verwalter* verwaltung* eigentümer* weg nebenkosten hausmeister*
    @ | syndic copropriété gardien* | administrador* fincas comunidad* portero
    officespace: desk* coworking sublet* workspace* studio* | büro* schreibtisch* untermiete |
    @ bureaux sous-lou* | oficina* despacho* coworking
    lodging: room rooms lodger* lodging* sublet* flatshare | zimmer* wg untermiet* | chambre*
    @ coloc* | habitaci* piso* alquil* compart*
    removals: van vans lorry sofa boxes moving truck sprinter | transporter* umzüge umzug*
    @ kisten lieferwagen | déménag* camion* cartons fourgon* | mudanza* camión portes furgon*
    haulage: freight courier* deliver* pallet* trailer* cargo | liefer* kurier* fracht* palette*
    @ | livr* coursier* fret | reparto* mensajer* paquet*
    bicycle: bike* bikes cycl* cargo puncture* | fahrrad* rad räder | vélo* | bici* bicicleta*
    mechanic: car cars engine* brake* brakes gearbox clutch mot camper* campervan* | autos
    @ motor* werkstatt* bremsen | voiture* moteur* frein* garagiste | coche* taller* freno*
    camper: campervan* campers motorhome* conversion* van | wohnmobil* ausbau* | fourgon*
    @ aménag* | furgoneta* camperiz* autocaravana*
    boat: boats sail* hull* mooring* yacht* | boot* segel* | bateau* voilier* | barco* vela*
    locksmith: lock locks locked | schloss* schlüssel* | serrure* clé* | cerradura* llave*
    translator: translat* interpret* language* | übersetz* dolmetsch* sprach* | tradu* langue* |
    @ traduc* intérpret* idioma*
    teacher: tutor* lesson* pupil* exam* homework* gcse* | unterricht* nachhilfe* schüler*
    @ prüfung* | cours leçon* élève* examen* | clase* alumn* deberes profesor* academia
    maths: mathematic* algebra calculus geometry arithmetic statistic* | mathe* mathematik*
    @ maths | mathémat* algèbre | matemátic* álgebra
    proofreader: proofread* dissertation* thesis theses manuscript* draft* native | lektor*
    @ korrektur* doktorarbeit* diplomarbeit* masterarbeit* korrigier* | relecture* thèse* mémoire*
    @ corrig* | tesis correc*
    music: concert* orchestra* instrument* rehears* quartet* gig* choir* accompan* | chor*
    @ probe* orchester* konzert* begleit* | répétition* concert* chœur* accompagn* | ensayo*
    @ concierto* coro*
    stringinstruments: cello* violin* viola* violas luthier* strings fiddle* bow | geige*
    @ geigen* bratsche* cellist* | violon* archet alto luthier | violín* viola* chelo* lutier
    piano: pianos pianist* keyboard* accompanist* organist* | klavier* flügel pianist* |
    @ accompagnat* |
    singing: sing* sings soprano* alto* tenor* baritone* bass choir* voice vocal* | gesang*
    @ sänger* stimm* | chant* voix soprano* | canto cant* voz
    dance: danc* ceilidh* caller* calling ballroom salsa tango | tanz* tänz* | danse* bal |
    @ baile* bailar*
    sound: audio record* mixing podcast* episode* microphone* acoustic* echo | tonstudio* ton
    @ mikro* tonmeister* aufnahme* | son sonor* mixage enregistr* | sonido* grab* audio*
    lighting: lights lamp* stage* theatre* panto* rig* spotlights | licht* beleuchtung* bühne*
    @ bühnen* | éclairage* lumière* scène* théâtre* | iluminación focos escenario* teatro*
    theatre: actor* stage* costume* play panto* | bühne* schauspiel* kostüm* | comédien* costum*
    @ actor* | actriz* vestuario
    film: video* footage* editing camera* documentary film* | dreh* schnitt* | vidéo* montage
    @ tournage* | vídeo* rodaje* montaje
    designer: logo* brand* label* packaging poster* flyer* brochure* | etikett* plakat*
    @ verpackung* gestalt* | étiquette* affiche* emballage* identité charte | etiqueta* cartel*
    @ envase* marca*
    illustrator: illustrat* draw* drawing* watercolour* watercolor* sketch* botanical
    @ picturebook | illustrier* zeichn* bilderbuch* aquarell* | dessin* aquarelle* album |
    @ ilustra* dibuj* acuarela* cuento*
    webdesign: web website* homepage* site wordpress browser online webshop* | webseit*
    @ internetseite* internetauftritt* | siteweb | web* página tienda
    developer: software code* coding programm* app apps backend frontend database* api |
    @ entwickl* softwareentwickl* programmier* | logiciel* développ* codeur* | informati*
    @ programad* desarroll*
    embedded: firmware bluetooth zephyr sensor* microcontroller* circuit* pcb electronics
    @ hardware | elektronik platine* | microcontrôl* électroni* | electrónic*
    security: penetration hack* firewall phishing cyber* | sicherheit* | sécurité informatique |
    @ segurid*
    sysadmin: server* backup* network* printer* laptop* wifi | netzwerk* rechner drucker*
    @ serveur* | réseau* ordinat* | servidor* ordenador* red
    dataprotection: gdpr privacy regulator consent | dsgvo datenschutz* | rgpd données dpo |
    @ protección datos
    marketing: campaign* advert* newsletter* socialmedia instagram | werbung* kampagne* |
    @ publicit* communication réseaux | publicidad redes campaña*
    publicist: press journalist* media | presse* medien | médias | prensa medios
    copywriter: text texts copy brochure* | texte werbetext* | rédact* | redac* textos
    publisher: book* novel* manuscript* memoir* publish* | verlag* buch* roman* | éditeur*
    @ édition* livre* | editorial* libro* novela*
    printer: print* catalogue* flyers leaflet* offset | druck* katalog* kataloge | imprim*
    @ tirage* catalogue* | impres* catálogo*
    baker: bread* sourdough cake* pastry pastries oven* dough | brot* kuchen* torte* gebäck
    @ back* | pain* gâteau* pâtiss* tarte* | pan tarta* pastel* repost*
    caterer: cater* buffet* canapé* menu* banquet* guests plates catering* | häppchen festessen
    @ | traiteur* cocktail* buffets repas dînatoire* réception* | banquete* comida* bufé* catering
    chef: cook* restaurant* kitchen dishes | koch* köchin gastronom* | cuisinier* plat plats
    @ chef* culinaire* recette* | cociner* plato* receta* restaurante*
    brewer: beer* brewery ale hops malt | bier* brau* hopfen | bière* brass* | cerve* malta
    @ lúpulo
    wine: wines vineyard* grape* cellar* | winzer* wein* | vign* vin vins | vino* bodega* viñ*
    farmer: sheep cattle tractor* harvest* barn* hay | landwirt* ernte* kühe traktor* | ferme*
    @ vache* tracteur* récolte* | granja* vaca* ovejas cosecha*
    beekeeper: bee* bees hive* honey swarm* | biene* imker* honig schwarm | abeille* ruche*
    @ essaim* miel | abeja* colmena* enjambre*
    horse: horses pony mare stable* riding rider* hooves bridle | pferd* stute* stall* reit* |
    @ cheval* jument* poney* écurie* équit* | caballo* yegua* hípic* monta*
    dog: dogs puppy spaniel labrador kennel* leash walkies | hund* welpe* hunde* gassi | chien*
    @ chiot* | perro* cachorro*
    vet: animal* veterinar* lame | tierarzt* tierärzt* | vétérin* | veterin*
    animaltherapy: hydrotherapy hydro treadmill* rehabilitat* | hundephysio* | balnéo* |
    @ rehabilitación
    nurse: nursing ward* hospital* patients | pflege* station* krankenhaus* | infirm* soins |
    @ enfermer*
    care: carer* caring caregiver* elderly sleep-in sleeping night* nightcare dementia companion
    @ | betreu* pflegekraft* altenpfleg* senioren* nachtwache* | auxiliaire* personnes-âgées
    @ garde* | cuidad* mayores ancian*
    doctor: clinic* medical surgery* | arzt* ärzt* praxis | médic* cabinet médecin* | consulta*
    @ clínica*
    physiotherapist: physio* rehab* spine sports massage* | krankengymnast* massag* | kiné* |
    @ masaj* fisio*
    psychologist: therap* counsel* anxiety depress* burnout trauma | therapeut* psycholog*
    @ psychot* | thérap* | psicolog* terapia*
    childcare: childmind* nanny nannies nursery babysit* toddler* | kinderbetreu* tagesmutter*
    @ kita* | nounou* crèche* | guardería* niñera* canguro
    speechtherapy: stammer* speech | logopäd* | orthophon* | logoped*
    signlanguage: deaf bsl signing | gehörlos* gebärden* | sourd* lsf signes | sordo* signos
    hairdresser: hair haircut* | friseur* frisör* | coiff* | peluqu*
    tailor: sew* sewing dress* hem alteration* fabric* curtain* | schneider* näh* kleid* stoff*
    @ | coutur* robe* rideau* tissu* | costur* vestido* tela* cortina*
    upholsterer: sofa* armchair* upholst* | polster* sessel | tapiss* fauteuil* canapé* | tapic*
    @ sillón
    clock: clocks watch* pendulum | uhr* uhren* | pendule* horlog* | reloj*
    jeweller: ring* silver gold* necklace* | schmuck* ring* | bijou* bague* | joya* anillo*
    potter: clay kiln* glaze* pottery ceramic* | ton töpfer* keramik* | argile potier* | barro*
    @ cerámic*
    welder: weld* steel* metal* iron gate* railing* | schweiß* stahl* metall* | soudur* soudeur*
    @ acier* fer | solda* acero* hierro*
    engineer: prototype* machine* cad component* mould* | konstrukt* maschine* bauteil*
    @ ingenieur* machine* | pièce* ingénieur* prototyp* | máquina* pieza* ingenier*
    architect: architec* planning* extension* drawings plans | architekt* bauantrag* entwurf* |
    @ permis plans | arquitect* planos licencia
    surveyor: survey* boundary boundaries | vermess* grenz* | géomètre* | topógraf* drone*
    @ drohne*
    insurance: insure* premium* policy cover pension* | versicher* police | assur* mutuelle* |
    @ segur* póliza*
    mortgage: loan* bank* | kredit* darlehen* hypothek* baufinanz* | prêt* hypothèque* crédit* |
    @ hipoteca* préstamo*
    charity: trustee* fundrais* donation* volunteer* hospice* grant* lottery voluntary nonprofit
    @ | verein* ehrenamt* spende* stiftung* förder* | associat* bénévol* don dons subvention*
    @ fondation* | voluntari* asociaci* donaci* subvenci* fundación
    grants: grant* lottery funder* funding application* foundations trusts bid* | förderantrag*
    @ fördermittel* antrag* | subvention* dossiers | subvenci* solicitud*
    trustee: trustees board governors chair treasurer | vorstand* kassenwart* beirat*
    @ schatzmeister* | conseil* trésorier* | junta* tesorer* patronato
    recruiter: hire hiring vacancy vacancies cv candidate* | personal* bewerb* stelle | recrut*
    @ embauch* contrat* | seleccionar contratación
    events: event* marquee* tent* venue* festival* stage | zelt* festzelt* veranstalt* fest*
    @ feier* | tente* chapiteau* barnum salle* fête* | carpa* evento* fiesta*
    wedding: weddings bride* groom | hochzeit* braut* | mariage* mariée | boda* novia*
    speaker: keynote* talk* lecture* conference* panel* | vortrag* vorträge konferenz* tagung* |
    @ conférenc* colloque* | ponen* congreso* charla*
    research: study studies participants interview* survey* sample* | forsch* studie* probanden
    @ | étude* enquête* chercheu* | estudio* encuesta* investigaci*
    statistics: statistic* regression dataset* sampling | statistik* | statistiq* | estadístic*
    laboratory: lab labs samples assay* microscope* | labor* proben | labo* échantillon* |
    @ laborator* muestra*
    museum: museums exhibit* gallery galleries heritage collection* | ausstellung* sammlung*
    @ galerie* | musée* exposition* | museo* exposici* galería*
    archive: archives genealog* ancest* records parish | ahnen* stammbaum archiv* | généalog* |
    @ archivo*
    sports: coach* coaching goalkeeper* team referee* pitch | fußball* trainer* torwart
    @ mannschaft* | entraîn* équipe* gardien arbitre* | entrenad* portero equipo*
    climbing: climb* bouldering rope* | kletter* seil* | escalad* grimp* corde | escalada
    cleaner: clean* cleaning tidy* housekeep* | putz* reinig* | ménage nettoy* | limpi*
    scrap: clear* clearance skip rubbish junk | entrümpel* sperrmüll | débarras* encombrants |
    @ vaciad*
    chimneysweep: chimney* soot stove* flue | schornstein* kamin* | ramon* cheminée* |
    @ deshollin* chimenea*
    scaffold: scaffolding | gerüst* | échafaud* | andami*
    antiques: antique* auction* valuation* | antiquität* auktion* | brocant* antiquaire*
    @ enchères | anticuari* subasta*
    export: import* export* customs* tariff* | zoll* | douane* | aduana*
    sales: distributor* reseller* dealer* trade | vertrieb* händler* vertriebs* distribut* |
    @ revend* | ventas distribuid*
"""


#: In this order a field has its words.
LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The fields of each word of one language, and those of each beginning; in plain letters."""

    whole: Mapping[str, frozenset[str]]
    begins: Mapping[str, frozenset[str]]

    def find(self, word: str, *, compound: bool = False) -> frozenset[str]:
        """The fields that a word in plain letters belongs to; those of a `compound` also by what it
        ends with.
        """
        found: set[str] = set()
        for start in range(max(1, len(word) - _LEAST + 1) if compound else 1):
            part = word[start:]
            found |= self.whole.get(part, frozenset())
            for end in range(_LEAST, len(part) + 1):
                found |= self.begins.get(part[:end], frozenset())
        return frozenset(found)


@cache
def load_fields() -> Mapping[str, FieldWords]:
    """The words of all fields by language."""
    tables: dict[str, tuple[dict[str, set[str]], dict[str, set[str]]]] = {
        language: ({}, {}) for language in LANGUAGES
    }
    for line in re.sub(r"\n\s*@", " ", FIELDS).splitlines():
        name, _, said = line.strip().partition(": ")
        for language, group in zip(LANGUAGES, said.split("|"), strict=False):
            # A trade is called by its English name, whatever the language.
            tables[language][0].setdefault(name, set()).add(name)
            for word in group.split():
                table = tables[language][word.endswith("*")]
                table.setdefault(plain_letters(word.rstrip("*")), set()).add(name)
    return {
        language: FieldWords(*({word: frozenset(names) for word, names in table.items()}
                               for table in both))
        for language, both in tables.items()
    }  # fmt: skip
