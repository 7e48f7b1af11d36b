/** Comments on a railway as Italian passengers write them: our own, by topic. */
export const it: Readonly<Record<string, string>> = {
  delay: `
Il treno era in ritardo di un'ora
Ritardi continui sulla linea, è una vergogna
Treno in perfetto orario, complimenti
Ancora ritardo, ho perso la coincidenza
Nessuna informazione sul ritardo
Partenza puntuale e arrivo in anticipo
Ogni mattina lo stesso ritardo
Per il ritardo nessun rimborso
Ritardo di quaranta minuti senza spiegazioni
I ritardi sono diminuiti, bravi
Con questi ritardi arrivo sempre tardi al lavoro
Mai un ritardo in due anni`,
  cleanliness: `
I bagni erano sporchi e senza carta
Carrozza pulita e profumata
Pulizia scarsa, sedili macchiati
Bagno guasto per tutto il viaggio
Vagoni sporchi e finestrini luridi
La pulizia è migliorata molto
Bagni puliti, finalmente
Cestini pieni e pavimento sporco
Odore terribile nei bagni
Tutto pulito e ordinato
Pulizia inesistente sui regionali
Bagno chiuso e sporco`,
  staff: `
Il capotreno è stato gentilissimo
Personale scortese e poco preparato
Il controllore mi ha trattato malissimo
Personale di bordo disponibile e sorridente
Nessuno del personale sapeva rispondere
Un grazie al personale della stazione
Il personale è sempre cordiale
Controllore arrogante con una signora anziana
Personale efficiente e professionale
Il capotreno ci ha aiutato con le valigie
Manca personale in stazione
Il personale alla biglietteria era maleducato`,
  price: `
I biglietti sono troppo cari
Prezzi assurdi per un regionale
Ottima offerta, biglietto a metà prezzo
Il prezzo del biglietto è aumentato ancora
Abbonamento caro per il servizio offerto
Prezzi onesti se prenoti prima
Biglietto costosissimo all'ultimo minuto
Gli sconti per gli studenti sono ottimi
Prezzo alto ma almeno si viaggia comodi
Tariffe poco chiare e prezzi diversi ogni giorno
Il biglietto costa meno dell'auto
Prezzi fuori controllo nel fine settimana`,
  seats: `
I sedili sono scomodi e stretti
Sedili comodi e tanto spazio per le gambe
Posto prenotato ma occupato da altri
Sempre in piedi, mai un posto libero
Poltrone comode e prese funzionanti
Pochi posti, treno sovraffollato
Il mio sedile era rotto
Poco spazio per le valigie sopra i sedili
Sedili duri, schiena a pezzi
Posti larghi in prima classe
Trovato subito un posto a sedere
I sedili nuovi sono bellissimi`,
  app: `
L'app si blocca durante il pagamento
App comoda per comprare il biglietto
Il sito non funziona mai
L'applicazione non mostra i binari
Non riesco ad accedere all'app
App chiara e veloce
Dopo l'aggiornamento l'app è lentissima
Il sito mi ha addebitato due volte il biglietto
App fantastica, biglietto in un minuto
L'app va in errore ogni volta
Il sito è confuso
Comprare dall'app è semplicissimo`,
};
