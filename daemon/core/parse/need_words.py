"""The words by which people show that something is looked for, missing, lost, free or done for
others, in classes that four languages share: what the learned model of needs and offers sees.

One class a line group: a word, a phrase of up to three words joined by _, or a beginning that ends
with *. A word may stand in several classes.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import words

#: Class by name; the names stand in need_weights.tsv, so a changed one wants a new training.
CLASSES: dict[str, frozenset[str]] = {
    "seek": words("""
        looking_for searching seeking hunting hunt lookout after chasing scouting in_search
        trying_to_find track_down asking_around shopping_around on_the_lookout in_the_market
        searching_for hiring recruiting recruit hire looking_to find get_hold
        suche suchen sucht suchst gesucht suchten auf_der_suche umsehen umschauen fahnde* finden
        auftreiben dringend_gesucht
        cherche cherchons cherchent cherchez recherch* à_la_recherche trouver dénicher en_quête
        recruter recrutons embaucher dégoter
        busco buscamos buscando busca buscan se_busca en_busca encontrar dar_con contratar
        a_la_caza localizar
    """),
    "need": words("""
        need needs needed require requires could_do_with could_use wanted want wants would_love
        desperate crying_out must_have have_to_find ought_to would_like will_need shall_want
        in_need dream wish hoping keen_on wouldn't_go_amiss very_welcome change_everything
        brauche brauchen braucht bräuchte* benötig* wünsch* hätte_gern hätten_gern nötig
        dringend händeringend verzweifelt am_liebsten
        besoin faut faudrait aimerait aimerions aimerais voudrait voudrions voudrais souhait* rêve
        nécessaire urgent
        necesit* hace_falta haría_falta hacen_falta haría_falta vendría_bien vendría me_convendría
        queremos quisiera quisiéramos querríamos urge hace_mucha_falta
    """),
    "lack": words("""
        no without nobody none missing lack lacks lacking short short-handed shorthanded lacked
        not_a_single haven't_got hasn't_got haven't hasn't not_one no-one nowhere never_found
        don't_have doesn't_have do_not_have no_one down_to_one desperately_short short_of
        not_found not_yet still_no
        kein keine keinen keinem keiner niemand niemanden ohne fehlt fehlen fehlte mangelt
        nirgends nirgendwo nichts
        manque manquent manquons personne aucun aucune sans introuvable* plus_de plus_personne
        n'avons_pas pas_de fait_défaut font_défaut nulle_part
        nadie ningún ninguna ninguno sin falta faltan no_tenemos no_tengo no_hay no_encuentro
        no_encontramos no_damos cortos nos_faltan nos_falta
    """),
    "loss": words("""
        retired retiring retires left leaving gone died closed closing cancelled canceled
        pulled_out backed_out bust let_down quit notice stood_down standing_down stepped_down
        stepping_down emigrated outgrown lost broke broken failed flooded burnt burned ends
        runs_out run_out expires expired fell_through dropped_out given_up passed_away shut
        moved_away maternity sick shingles kaput packed_up packed_in conked resigned resigns
        booked_up fully_booked snowed_under drowning overwhelmed stolen leaks collapsed demolished
        torn_down let_us_down ill resigned vanished beyond_me eating_my
        gekündigt kündigt kündigung pensioniert rente ruhestand weggezogen abgesagt geschlossen
        ausgefallen fällt_aus abgerissen kaputt ausgebucht verstorben gestorben schließt aufgehört
        hört_auf elternzeit abgesprungen krank brennt läuft_aus überfordert weggefallen
        retraite quitte quittent fermé ferme annulé lâché panne complet complets désisté partie
        parti décédé démissionné démission déborde* noie cassé résilié brûlé
        jubil* se_ha_ido se_fue se_fueron cerró cerrado falló fallado cancelado roto rota
        desbordad* se_muda dejado_tirados plantado se_ha_roto murió baja ahoga
    """),
    "know": words("""
        know_a know_an know_any know_anyone know_anybody know_someone know_somebody know_of
        do_you_know happen_to_know would_you_know recommend recommendation* recommended suggest
        suggestions suggestion ideas any_idea hear_of heard_of hear_about come_across think_of
        pass_the_word spread_the_word pass_it_on send_them our_way my_way let_me_know grateful tip
        tips point_me put_me_in put_us_in who_do_you whom_do_you bump_into spot ring_me
        drop_me in_your_circle in_your_network you_know who_does who_did your_contacts contacts
        if_you_know if_you_hear any_takers pass_on the_name_of the_number_of where_does one_begin
        where_to_start whom_to_ask know_where up_your_sleeve know_who any_leads
        kennst kennen_sie kennt_ihr kennt_jemand weißt_du wisst_ihr wüsstest wüsste empfehl*
        tipp tipps sag_bescheid sagt_bescheid hörst umhören umhörst weitersagen adresse an_der_hand
        ideen idee vermitteln zu_wem wen_fragt wer_kann melde_dich hast_du_eine
        connais connaissez connaîtr* recommand* conseill* adresse idée idées entends_parler
        entendez_parler fais_signe faites_signe si_tu si_vous une_piste quelqu'un_à
        vers_qui par_qui passe_le_mot faire_passer bouche_à à_qui
        conoces conocéis conoce_usted conoce_a sabes_de sabéis recomend* te_enteras os_enteráis
        se_entera si_conoces si_sabes alguna_idea corre_la_voz pasa_la_voz contacto teléfono_de
        a_quién avísame avisadme
    """),
    "anyone": words("""
        anyone anybody someone somebody whoever people_who one_who a_person
        jemand jemanden jemandem irgendwer wer wen irgendjemand* wem
        quelqu'un qui
        alguien quien quién quienes alguno
    """),
    "start": words("""
        set_up started start_up opened opening launched qualified trained registered retrained
        freelance freelancing self-employed own_account independent gone_freelance handed_in
        handed_her branched branch_out practise practising practice gone_into took_over
        taken_over taken_up quit_the day_job by_trade own_business on_my_own on_her_own on_his_own
        went_back gone_back since_i_retired building_up for_a_living nowadays these_days finally
        licence certificate graduated sideline on_the_side as_of has_opened has_started has_set
        begun turned_my turned_the background specialise* specialize* new_career career
        selbständig selbstständig freiberuflich eröffnet gegründet übernommen ausbildung
        abgeschlossen fertig hauptberuflich nebenbei inzwischen neuerdings betreibe betreiben
        spezialisier* bin_jetzt aufgemacht
        monté monte ouvert ouvre lancé lancée lance installé installée à_mon_compte diplôme
        diplômé* indépendant* à_son_compte désormais reconvert* auto-entrepreneur* repris me_suis
        s'est_lancé* s'est_installé* spécialis* formation
        abierto abrió montado por_mi_cuenta por_su_cuenta título autónom* he_montado he_abierto
        me_dedico nos_dedicamos se_dedica desde_que especializ* ahora_soy me_animé titulad*
    """),
    "do": words("""
        teach teaches teaching run runs running build builds building make makes making repair
        repairs repairing mend mends restore restores offer offers offering give gives giving
        translate translates edit edits tutor tutors tutoring coach coaches train trains rent
        rents let lets hire_out rent_out lend lends lending host hosts print prints grow grows
        breed breeds sell sells selling supply supplies import imports design designs write_grant
        mentor mentors advise advises photograph represent specialise lead leads bake
        bakes brew brews tune tunes fix fixes install installs sew sews do_the do_a does paint
        paints play plays provide provides collect collects doing take_on takes_on clean cleans
        organise manufacture consult consulting writing selling managing leading developing help
        helps helping lessons classes courses workshops
        tuition repairing keep_bees can_do in_demand sees
        unterrichte* gebe gibt geben baue bauen repariere* mache machen biete bieten bietet
        vermiete* verleihe* verleiht übersetze* restauriere* berate* verkaufe* züchte* drucke*
        coache leite leiten liefere* fotografiere* schreibe gestalte* nähe entwickle* stelle_her
        donne donnons fais faisons fait propose proposons répare loue louons prête vends vendons
        fabrique* traduis enseigne accompagn* organise* restaure* élève* accueille* imprime*
        assure cours ateliers
        doy damos da hago hacemos hace ofrezco ofrecemos ofrece arreglo arreglamos alquilo
        alquilamos vendo vendemos traduzco enseño imparto fabric* reparo reparamos llevo_años
        organizo organizamos diseño presto clases talleres cursos
    """),
    "free": words("""
        free spare empty available unused idle vacant room_for space_for spaces places slots
        evenings_left going_spare surplus left_over to_give_away looking_for_a_home new_home
        good_home good_homes homes for_sale bookings booking can_take could_take take_on
        half-empty doing_nothing gathering_dust underbooked capacity stands_empty going_cheap
        going_begging to_let to_rent can_be_hired can_be_borrowed hired borrowed
        welcome glad_to happy_to would_welcome open_to open_for taking_on taking has_two has_room
        have_room more_work too_many need_to_shift get_rid_of give_away fetch collect_it
        at_cost for_nothing for_free free_of first_come whoever undersubscribed takers
        in_the_loft getting_rid can_go must_go to_whoever squeeze_in waiting_list a_few_more
        come_and_take quiet quieter thin gaps has_gaps looking_for_work interested
        frei freie freien leer übrig abzugeben verschenken verkaufen vermieten plätze platz
        kapazität* staubt steht_leer abgeben verschenke* zu_haben kostenlos umsonst geschenkt
        gerne_noch noch_zwei noch_plätze annehmen darf_weg muss_weg zu_vermieten ausgelastet
        rumsteht herum gern auch_für zur_verfügung ausleihen auszuleihen
        libre libres dispo disponible* places vide donner louer vendre à_donner à_louer à_vendre
        à_disposition prêter place_pour encore_de inoccupé* gratuit gratuitement volontiers
        prends_encore débarrass* me_sépare dort restent_des il_reste complets ouvertes
        plazas regal* alquil* sobra* hueco huecos cede dona donamos gratis acepto aceptamos
        cogiendo disponible disponibilidad vacía vacío quedan sin_usar ocasión encargos
        a_disposición préstamo
    """),
    "client": words("""
        clients client customers customer pupils pupil students commissions commission patients
        diary agenda inquiries enquiries contracts beginners families for_others tenants lodgers
        bookings local_firms small_firms charities children_and adults takers referral referrals
        mandanten kunden schüler patienten aufträge klienten kundschaft
        clients élèves patients commandes chantiers particuliers
        clientes alumnos pacientes encargos pedidos particulares
    """),
    "price": words("""
        rate rates fee fees an_hour per_hour a_month a_day the_price price cost £ € $ reduced
        discount sliding euro euros quid
        stunde preis honorar euro
        l'heure tarif prix heure
        hora precio tarifa euros
    """),
    "done": words("""
        found sorted filled no_longer solved decided hired already thanks_anyway is_closed
        now_closed any_more anymore not_any found_one settled has_found we've_got is_solved
        sold sold_out all_gone has_gone don't_need didn't_need doesn't_need no_need needn't
        is_filled been_filled sufficient enough
        gefunden besetzt erledigt verkauft vergeben nicht_mehr schon_gefunden geklärt weggegangen
        zum_glück vermietet
        trouvé plus_besoin pourvu pourvue vendu vendue n'est_plus déjà casé finalement loué
        encontrado ya_hemos cubierta vendido vendida ya_no ya_tenemos ya_está alquilado se_cubrió
        al_final apareció
    """),
    "past": words("""
        used_to would_have had_been years_ago back_then once_upon had_i if_ever last_winter
        last_year when_i_was in_those_days told_me in_the_end turned_down until_the were_looking
        was_looking were_desperate
        damals früher hätte hätten einmal vor_jahren suchten erzählt
        autrefois jadis à_l'époque dans_le_temps cherchait avait
        antes aquellos en_aquellos buscaban entonces buscaba
    """),
    "office": words("""
        attachment attached attach invoice invoices meeting minutes call report deadline document
        documents signature signed copy pdf email e-mail reply answer response date patience
        holiday confirm confirmation draft slides spreadsheet order contract password budget
        schedule agenda_item feedback please_find review approve update version form page
        figures numbers file files request information deal prices price_list approval
        rechnung termin angebot unterschrift anhang anbei protokoll antwort geduld urlaub
        rückmeldung unterlagen bestellung frist passwort
        facture réunion jointe pièce devis signature réponse rendez-vous date dossier commande
        courage patience vacances
        factura reunión adjunto firma firmes respuesta fecha pedido cita documento vacaciones
        paciencia
    """),
    "bulk": words("""
        % sale unsubscribe renew basket subscription subscribe newsletter offer_ends members
        shipping checkout limited_time coupon deals click
        newsletter abmelden rabatt
        abonnement newsletter désabonn* remise
        suscripción boletín descuento
    """),
    "favour": words("""
        could_you can_you would_you will_you could_i can_i may_i please do_you_mind
        könntest_du kannst_du können_sie könnten_sie bitte
        peux-tu pouvez-vous pourrais-tu pourriez-vous peux_tu
        puedes podrías puede_usted podéis me_puedes
    """),
    "kin": words("""
        son daughter nephew niece brother-in-law sister-in-law mother-in-law father-in-law wife
        husband cousin sister brother mother father mum dad colleague friend neighbour neighbor
        flatmate roommate uncle aunt grandson granddaughter partner lad boys girls kids
        sohn tochter neffe nichte schwager schwägerin frau mann cousine schwester bruder mutter
        vater kollege kollegin freund freundin nachbar nachbarin enkel bub
        fils fille neveu nièce beau-frère belle-sœur femme mari cousin cousine sœur frère mère
        père collègue ami amie voisin voisine
        hijo hija sobrino sobrina cuñado cuñada mujer marido primo prima hermana hermano madre
        padre compañero compañera amigo amiga vecino vecina
    """),
    "group": words("""
        choir band club school team society museum practice charity office firm department
        orchestra quartet church parish council college lab company start-up startup trust ward
        hospital shop theatre group association committee university factory farm
        chor verein schule praxis kanzlei büro firma gemeinde labor theater betrieb museum
        chorale association école cabinet mairie théâtre labo entreprise boîte atelier club
        coro asociación colegio escuela taller empresa club teatro cooperativa parroquia
    """),
    "me": words("""
        i we i'm we're i've we've i'd we'd i'll we'll me us my our mine ours myself ourselves
        ich wir mir uns mich mein meine meinen meinem meiner unser unsere unseren unserem unserer
        je j' nous m' mon ma mes notre nos on moi
        yo nosotros me nos mi mis nuestro nuestra nuestros nuestras
    """),
    "you": words("""
        you your yours u du dich dir dein deine deinen ihr euch euer eure sie ihnen ihre
        tu te t' ton ta tes vous votre vos toi tú ti tus usted ustedes os vuestro vuestra
    """),
    "they": words("""
        he she they him them his her their er seine il elle ils elles leur él ella ellos su sus
    """),
}

#: How names of trades end, beside those that trade_names.py lists.
TRADE_ENDINGS = (
    "ologist", "ographer", "ician", "keeper", "maker", "smith", "wright", "tutor", "teacher",
    "trainer", "therapist", "player", "writer", "reader", "driver", "worker", "builder", "fitter",
    "minder", "sitter", "dresser", "gardener", "designer", "developer", "engineer", "singer",
    "analyst", "lawyer", "adviser", "advisor", "surveyor", "planner", "assistant", "technician",
    "operator", "instructor", "supplier", "distributor", "investor", "sponsor", "mentor", "agent",
    "volunteer", "volunteers", "partner", "nurse", "dentist", "cleaner", "cook", "chef", "plumber",
    "lehrer", "lehrerin", "meister", "berater", "beraterin", "entwickler", "macher", "bauer",
    "arzt", "ärztin", "anwalt", "anwältin", "pfleger", "pflegerin", "platz", "unterricht",
    "werkstatt", "therapeut", "therapeutin", "fahrer", "helfer", "partner", "raum", "zimmer",
    "eur", "euse", "iste", "ier", "ière", "teur", "trice", "logue",
    "ero", "era", "ista", "dor", "dora", "ólogo", "óloga", "ario", "aria", "sor", "sora",
)  # fmt: skip
