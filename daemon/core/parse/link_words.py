"""What tells a link to something worth reading from all other links in a newsletter; tables only:
parts of addresses that name an action, a tracker or a person, and the words under such links.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import words

#: Parameters that only count or recognise readers. What is not here and not in `CONTENT` makes a
#: link unusable: nobody can say whether it is needed or whom it names.
TRACKING = words("""
    fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh li_fat_id mkt_tok
    mc_cid mc_eid _hsenc _hsmi hsctatracking vero_id vero_conv oly_enc_id oly_anon_id wickedid
    ck_subscriber_id s_cid sc_cid cmpid cmp ref ref_ ref_src ref_url source src trk trkcampaign
    trkinfo partner partnerid xtor wt_mc wt.mc_id wtmc nl nlid cid rss newsletter mailing
    campaign campaign_id campaignid cm_mmc ncid icid ito ftag ftcamp smid smtyp sfmc_sub
    sfmc_id sk spmailingid spuserid spjobid spreportid elqtrackid elqtrack elq bsft_clkid bsft_uid
    bsft_eid emci emdi ceid ea.tracking.id at_medium at_campaign at_custom1 pk_campaign pk_kwd
    pk_source mtm_campaign mtm_source mtm_medium mtm_keyword piwik_campaign amp share r via
    referrer from feature si isfreemail publication_id post_id triedredirect token email e uid
    user user_id userid subscriber subscriber_id sid_ recipient recipient_id contact contactid
    member hash sig signature key s_kwcid tag part format utm
""")
#: Whole families of them.
TRACKING_PREFIXES = ("utm_", "hsa_", "mtm_", "pk_", "at_", "et_", "sfmc", "bsft_", "sp_", "mc_")
#: Parameters that say which page is meant.
CONTENT = words("""
    id p page_id article articleid article_id art story storyid story_id sid aid nid node item
    itemid post postid doc docid num no issue v watch news newsid news_id text entry title name
    chapter date year month lang
""")

#: First labels of hosts that only count and pass on.
REDIRECTING_LABELS = words("""
    click clicks link links trk track tracking t e em email mail mailing m go r rd redirect redir
    url ct lt el c l out elink clk x response reply mkt mktg info.mail news-mail emm click1 tr
    ablink ablinks lnks lnk em1 view
""")
#: Hosts (and all below them) of services that shorten, count or send for others.
REDIRECTORS = words("""
    t.co bit.ly bitly.com lnkd.in tinyurl.com ow.ly buff.ly goo.gl is.gd j.mp dlvr.it ift.tt fb.me
    amzn.to trib.al rb.gy cutt.ly shorturl.at tiny.cc feedproxy.google.com feeds.feedburner.com
    list-manage.com list-manage1.com list-manage2.com mailchimp.com campaign-archive.com mailchi.mp
    sendgrid.net sendgrid.com mandrillapp.com mailgun.org mailgun.net sparkpostmail.com awstrack.me
    amazonses.com hubspotlinks.com hubspotemail.net hs-sites.com exct.net exacttarget.com rs6.net
    constantcontact.com cmail19.com cmail20.com createsend.com createsend1.com mailerlite.com
    mlsend.com sendinblue.com sibforms.com brevo.com klaviyo.com klclick.com klclick1.com
    customeriomail.com convertkit-mail.com convertkit-mail2.com kit.com beehiiv.com getresponse.com
    aweber.com activehosted.com emlnk.com pardot.com marketo.com mktoweb.com eloqua.com en25.com
    responsys.net doubleclick.net googleadservices.com adclick.g.doubleclick.net outbrain.com
    taboola.com icptrack.com intelliseek.com rapidmail.de cleverreach.com newsletter2go.com
    inxmail.com xmr3.com emarsys.net sailthru.com cheetahmail.com bluehornet.com
""")
#: Hosts where one meets or buys rather than reads.
SOCIAL = words("""
    facebook.com fb.com twitter.com x.com linkedin.com instagram.com pinterest.com tiktok.com
    threads.net threads.com whatsapp.com wa.me t.me telegram.me snapchat.com reddit.com tumblr.com
    xing.com bsky.app discord.gg discord.com mastodon.social plus.google.com flickr.com
    apps.apple.com itunes.apple.com play.google.com paypal.com paypal.me patreon.com ko-fi.com
    eventbrite.com meetup.com zoom.us calendly.com doodle.com surveymonkey.com typeform.com
    forms.gle docs.google.com drive.google.com dropbox.com wetransfer.com google.com gmail.com
    outlook.com amazon.com amazon.de amazon.co.uk amazon.fr amazon.es ebay.com etsy.com digg.com
    del.icio.us stumbleupon.com getpocket.com instapaper.com
""")
#: First parts of a path that only pass on.
REDIRECTING_PATHS = words("""
    redirect redir click clicks track tracking trk ct cl ls lt.php l.php out link links url go goto
    r c e t rd wf uni ss f forwarding open view-in-browser
""")
#: Parts of a path under which nothing is read, wherever they stand: things to do.
SERVICE_PATHS = words("""
    unsubscribe unsub optout opt-out opt_out abmelden abbestellen austragen desabonnement
    desinscription desinscribir baja subscribe subscription subscriptions subscriber
    newsletter-signup preferences preference manage settings einstellungen login log-in signin
    sign-in signup sign-up register registration account konto compte cuenta profile profil perfil
    privacy privacy-policy datenschutz confidentialite privacidad impressum imprint
    mentions-legales aviso-legal feedback survey umfrage share forward tell-a-friend
    weiterempfehlen webversion web-version advertise advertising werbung sponsor sponsors donate
    spenden donar cart checkout basket shop store boutique tienda shopping order orders invoice
    invoices rechnung rechnungen facture factura bestellung coupon coupons deals angebote
    jobs techjobs careers stellen download downloads mailman admindb listinfo bugzilla tickets
    ticket billing payment verify confirm activate reset password tracking sitemap product products
    produkt produkte buy kaufen ad ads adclick secure special specials offer offers promo
    categories cgi-bin
""")
#: The same where they end a path: the house's own pages, and lists of pages.
SERVICE_ENDS = words("""
    newsletter newsletters my user users terms conditions agb legal contact contact-us kontakt
    contacto about about-us ueber-uns help support faq faqs browser view online archive archives
    search suche options track-order rss feed feeds tag tags category app apps news blog home
    index default start redirect recommend issue issues latest
""")
#: Files that are no page.
NO_PAGES = (
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".css", ".js", ".json", ".xml",
    ".rss", ".rdf", ".ics", ".vcf", ".zip", ".gz", ".tar", ".tgz", ".exe", ".msi", ".dmg", ".apk",
    ".rpm", ".deb", ".iso", ".mp3", ".wav", ".ram", ".rm", ".mov", ".avi", ".mp4", ".doc", ".docx",
    ".xls", ".xlsx", ".ppt", ".pptx", ".bin", ".torrent", ".eml", ".asc", ".sig",
    ".dll", ".cgi",
)  # fmt: skip

#: Words under a link that leads on to what stands above it.
LEADS_ON = (
    r"(?:read|learn|find out|see|continue|discover|get|view|more)\b.{0,30}"
    r"\b(?:more|reading|story|article|post|on|here|details|it|full|now)?|click here|full (?:story"
    r"|article|post)|here|link|url|more|details|\[?\d{1,2}\]?|weiter ?lesen|(?:jetzt |hier )?lesen|"
    r"(?:mehr|weiter|hier)\b.{0,25}|zum (?:artikel|beitrag|text)|(?:ganzen )?artikel lesen|"
    r"lire\b.{0,25}|(?:en )?savoir plus|voir\b.{0,25}|la suite|suite|plus|leer\b.{0,25}|"
    r"seguir leyendo|ver\b.{0,25}|más\b.{0,25}|saber más|artículo completo"
)
#: Words that no headline holds but what a newsletter or a shop says of itself does.
SERVICE_WORDS = (
    r"unsubscrib\w*|subscri(?:be|ption|ptions|ber|bers)|opt[ -]?out|your (?:account|profile|order"
    r"|subscription|preferences|password|settings|invoice|email|e-mail|browser|statement|cart"
    r"|inbox|friends?|copy|review|booking)|privacy (?:policy|statement)|terms (?:of|and)|view "
    r"(?:this|it|in|the|online|as)\b.*|in (?:your|a) browser|web version|sign (?:up|in)|log ?in|"
    r"register(?: now| here| today)?|forward (?:this|to)|tell a friend|share (?:this|on|with)|"
    r"tweet|follow us|contact us|about us|advertis\w*|sponsor\w*|click here|buy now|shop\w*|"
    r"order (?:now|today|here|your)|add to|free (?:shipping|trial|download|gift|delivery|offer)|"
    r"save (?:up to|\d+|[$€£])|\d+ ?%(?: off| rabatt| de (?:réduction|descuento))?|sale|discount"
    r"|coupon|deals?|bargain\w*|special offer|limited time|[$€£] ?\d+|\d+ ?(?:€|eur|usd)|win (?:an?"
    r"|great|one|your)|e-?zines?|change ?log|"
    r"giveaway|book (?:now|your)|tickets?|download (?:now|here|the)|get (?:started|it now|yours)|"
    r"(?:for )?more information|to (?:download|order|register|read|view|see|learn|get)|"
    r"in this (?:edition|issue)|rsvp|webinars?|seminars?|trainings?|wallpapers?|screensavers?|"
    r"available now|free|original message|airing|premiering|isbn|v ?\d+\.\d+\S*|offers?|"
    r"recommend (?:it|us|this)|(?:find|get) a job|jobs?|"
    r"prices?|feedback|survey|report (?:spam|abuse)|copyright|all rights reserved|http\S*|www\S*|"
    r"\S+@\S+|"
    r"abmeld\w*|abbestell\w*|newsletter\w*|datenschutz\w*|impressum|im browser|online[- ]ansicht|"
    r"anmeld\w*|einloggen|weiterempfehl\w*|angebote?|rabatt\w*|gutschein\w*|jetzt (?:kaufen"
    r"|bestellen|sichern|buchen|shoppen)|zum shop|kostenlos\w*|versandkostenfrei|ihr(?:e|en)? "
    r"(?:konto|bestellung|rechnung|profil)|werbung|anzeige|"
    r"désabonn\w*|désinscri\w*|se désinscrire|confidentialité|mentions légales|dans (?:votre|le) "
    r"navigateur|version en ligne|mon compte|votre (?:compte|commande|facture)|soldes|promo\w*|"
    r"réduction|offre spéciale|acheter|commander|partager|transférer|inscri\w*|publicité|"
    r"darse de baja|cancelar (?:la )?suscripción|suscri\w*|privacidad|aviso legal|en (?:el|tu|su) "
    r"navegador|versión web|(?:tu|su) (?:cuenta|pedido|factura)|oferta\w*|descuento\w*|comprar|"
    r"rebajas|compartir|reenviar|iniciar sesión|publicidad"
)
