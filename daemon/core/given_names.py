"""Decides whether a word is somebody's first name beyond doubt: the usual ones of many countries.

Needed where a name may as well be a firm's: `Anna Smit` and `Studio Noord` both have two words. A
name that is missing here only makes Wellkeeper silent. Words that firms like to be called by
(`April`, `Iris`, `Rose`, `Nova`) are left out.
"""

from __future__ import annotations

from daemon.core.nicknames import is_in_table
from daemon.core.parse.wordlists import words

_GIVEN = words("""
    aaron abdul abdullah abebe abhishek abigail adam adebayo adele aditya adrian adriana agata
    agnes agnieszka ahmed aidan aileen aisha ajay akira akosua alain alan albert alberto aldo
    alejandra alejandro aleksander aleksandra alessandra alessandro alessia alexandre alexei
    alexis alfred alfredo ali alice alicia alina alison allison alma almut alvaro ama amanda
    amara amelia amelie amina amir amira amit amy ana anders andre andrea andreas andreia andres
    andrzej angela angelika angelo anh anil anita anja anjali ann anna annabel anne anneke
    annelies annette annika anouk ansgar antje antoine anton antonella antonia antonina aoife
    arend ariane arianna arjun armand arnaud arne arnold arthur artur arun arvind ashish ashley
    ashok asli astrid audrey axel ayse ayumi aziz babatunde barend bart bartosz bas bastian
    beata beate beatrice beatriz bengt benoit berit bernadette bernard bernd bernhard bert
    bettie bettina bianca bilal birgit birte bjorn blanca bodil bogdan boris bram brenda brian
    bridget brigitte britta bruce bruno bryan burak burkhard camila camille canan carina carl
    carla carlo carlos carmen carol carolina caroline carolyn carsten casper cassandra catarina
    caterina cecilia cecilie celia celine cemal chandra chantal charlotte cheryl chiara chidi
    chinedu chloe christel christiane christof christoph christophe cindy claire clara claudia
    claudio claus clemens clementine colette colin colleen concetta connie connor conor
    constance consuelo cora corinna corinne cornelia cornelius craig cristian cristina cynthia
    dagmar damian damien dana daniela daniele danielle daria dario darren david deborah declan
    deepa deepak delphine denis denise derek desmond detlef diana diane diarmuid diego dieter
    dietmar dimitri dina dirk dolores domenico dominic dominik dominika dominique donna dora
    doris dorota dorothea duncan dung dylan eamonn eberhard edgar edith edmund eduarda edwige
    eileen einar elaine eleanor elena eleni eleonora elia elias elif elin eline elise ella ellen
    elodie elsbeth emanuel emanuela emeka emil emilia emilie emilio emily emma emmanuel
    emmanuelle emre enrico enrique eric erica erich erik erika erin ernest ernesto ernst erwin
    esra esteban estelle esther ethan etienne eunice eva evelin evelyn fabian fabien fabio
    fabrice farah farid fatima fatma fatou federica federico felicia felicity felipe felix feng
    ferdinand fernanda fernando filip filippo finn fiona flavia florence florian floris
    francesca francesco francine francisca franck franco francois francoise franz franziska
    frauke frederic frederik freya frida friederike gabriela gaetano ganesh gareth gaurav geert
    geoffrey georg georges georgia gerard gerd gerda gerhard gerrit gertrud gianluca gianni
    gilles gillian ginevra giorgia giorgio giovanna giovanni gisela gisele giulia giulio
    giuseppe glenn gloria gokhan gonzalo goran gordon grace graham greta gretchen grzegorz guang
    gudrun guido guillaume guillermo gunnar gunter gunther gustav gustavo guus gwen haakon hakan
    hamid hamza hande hanna hannah hanne harald harish hartmut haruka hassan heather hector
    hedwig heidi heike heinrich helen helena helene helga helge hella helmut hemant hendrik henk
    henning henri henrik herbert hermann hilary hilda hilde hiroko hiroshi hitoshi holger hong
    horst howard hubert huda hugh hugo hugues hui humberto huong hussein ian ibrahim ida ignacio
    igor ilaria ilona ilse imke imran ines inga inge ingeborg ingo ingrid inmaculada irena irene
    irina irma isaac isabel isabella isabelle isla ismail ivan ivana ivo jacek jackie jacques
    jakub jana jane janina janine janusz jared jaroslav jason javier jay jaya jean jeanette
    jeanne jelena jelle jens jeremy jerome jerzy jesper jesus jihoon jill jim jing joachim joan
    joana joanna joanne joao jochen joel joelle joep johan johanna john jolanda jonas joost
    jordi jorge joris jorn jose josefina josephine josine joyce juan juana judit julia julian
    juliana juliane julie julien juliette julio julius jun jurgen justin justine justyna jutta
    kai kamil kamila karen karima karin karl karla karolina karsten karthik kasia kaspar
    kathleen katja katrin kavita kazimierz kazuo kees keiko keith kelly kenji kerstin kevin
    khadija khaled kieran kim kirsten kirsty klara koen kofi konrad konstantin krishna kristian
    kristin kristina kristof krystyna krzysztof kurt kwabena kwaku kwame kwasi kyle laila
    lakshmi lars latifa laura lauren laurens laurent laurie lea leah leandro lei leila lena
    lennart leon leonard leonardo leonie leonor leopold leslie letizia leyla lidia lieke
    liesbeth lina linda lindsay line ling linh lionel lisbeth liselotte livia lonneke lorena
    lorenz lorenzo lori lorraine lothar louisa louise lourdes luc luca lucas lucia luciana
    luciano lucie lucien ludger ludovic ludwig luis luisa luise lukas luke lutz lydia lynn
    maarten maciej madeleine magali magda magdalena magnus mahesh mahmoud mahmud maike maite
    makoto malcolm malgorzata malin malte mamadou mandy manfred manish manon manuela mara marc
    marcel marcela marcelo marcia marcin marco marcos marcus marek maren margarete margarita
    margaux margherita margit margot margriet mariam mariana marianne marie marieke marija
    marijke marina mario marion marisa marjan marjolein mark marko markus marlene marlies marta
    martha martijn martin martina martine marvin mary maryam masako masao massimo mateo mateusz
    mathias mathieu mathilde matteo matthieu mattia mattias maud maura maureen maurice mauricio
    maurizio mauro max maxim maxime maximilian meena meera mehmet mei melanie melinda menno
    mercedes meredith merel mette michaela michal michel michela michelle midori miguel mihai
    mikael mikkel milan milena milos ming minh minho minoru miranda mireille miriam mirjam mirko
    miyuki mohamed mohammad mohammed mohan moira monica monika monique moritz morten moussa
    muhammad murat mustafa myriam nadia nadine nadja naoko naomi nasser natalia natalie natasha
    nathalie naveen neha neil nele nelson nettie ngozi niall nicola nicole nicoletta niels
    nieves nigel nikhil nikita nikola nikolai nikolaj nils nina nitin noah noel noemi noor nora
    norbert noriko norma norman nour nuala nuno odile ola olaf ole olena olga oliver olivia
    olivier olumide oluwaseun omar onur oriol orla orlando oscar oskar otto ousmane ozlem pablo
    paloma paola paolo pascal pascale patrice patricio patrik patrizia paul paula paulina
    pauline paulo pavel pawel pedro penelope per pernille petra philippa philippe phoebe phyllis
    pia pierre pieter pietro pilar ping piotr pooja prabha pradeep prakash prasad priya priyanka
    qing rachel rachid radek radha rafael rafal raffaele rahul raimund rainer rajesh rajiv ralf
    ralph ramesh ramon rania raphael raquel rashid rasmus raul ravi regina reiner reinhard
    reinhold rekha rena renata renate renato rene renee renske reza ricardo riccardo rikke rita
    roberta robin rocio roderick rodolfo rodrigo roeland roger rohit roland rolf romain roman
    romana rosa rosalie rosanna rosario roxana roy ruben rudi rudolf rudy rui rupert ruth ruud
    ryan sabina sabine sabrina sachin said salma salvador salvatore samantha samir samira
    sandeep sander sanjay sanne sara sarah saskia satoshi sebastiaan sebastien selin selma
    serena serge sergei sergio serkan severine shane shannon sharon sheila shinji shirley shreya
    shweta sibylle siegfried sietske sigrid silke silvana silvia silvio simon simona simone
    sinead siobhan sipho sjoerd slawomir sofia sofie solveig sonia sonja soojin sophia sophie
    soren srinivas stacey stacy stefania stefano steffen stella sten stephane stine stuart sudha
    sunil suresh susana susann susanna susanne svante sven svenja sverre sylvain sylvia sylvie
    szymon tadeusz takashi takeshi tamara tania tanja tara tariq tatiana tatjana teresa tereza
    tess thabo thandi thanh thea thierry thijs thilo thorsten thuy tiago tilman timo tjeerd
    tobias todd tolga tom tomas tomasz tommaso tomoko torben torsten tracey tracy trevor tristan
    trudy tunde tuomas turid udo ulf ulla ulrich ulrika ulrike uma umberto umut urs ursula usha
    ute uwe vadim valentin valentina valeria valerio vanessa vanja vasco vera verena veronika
    veronique vicente victor vijay vikram viktor viktoria vinay vincent vincenzo vinod viola
    violeta virginie vito vittoria vittorio vivek vivian viviane vladimir volker waltraud wanda
    wanjiku wayne wei wenche wendy werner wessel wibke wiebke wim winfried witold wojciech
    wolfgang wouter xavier xiaoming ximena yael yan yannick yara yasir yasmin ying yoko yolanda
    yong yosef yoshiko youssef yuki yuri yusuf yves yvette yvonne zahra zainab zbigniew zeynep
    zofia zsofia zuzana
""")


def is_given_name(word: str) -> bool:
    """Whether a lower-cased word without accents is a first name that many bear."""
    return word in _GIVEN or is_in_table(word)
