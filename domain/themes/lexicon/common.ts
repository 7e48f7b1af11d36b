/**
 * Words that carry no topic of their own. Added to the library's stop words: `filler` weighs little
 * in a vector and never stands alone as a theme; `verbs` may not head a label.
 */
export const filler: Readonly<Record<string, string>> = {
  en: `thing things stuff something anything everything nothing someone anyone everyone nobody somebody
    way ways lot lots bit time times day days today tomorrow tonight yesterday week weeks month months
    year years hour hours hr hrs minute minutes min mins second seconds morning afternoon evening night
    nights monday tuesday wednesday thursday friday saturday sunday weekend january february march april
    may june july august september october november december people person guy guys man woman men women
    kid kids friend friends family husband wife brother brothers sister sisters parents mother father neighbour neighbor boss colleague boyfriend girlfriend mom dad son daughter folks ppl
    twice anywhere nowhere somewhere everywhere elsewhere exist exists existed n't
    one ones two three four five six seven eight nine ten first second third last next number couple
    part side end start beginning top bottom back front middle point case fact reason idea kind sort type
    place places company companies business world life experience experiences issue issues problem problems
    question questions situation job work hope thanks thank please yes no yeah yep ok okay hi hello hey
    dear sir lol omg wow oh well ur u r im dm pls plz via amp etc get got gets getting go goes going gone
    went come came coming make made makes making take takes took taken taking give gave given gives giving
    say said says saying tell told tells know knew known knows think thought thinks see saw seen sees look
    looked looks looking want wanted wants need needed needs try tried tries trying use used uses using
    find found finds keep kept keeps let put let's feel felt feels seem seems seemed become became happen
    happened happens happening ask asked asking start started stop stopped run ran running call turn turned
    show showed shows leave left leaves leaving work works worked working help helped helping talk talked
    talking speak spoke speaking spend spent pay paid buy bought sell sold send sent sending receive
    received receiving bring brought expect expected like liked love loved hate hated enjoy enjoyed
    recommend recommended add added change changed fix fixed meet met wish hoping guess agree believe
    understand remember forget forgot deserve appreciate plan planned sit sat stand stood walk walked live
    lived stay stayed visit visited eat ate order ordered decide decided deal deals miss missed check
    checked really just even still also much many every never ever always already though although however
    actually definitely probably maybe perhaps especially quite rather almost enough little big small
    large long short new old high low full whole able sure different same another less least several
    available several around away within without since yet soon later ago now far else instead back will
    would could should can cant dont didnt doesnt isnt wont wasnt ive youre theyre thats whats lets gonna
    gotta wanna good great bad nice best better worst worse poor amazing awesome excellent terrible
    horrible awful perfect fine happy sad disappointed disappointing love lovely cool fun easy hard
    right wrong true false clear ready free only plus half per total overall general main major minor
    single double extra real actual own entire certain possible impossible important special usual
    normal typical review reviews star stars rating ratings opinion example amount level area areas
    side sides line inch inches mile dollar dollars buck bucks money name word words answer answers yall
    damn hell shit crap fuck kudos joke shame fail luck attention credit care mind hand hands head eye
    eyes heart fan follow tweet tweets twitter facebook link option options choice use uses usage
    difference rest list note course matter chance sense bunch piece pieces set addition advice aspect
    pro pros con cons downside upside drawback complaint complaints customer customers user users client
    clients guest guests consumer consumers owner passengers passenger product products item items
    others other mine past longer early earlier together finally done everyday spot surprise regular standard touch date party normal usual rest job bunch
    brand brands unit units due online offline international domestic local global air flt form group row
    member members ground net total pass opportunity stuff effort process fun cause page pages basis value street city town country state area`,
  de: `ding sache sachen mal tag tage heute morgen gestern woche wochen monat monate jahr jahre stunde
    stunden minute minuten zeit leute mensch menschen mann frau freund freunde familie kind kinder teil
    grund beispiel frage fragen problem probleme erfahrung firma unternehmen produkt produkte artikel kunde
    kunden machen macht gemacht gehen geht ging gegangen kommen kommt kam gekommen haben sagen sagt gesagt
    geben gibt gab gegeben finden findet fand gefunden sehen gesehen nehmen wollen will wollte müssen muss
    musste sollte sollen können kann konnte dürfen lassen bleibt brauchen brauche immer wieder schon noch
    nur sehr mehr viel viele ganz gar auch leider einfach wirklich eigentlich gut gute super toll schlecht
    schön danke bitte hallo liebe grüße ja nein okay endlich halt eben mal neu neue alt groß klein lang
    lange kurz ende anfang seit bereits`,
  fr: `chose choses jour jours aujourd'hui demain hier semaine semaines mois an ans année années heure
    heures minute minutes temps fois gens personne personnes homme femme ami amis famille enfant enfants
    partie raison exemple question problème problèmes expérience entreprise société produit produits article
    client clients faire fait faut aller va aller venir vient dire dit donner donne trouver trouve voir vu
    prendre pris mettre mis vouloir veux veut pouvoir peut peux devoir doit bien très plus trop tout tous
    toute toutes aussi encore toujours jamais déjà rien vraiment bon bonne super merci bonjour oui non ok
    peu beaucoup grand grande petit petite nouveau nouvelle dernier dernière premier première lieu côté fin
    début suite niveau point merci svp être avoir comme quand si car donc alors après avant depuis`,
  es: `cosa cosas día días hoy mañana ayer semana semanas mes meses año años hora horas minuto minutos
    tiempo vez veces gente persona personas hombre mujer amigo amigos familia niño niños parte razón ejemplo
    pregunta problema problemas experiencia empresa compañía producto productos artículo cliente clientes
    hacer hace hizo hecho ir va vamos fue venir viene decir dice dijo dar da dieron encontrar ver visto poner
    querer quiero quiere poder puede puedo deber debe tener tiene tengo haber hay muy más mucho mucha muchos
    todo todos toda todas también aún siempre nunca ya nada realmente bien bueno buena gracias hola sí no ok
    poco gran grande pequeño nuevo nueva último última primer primera lado final fin lugar vida mejor peor
    solo sólo así si porque cuando como después antes desde`,
  it: `cosa cose giorno giorni oggi domani ieri settimana settimane mese mesi anno anni ora ore minuto minuti
    tempo volta volte gente persona persone uomo donna amico amici famiglia bambino bambini parte ragione
    esempio domanda problema problemi esperienza azienda prodotto prodotti articolo cliente clienti fare fa
    fatto andare va venire viene dire dice detto dare dato trovare trovato vedere visto mettere messo volere
    voglio vuole potere può posso dovere deve devo molto più tanto tutto tutti tutta tutte anche ancora sempre
    mai già niente davvero bene buono buona grazie ciao sì no ok poco grande piccolo nuovo nuova ultimo primo
    lato fine posto vita meglio peggio solo così se perché quando come dopo prima`,
  pt: `coisa coisas dia dias hoje amanhã ontem semana semanas mês meses ano anos hora horas minuto minutos
    tempo vez vezes gente pessoa pessoas homem mulher amigo amigos família criança parte razão exemplo pergunta
    problema problemas experiência empresa produto produtos artigo cliente clientes fazer faz fez feito ir vai
    vou foi vir vem dizer diz disse dar deu encontrar ver visto colocar querer quero quer poder pode posso
    dever deve ter tem tenho haver há muito mais muita muitos todo todos toda todas também ainda sempre nunca
    já nada realmente bem bom boa obrigado obrigada olá sim não ok pouco grande pequeno novo nova último
    primeiro lado fim lugar vida melhor pior só assim se porque quando como depois antes desde`,
  nl: `ding dingen dag dagen vandaag morgen gisteren week weken maand maanden jaar jaren uur uren minuut
    minuten tijd keer mensen persoon man vrouw vriend vrienden familie kind kinderen deel reden voorbeeld vraag
    vragen probleem problemen ervaring bedrijf product producten artikel klant klanten doen doet deed gedaan
    gaan gaat ging komen komt kwam maken maakt gemaakt zeggen zegt gezegd geven geeft vinden vindt gevonden
    zien gezien nemen willen wil wilde moeten moet kunnen kan kon mogen laten krijgen kreeg heel veel meer
    erg goed goede leuk slecht mooi dank bedankt hallo ja nee oké altijd nooit al nog weer steeds wel echt
    gewoon nieuw nieuwe oud groot klein lang kort laatste eerste einde begin`,
};

/**
 * What a survey is usually about. Too broad to be a theme alone, but welcome beside a topic word:
 * "flight" says nothing, "flight delays" does.
 */
export const subjects: Readonly<Record<string, string>> = {
  en: `restaurant restaurants hotel hotels airline airlines phone phones car cars book books movie movies
    film films model models device devices version versions tool tools machine machines bar bars trip trips
    vacation holiday flight flights plane planes laptop laptops computer computers camera cameras game games
    vehicle player kindle ipod shoe shoes dress jacket plan software program platform system systems`,
  de: `restaurant hotel handy auto buch film gerät geräte flug flüge reise urlaub laptop kamera spiel software system`,
  fr: `restaurant hôtel téléphone voiture livre film appareil vol vols voyage séjour ordinateur jeu logiciel système`,
  es: `restaurante hotel móvil coche libro película aparato vuelo vuelos viaje estancia ordenador juego sistema`,
  it: `ristorante hotel telefono auto macchina libro film volo voli viaggio soggiorno computer gioco sistema`,
  pt: `restaurante hotel celular carro livro filme aparelho voo voos viagem estadia computador jogo sistema`,
  nl: `restaurant hotel telefoon auto boek film apparaat vlucht vluchten reis verblijf laptop spel systeem`,
};

/** Words before a noun; their company is what tells a noun from a verb. */
export const determiners: Readonly<Record<string, string>> = {
  en: `the a an my your our his her their its this that these those no any some each every of with for
    about in on from into another`,
  fr: `le la les l un une des du de mon ma mes votre vos notre nos leur leurs ce cette ces aucun aucune
    au aux sans pour`,
  es: `el la los las un una unos unas mi mis su sus nuestro nuestra este esta estos estas del al de sin
    con ningún ninguna`,
  it: `il lo la i gli le un uno una mio mia miei mie vostro vostra loro questo questa del della dei delle
    dello al alla di senza con nessun nessuna`,
  pt: `o a os as um uma uns umas meu minha meus minhas seu sua seus suas este esta esse essa do da dos das
    no na nos nas de sem com nenhum nenhuma`,
  nl: `de het een mijn uw je jouw ons onze hun zijn haar deze dit die geen van met voor over in`,
  de: `der die das den dem des ein eine einen einem einer eines mein meine meinen meiner ihr ihre ihren
    ihrer unser unsere kein keine keinen dieser diese dieses diesen im am vom zum zur beim mit für ohne`,
};

/** Words before a verb. */
export const verbCues: Readonly<Record<string, string>> = {
  en: `to i we you they he she who it can could will would should may might must did do does don't didn't
    doesn't can't couldn't won't wouldn't not never always just please cannot i'm we're i've we've have has
    had be been being was were is are am get got gets getting`,
};

/** Suffixes that betray an English word as no noun. */
export const nonNounSuffix = /(?:ly|ful|ous|ive|able|ible|less|ish|ied|ed|est|ier)$/u;
