/**
 * Two hundred Dutch sentences as people write them in feedback, labelled by us: Dutch has no free
 * set. Nothing is fitted on them; the bench reports them apart.
 */
const good = `
De bezorger belde netjes aan en hielp me zelfs met de zware doos
Binnen een dag in huis, daar kan menig webwinkel nog wat van leren
Wat een schat van een mens zat er aan de balie
De app opent nu in een tel, dat scheelt echt
Eindelijk een winkel waar ze tijd voor je nemen
Kamer rook fris en het bed lag als een wolk
Ik kreeg mijn geld dezelfde dag nog terug, chapeau
De nieuwe zoekbalk bespaart me elke ochtend een kwartier
Mijn dochter wil niet meer naar een andere kapper
Voor dit geld vind je nergens iets beters
Alles zat er compleet in en was goed ingepakt
Hier kom ik zeker terug met mijn ouders
De monteur legde rustig uit wat er aan de hand was
Echt genoten van het ontbijt met vers sap
Na twee jaar dagelijks gebruik doet hij het nog steeds prima
Nooit problemen gehad met deze verzekeraar
Vlotte reactie via de chat en meteen een oplossing
De stof is zacht en kreukt niet
Zelfs op zondag kreeg ik antwoord, petje af
Heel overzichtelijke rekening, eindelijk snap ik wat ik betaal
Het terras in de zon maakte onze dag
Ik was sceptisch, maar deze stofzuiger is zijn geld dubbel en dwars waard
De gids wist ontzettend veel en vertelde met humor
Inloggen met de vingerafdruk werkt feilloos
Topkwaliteit, de kleuren blijven mooi na het wassen
We werden ontvangen alsof we oude bekenden waren
Snel, simpel en zonder gedoe geregeld
Dit is de beste koffie van de stad
De handleiding is duidelijk en het stond binnen tien minuten
Fijn dat je nu ook achteraf kunt betalen
Mijn probleem was met een telefoontje verholpen
De batterij gaat makkelijk drie dagen mee
Niets dan lof voor de verpleging op afdeling C
Ruime parkeerplaats en een hartelijk welkom
Zo hoort klantenservice te zijn
Het personeel dacht mee en vond een goedkopere oplossing
De foto's zijn haarscherp, ik ben er weg van
Mooi op tijd vertrokken en vroeger aangekomen dan gepland
De korting op mijn verjaardag was een leuke verrassing
Ik raad deze tandarts iedereen aan
De maat klopte precies
Heerlijk rustig hotel midden in het bos
Complimenten aan de keuken, de vis was perfect gegaard
Dankzij jullie hulp kon ik toch op vakantie
Mijn bestelling was er een dag eerder dan beloofd 😊
Deze update lost precies op wat mij stoorde
Wat een verademing na mijn vorige provider
Het scherm is helder en prettig voor de ogen
Super vriendelijk meisje bij de kassa
Goedkoop en toch degelijk, wat wil je nog meer
De kinderen hebben zich geen moment verveeld
Fijne stoelen en genoeg beenruimte
Ik werd keurig op de hoogte gehouden van de status
Verbinding is sinds de overstap stabiel
De speelgoedafdeling is een feest voor kinderen
Retour sturen ging zonder vragen en kostte niks
De soep smaakte zoals bij mijn oma
Schoon sanitair, ook op drukke dagen
Alles werkt zoals beloofd
Dit bedrijf houdt zich aan zijn woord
Helemaal blij met mijn nieuwe fiets!
De ober onthield zelfs onze namen ❤️
Geen klachten, alleen maar complimenten
De prijs-kwaliteitverhouding is uitstekend
Binnen vijf minuten had ik iemand aan de lijn
Het design past mooi bij ons interieur
Eerlijk advies, ze probeerden me niets aan te smeren
Ik slaap beter sinds ik dit kussen heb
Zeer kundige fysiotherapeut met veel geduld
Fietsen huren was een fluitje van een cent
De sfeer was gemoedelijk en de muziek niet te hard
Precies wat ik zocht
Hun ruilbeleid is soepel
Jullie zijn kanjers, ga zo door
De cursus heeft me veel geleerd
Goede uitleg en een bekwame docent
Het water was lekker warm en het zwembad brandschoon
Niet duur en toch lekker
Wat een leuke winkel, ik ben er een uur blijven snuffelen
De synchronisatie met mijn agenda gaat eindelijk vanzelf`;

const bad = `
Na drie weken nog geen spoor van mijn pakket
Het ontbijt was karig en de koffie lauw
De app sluit zichzelf af zodra ik een foto toevoeg
Niemand neemt ooit de telefoon op
Ik voelde me niet serieus genomen door de arts
Voor deze prijs verwacht je meer dan een plastic stoel
De lader was na een week al stuk
Ze beloven van alles en doen niets
Dubbel afgeschreven en geen excuses
De rits ging bij de eerste keer passen kapot
Wat een onbeschofte man aan de telefoon
De nieuwe versie is een achteruitgang
Een uur in de wacht gestaan en toen werd er opgehangen
De kamer stonk naar sigaretten
Het vlees was taai en de groente koud
Mijn wachtwoord resetten lukt al dagen niet
Nooit meer met deze maatschappij
De maten kloppen van geen kant
Helaas moest ik zelf achter mijn geld aan
Sinds de update kan ik niet meer printen
Te weinig personeel waardoor alles lang duurt
De trein had weer vertraging en er was geen informatie
Ik ben van het kastje naar de muur gestuurd
Het matras was doorgelegen en het kussen plat
Zonde van mijn geld
De doos was ingedeukt en er ontbraken schroeven
Onvindbare contactgegevens op de site
Ze zijn mijn dossier kwijtgeraakt
Te veel reclame tussen de filmpjes door
De serveerster keek ons niet eens aan
Batterij is na twee uur leeg
Ik krijg elke dag ongewenste mails, ook na het uitschrijven
De beloofde korting werd niet verrekend
Wifi viel om de haverklap uit
Wat een puinhoop bij de incheckbalie
De kleur lijkt in niets op de foto
Waardeloze handleiding, alleen in het Chinees
Buren hoor je door de muren heen
Annuleren kan alleen per brief, in 2026!
De verkoper wist nauwelijks waar hij het over had
Ik betaal steeds meer voor steeds minder
Voelt goedkoop aan en kraakt bij elke beweging
De saus was veel te zout
Mijn klacht werd weggewuifd
Drie keer gebeld, drie keer een ander verhaal
De toiletten waren smerig
Deze update is een ramp 😡
Ik had hier meer van verwacht
Jammer dat de garantie precies een maand eerder was verlopen
Kon de fiets niet eens fatsoenlijk op slot zetten
Er zat een haar in mijn eten, walgelijk
De monteur kwam niet opdagen
Parkeren kost hier een vermogen
Geluid hapert en het beeld loopt achter
De verpakking was niet open te krijgen
Hun beleid is gewoon klantonvriendelijk
Ik raad het niemand aan
Vieze handdoeken en een lekkende kraan
De bezorger gooide het pakket over het hek
Alles moet online, maar de site ligt er steeds uit
Niet blij met deze aankoop
Het werkt gewoon niet
De chatbot begrijpt me totaal niet
Mijn abonnement is zonder toestemming verlengd
Het boek kwam beschadigd aan
De rij was eindeloos en er was maar een kassa open
Pure oplichting, pas op
Bestelling geannuleerd zonder enige uitleg
De kwaliteit is hard achteruitgegaan
Je krijgt geen waar voor je geld
Ik heb er spijt van dat ik ben overgestapt
Tergend langzaam
De stof pluist en verkleurt na een wasbeurt
Chagrijnige receptionist, en dat op vakantie
De zoekfunctie vindt nooit wat ik intyp
Ik wacht al sinds maart op een antwoord
Geen warm water in de ochtend, onacceptabel
De tafel wiebelt en het blad is krom
Zelfs na vier mails geen reactie 🙄
Het is me een raadsel waarom dit zo ingewikkeld moet`;

const plain = `
Ik heb de bestelling op maandag geplaatst
Het pakket wordt bij de buren afgeleverd
We waren met vier personen
Ik gebruik de app vooral op mijn tablet
De winkel gaat om negen uur open
Mijn klantnummer staat op de factuur
Ik heb gekozen voor de blauwe versie
Kan ik ook met een cadeaubon betalen?
Het ging om een vlucht van Eindhoven naar Malaga
De enquete vulde ik in na mijn bezoek van dinsdag
Hoe wijzig ik mijn adres?
Ik woon in een appartement op de derde verdieping
Het gaat om bestelling 48213
Geen opmerkingen
Ik ben hier nu voor de tweede keer
Wij zijn met de auto gekomen
Het artikel is leverbaar in drie maten
Ik werk sinds vorig jaar bij dit bedrijf
Onze hond was er ook bij
De cursus duurt zes weken
Wanneer komt het nieuwe seizoen uit?
Ik heb de doos nog niet opengemaakt
Mijn man heeft het account aangemaakt
De afspraak stond om half drie
Ik las over jullie in de krant
Het gesprek duurde ongeveer tien minuten
Wij hadden een kamer aan de straatkant
n.v.t.
Ik zoek een onderdeel voor een model uit 2019
De factuur komt per mail
Mijn zoon speelt het spel op zijn telefoon
Het menu verandert elke maand
Ik betaal per kwartaal
Er staan twee stoelen bij de tafel
Ik neem meestal de trein van acht uur
Is de zaak op Koningsdag geopend?
We hebben twee nachten geboekt
De software draait op Windows en Mac
Het formulier bestaat uit drie pagina's
Ik weet het nog niet`;

const lines = (block: string): string[] => block.split("\n").filter((line) => line !== "");

/** [polarity, sentence]: 80 good, 80 bad, 40 that say neither. */
export const dutch: readonly (readonly [-1 | 0 | 1, string])[] = [
  ...lines(good).map((line) => [1, line] as const),
  ...lines(bad).map((line) => [-1, line] as const),
  ...lines(plain).map((line) => [0, line] as const),
];
