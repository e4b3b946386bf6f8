"""Sentences as people write them in mail, by language; written for these tests."""

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": tuple(
        """
Thanks for the quick reply, I will look at it tomorrow morning.
Could you send me the contract before the end of the week?
We had a good meeting with them and they want to see more.
I am not sure that this is what the client has in mind.
Let me know when you are in town and we can have lunch.
It was great to see you at the conference last week.
Please find the notes from our call below.
I will get back to you as soon as I hear from her.
Do you know anybody who could help us with the website?
The train was late, so we started without them.
Sorry for the delay, it has been a busy month here.
They would like to know if the price includes the delivery.
I have not heard from the bank yet, but I will call them.
Happy to introduce you to my colleague if that is of any use.
What do you think about moving it to the week after?
Our son starts school in September and we are all very excited.
""".strip().split("\n")
    ),
    "de": tuple(
        """
Vielen Dank für die schnelle Antwort, ich sehe es mir morgen an.
Könnten Sie mir den Vertrag bis Ende der Woche schicken?
Wir hatten ein gutes Gespräch und sie wollen mehr davon sehen.
Ich bin nicht sicher, ob das dem Kunden so gefällt.
Sag Bescheid, wenn du in der Stadt bist, dann gehen wir essen.
Es war schön, dich letzte Woche auf der Konferenz zu sehen.
Anbei finden Sie das Protokoll von unserem Gespräch.
Ich melde mich, sobald ich etwas von ihr höre.
Kennst du jemanden, der uns mit der Webseite helfen kann?
Der Zug hatte Verspätung, also haben wir ohne sie angefangen.
Entschuldige die späte Antwort, der Monat war sehr voll.
Sie möchten wissen, ob die Lieferung im Preis enthalten ist.
Von der Bank habe ich noch nichts gehört, rufe aber morgen an.
Gerne stelle ich Ihnen meine Kollegin vor.
Was hältst du davon, wenn wir es um eine Woche verschieben?
Unser Sohn kommt im September in die Schule und wir sind alle gespannt.
""".strip().split("\n")
    ),
    "fr": tuple(
        """
Merci pour ta réponse rapide, je regarde ça demain matin.
Pourriez-vous m'envoyer le contrat avant la fin de la semaine ?
Nous avons eu une bonne réunion et ils veulent en voir plus.
Je ne suis pas sûr que ce soit ce que le client souhaite.
Dis-moi quand tu es en ville et nous irons déjeuner.
C'était un plaisir de vous voir à la conférence la semaine dernière.
Vous trouverez ci-dessous les notes de notre appel.
Je reviens vers vous dès que j'ai de ses nouvelles.
Est-ce que tu connais quelqu'un qui pourrait nous aider avec le site ?
Le train avait du retard, donc on a commencé sans eux.
Désolée pour le retard, le mois a été très chargé ici.
Ils aimeraient savoir si la livraison est comprise dans le prix.
Je n'ai pas encore de nouvelles de la banque, mais je vais les appeler.
Je vous présente volontiers ma collègue si cela peut vous être utile.
Que penses-tu de décaler la réunion à la semaine suivante ?
Notre fils entre à l'école en septembre et nous sommes tous ravis.
""".strip().split("\n")
    ),
    "es": tuple(
        """
Gracias por tu respuesta tan rápida, lo miro mañana por la mañana.
¿Podría enviarme el contrato antes de que termine la semana?
Tuvimos una buena reunión con ellos y quieren ver más.
No estoy seguro de que esto sea lo que el cliente tiene en mente.
Dime cuándo estás en la ciudad y vamos a comer.
Fue un placer verte en la conferencia de la semana pasada.
A continuación te dejo las notas de nuestra llamada.
Te escribo en cuanto sepa algo de ella.
¿Conoces a alguien que nos pueda ayudar con la página web?
El tren llegó tarde, así que empezamos sin ellos.
Perdona el retraso, ha sido un mes muy complicado.
Quieren saber si el precio incluye el envío a la oficina.
Todavía no sé nada del banco, pero los voy a llamar hoy.
Con mucho gusto te presento a mi compañera si te sirve de algo.
¿Qué te parece si lo dejamos para la semana siguiente?
Nuestro hijo empieza el colegio en septiembre y estamos todos muy contentos.
""".strip().split("\n")
    ),
    "it": tuple(
        """
Grazie per la risposta così veloce, lo guardo domani mattina.
Può mandarmi il contratto entro la fine della settimana?
Abbiamo avuto una bella riunione e vogliono vedere di più.
Non sono sicuro che questo sia quello che il cliente ha in mente.
Fammi sapere quando sei in città e andiamo a pranzo.
È stato un piacere vederti alla conferenza la settimana scorsa.
Di seguito trovi gli appunti della nostra telefonata.
Ti scrivo appena ho notizie da lei.
Conosci qualcuno che ci può aiutare con il sito?
Il treno era in ritardo, quindi abbiamo iniziato senza di loro.
Scusa il ritardo, è stato un mese molto pieno.
Vorrebbero sapere se il prezzo comprende anche la consegna.
Non ho ancora notizie dalla banca, ma li chiamo oggi.
Sono felice di presentarti la mia collega, se ti può essere utile.
Che ne dici di spostare tutto alla settimana dopo?
Nostro figlio inizia la scuola a settembre e siamo tutti contenti.
""".strip().split("\n")
    ),
    "nl": tuple(
        """
Bedankt voor je snelle antwoord, ik kijk er morgen naar.
Kunt u mij het contract voor het einde van de week sturen?
We hebben een goed gesprek gehad en ze willen er meer van zien.
Ik weet niet zeker of dit is wat de klant voor ogen heeft.
Laat maar weten wanneer je in de stad bent, dan gaan we lunchen.
Het was leuk om je vorige week op de conferentie te zien.
Hieronder vind je de notities van ons gesprek.
Ik laat iets van me horen zodra ik haar gesproken heb.
Ken jij iemand die ons met de website kan helpen?
De trein was te laat, dus we zijn zonder hen begonnen.
Sorry voor de late reactie, het was hier een drukke maand.
Ze willen graag weten of de levering bij de prijs inbegrepen is.
Ik heb nog niets van de bank gehoord, maar ik ga ze bellen.
Ik stel je graag voor aan mijn collega als je daar iets aan hebt.
Wat vind je ervan om het een week later te doen?
Onze zoon gaat in september naar school en we hebben er allemaal zin in.
""".strip().split("\n")
    ),
    "pt": tuple(
        """
Obrigado pela resposta tão rápida, vejo isso amanhã de manhã.
Poderia enviar-me o contrato antes do fim da semana?
Tivemos uma boa reunião com eles e querem ver mais.
Não tenho a certeza de que seja isto que o cliente quer.
Diga-me quando você está na cidade e vamos almoçar.
Foi um prazer ver-te na conferência da semana passada.
Seguem abaixo as notas da nossa chamada.
Escrevo assim que souber alguma coisa dela.
Conhece alguém que nos possa ajudar com o site?
O comboio atrasou-se, por isso começámos sem eles.
Desculpe a demora, foi um mês muito cheio por aqui.
Eles querem saber se o preço já inclui a entrega.
Ainda não sei nada do banco, mas vou ligar para eles hoje.
Tenho todo o gosto em apresentar-lhe a minha colega.
O que acha de passarmos isto para a semana seguinte?
O nosso filho começa a escola em setembro e estamos todos muito contentes.
""".strip().split("\n")
    ),
    "pl": tuple(
        """
Dziękuję za szybką odpowiedź, zajrzę do tego jutro rano.
Czy mógłby pan przesłać mi umowę do końca tygodnia?
Mieliśmy dobre spotkanie i oni chcą zobaczyć więcej.
Nie jestem pewien, czy to jest to, o co chodzi klientowi.
Daj znać, kiedy będziesz w mieście, to pójdziemy na obiad.
Miło było cię zobaczyć na konferencji w zeszłym tygodniu.
Poniżej znajdzie pani notatki z naszej rozmowy.
Odezwę się, jak tylko czegoś się od niej dowiem.
Czy znasz kogoś, kto może nam pomóc ze stroną?
Pociąg się spóźnił, więc zaczęliśmy bez nich.
Przepraszam za opóźnienie, to był bardzo pracowity miesiąc.
Oni chcą wiedzieć, czy dostawa jest już w cenie.
Nie mam jeszcze wiadomości z banku, ale zadzwonię do nich dzisiaj.
Chętnie przedstawię pana mojej koleżance, jeśli to się przyda.
Co myślisz o tym, żeby to przełożyć na następny tydzień?
Nasz syn idzie we wrześniu do szkoły i wszyscy się cieszymy.
""".strip().split("\n")
    ),
}

#: Nothing can be said of these.
UNSURE = (
    "", "OK", "Thanks!", "Kim", "+1", "https://example.org/the/and/of/you", "ann@acme.com",
    "12.03.2026 10:00", "Call Tue 3pm?", "Lorem ipsum dolor sit amet consectetur adipiscing elit",
    "Berlin Hamburg München Köln Frankfurt", "Jag Kim Du Ok Super", "PO 4711 / INV 0815",
    "Merhaba, toplantı yarın saat onda başlıyor, görüşmek üzere.",
    "Szia, holnap tízkor kezdődik a megbeszélés, ott találkozunk.",
    "Xin chào, cuộc họp bắt đầu lúc mười giờ sáng mai.",
)  # fmt: skip
