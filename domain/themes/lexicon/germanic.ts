import type { LexiconSource } from "./types.ts";

/** German opinion words; looked up by word, then by stem. */
export const de: LexiconSource = {
  positive: {
    3: `ausgezeichnet fantastisch hervorragend perfekt wunderbar großartig grossartig genial super toll
      spitze spitzenmäßig klasse begeistert begeisterung liebe lieben liebt liebste beste besten bestes
      exzellent grandios herrlich traumhaft unschlagbar überragend sensationell geil mega hammer
      phänomenal köstlich lecker wunderschön einwandfrei tadellos vorbildlich erstklassig`,
    2: `gut gute guter gutes guten freundlich nett hilfsbereit zufrieden zuverlässig schnell zügig prompt
      einfach unkompliziert problemlos reibungslos bequem komfortabel praktisch nützlich hilfreich
      kompetent professionell höflich aufmerksam sauber ordentlich schön hübsch angenehm empfehlen
      empfehlenswert empfehlung gefällt gefallen gefiel freue freut freude glücklich froh danke dankbar
      vielen-dank günstig preiswert fair lohnt lohnenswert besser verbessert pünktlich übersichtlich
      intuitiv stabil robust hochwertig frisch modern gerne gern spaß spass lustig witzig cool
      süß beeindruckt beeindruckend gelungen erfolg erfolgreich vertrauen sicher interessant spannend
      herzlich liebevoll kulant flexibel schick stark gewinnt sieg glückwunsch hurra yeah lob loben`,
    1: `okay ok passt ordentlich solide ausreichend funktioniert klappt geklappt hoffe hoffentlich neu
      kostenlos gratis bitte ja klar leicht vielfältig auswahl hilfe geholfen schmeckt`,
  },
  negative: {
    3: `schrecklich furchtbar katastrophe katastrophal grauenhaft grauenvoll entsetzlich miserabel
      unverschämt unverschämtheit frechheit frech schlimm schlimmste schlechteste schlechtesten
      unterirdisch unzumutbar inakzeptabel scheiße scheisse scheiß kacke mist müll schrott dreck betrug
      betrüger abzocke hass hasse hassen ekelhaft eklig widerlich lächerlich nutzlos unbrauchbar nie-wieder
      peinlich schande idiot idioten dumm dümmste kotzt kotzen unfassbar lachhaft wucher`,
    2: `schlecht schlechter schlechte unzufrieden enttäuscht enttäuschend enttäuschung ärgerlich ärger
      ärgern nervt nervig genervt frustrierend frustriert frust wütend sauer langsam lahm träge
      verspätet verspätung verspätungen spät zu-spät warten wartezeit wartezeiten gewartet kaputt
      defekt beschädigt fehler fehlerhaft fehlt fehlen fehlte problem probleme schwierig kompliziert
      umständlich unübersichtlich verwirrend unfreundlich unhöflich inkompetent arrogant ignoriert
      unzuverlässig teuer überteuert schmutzig dreckig laut kalt eng unbequem falsch verloren verlor
      verliert abgestürzt abstürzt absturz abstürze hängt bricht reklamation beschwerde beschweren
      storniert stornierung ausgefallen ausfall leider schade traurig langweilig öde mangelhaft mangel
      mängel minderwertig billig enttäuschte angst sorge sorgen schlimmer krank krieg tot tote opfer
      gelogen lüge lügen unmöglich sinnlos nachteil verärgert chaos chaotisch undurchsichtig blöd doof
      hässlich schwach unsinn quatsch panik kritik skandal vermisse vermissen gekündigt kündigen
      nirgends niemand umsonst zumutung`,
    1: `warum trotz obwohl statt wenig kaum klein kurz schwer alt veraltet müde gebühr gebühren kosten
      rückerstattung rücksendung zurück nochmal wieso endlich`,
  },
  phrases: `nie wieder=-3|zu spät=-2|zu teuer=-2|zu lange=-2|zu klein=-2|zu langsam=-2|zu laut=-2|zu kompliziert=-2|geht nicht=-2|funktioniert nicht=-3|ging nicht=-2|keine antwort=-2|keine reaktion=-2|kein problem=2|keine probleme=2|gar nicht=-1|überhaupt nicht=-1.5|immer noch=-1|sehr gut=3|vielen dank=2|gerne wieder=3|jederzeit wieder=3|alles bestens=3|lässt zu wünschen=-2|nicht schlecht=1.5|geht so=-0.5|weiter so=2|auf den punkt=1`,
  neutralPhrases: `einfach nur|einfach so|mal gut|gut und gerne|so gut wie|liebe grüße`,
  negators: `nicht kein keine keinen keiner keinem keines nie niemals nichts ohne weder kaum nirgends`,
  boosters: `sehr echt wirklich total extrem absolut so besonders richtig unglaublich völlig viel zu äußerst immer`,
  dampeners: `etwas bisschen eher relativ ziemlich manchmal teilweise vielleicht fast halbwegs einigermaßen`,
  contrast: `aber jedoch allerdings doch trotzdem dennoch leider`,
};

/** Dutch opinion words; looked up by word, then by stem. */
export const nl: LexiconSource = {
  positive: {
    3: `geweldig fantastisch uitstekend perfect super prachtig schitterend heerlijk verrukkelijk top toppie
      subliem briljant geniaal ongelooflijk uitmuntend beste best liefde dol houden superblij
      voortreffelijk onovertroffen magnifiek vlekkeloos`,
    2: `goed goede fijn leuk mooi prettig aangenaam vriendelijk aardig behulpzaam tevreden blij gelukkig
      snel vlot handig makkelijk gemakkelijk eenvoudig duidelijk overzichtelijk betrouwbaar degelijk
      comfortabel schoon netjes vers lekker gezellig sfeervol beleefd attent professioneel deskundig
      vakkundig aanrader aanraden aanbevelen aanbevolen bedankt dank dankbaar goedkoop betaalbaar
      voordelig beter verbeterd stipt intuïtief stabiel stevig kwaliteit modern gastvrij warm
      hartelijk interessant grappig gaaf cool knap succes succesvol vertrouwen veilig genieten genoten
      indrukwekkend enthousiast waardeer waardering compliment complimenten geholpen opgelost sympathiek`,
    1: `oké ok prima redelijk voldoende werkt hoop graag gratis nieuw ruim keuze passend correct`,
  },
  negative: {
    3: `verschrikkelijk vreselijk afschuwelijk waardeloos dramatisch drama ramp rampzalig belachelijk
      schandalig schande walgelijk onacceptabel onbeschoft slechtste oplichting oplichters oplichter
      rotzooi troep kut klote haat haten nooit-meer hopeloos bedroevend vies smerig bagger stom
      diefstal nutteloos onbruikbaar`,
    2: `slecht slechte slechter ontevreden teleurgesteld teleurstellend teleurstelling boos kwaad
      geïrriteerd irritant vervelend frustrerend gefrustreerd frustratie traag langzaam sloom laat
      vertraging vertraagd wachten gewacht wachttijd wachttijden kapot defect beschadigd fout fouten foutmelding
      probleem problemen moeilijk lastig ingewikkeld omslachtig verwarrend onduidelijk onvriendelijk onbeleefd
      onbekwaam arrogant genegeerd negeren onbetrouwbaar duur overprijsd vuil lawaaierig luidruchtig
      koud krap oncomfortabel verkeerd verloren kwijt vermist crasht crash vastgelopen hangt klacht
      klachten klagen geannuleerd annulering helaas jammer verdrietig saai matig ondermaats gebrekkig
      gebrek ontbreekt ontbreken mis geweigerd leugen liegen gelogen onmogelijk zinloos nadeel chaos
      lelijk zwak onzin bang zorgen ziek afgezet afzetterij spijt zonde gestopt storing storingen`,
    1: `waarom ondanks hoewel weinig klein kort zwaar oud verouderd kosten retour terugbetaling nog steeds niemand nauwelijks`,
  },
  phrases: `nooit meer=-3|te laat=-2|te duur=-2|te lang=-2|te klein=-2|te traag=-2|werkt niet=-3|doet het niet=-3|geen reactie=-2|geen antwoord=-2|geen probleem=2|geen problemen=2|nog steeds=-1|zeer goed=3|heel goed=3|dank je=2|dank u=2|niet slecht=1.5|voor herhaling vatbaar=3|valt tegen=-2|viel tegen=-2|laat te wensen=-2|op tijd=2`,
  neutralPhrases: `zo goed als|goed nieuws`,
  negators: `niet geen nooit niets niks zonder noch nauwelijks nergens`,
  boosters: `heel erg zeer echt super ontzettend enorm absoluut totaal zo bijzonder extreem veel te altijd`,
  dampeners: `beetje enigszins redelijk vrij nogal soms misschien bijna ietwat tamelijk`,
  contrast: `maar echter hoewel toch helaas alleen desondanks`,
};
