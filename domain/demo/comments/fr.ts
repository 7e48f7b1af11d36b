import { type Voice, lines } from "./voice.ts";

export const fr: Voice = {
  topics: {
    late: {
      bad: lines(`
        Livraison en retard de [trois|quatre|cinq] jours, [sans aucune nouvelle|personne ne m'a prévenu].
        Colis promis pour {day}, reçu [la semaine suivante|cinq jours plus tard].
        Le livreur [n'a pas sonné|est soi-disant passé], il a fallu aller au dépôt.
        Trop d'attente pour [une simple veste|une paire de chaussettes].
        Le suivi n'a pas bougé pendant [quatre|six] jours.
      `),
      badMore: lines(`
        Nous sommes partis en vacances sans.
        Le service client n'en savait pas plus que moi.
      `),
    },
    fast: {
      good: lines(`
        Livraison [rapide|très rapide|en deux jours], [colis soigné|rien à dire|parfait].
        Reçu [plus tôt que prévu|le lendemain].
        Livreur aimable et à l'heure.
        Point relais pratique.
        Colis bien protégé, arrivé le jour dit.
        Prévenu par SMS une demi-heure avant, [très utile|bravo].
        Toujours à l'heure, même avant Noël.
      `),
    },
    outside: {
      bad: lines(`
        Colis laissé dehors [sous la pluie|devant le portail], [carton trempé|sans sonner].
        Le paquet a été déposé dehors, n'importe qui pouvait le prendre.
      `),
    },
    damaged: { bad: lines(`Carton [écrasé|ouvert], [une bretelle cassée|article manquant].`) },
    packaging: {
      good: lines(`Emballage sans plastique, [bravo|merci].`),
      bad: lines(`Trop d'emballage pour un si petit article.`),
    },
    quality: {
      good: lines(`
        [Très bonne|Excellente|Belle] qualité, [coutures solides|ça dure|conforme à la description].
        La veste est [superbe|parfaite], restée au sec [toute la semaine|sous l'orage].
        Chaussures confortables dès le premier jour.
        Produits solides et bien pensés.
      `),
      bad: lines(`
        Fermeture éclair cassée après [deux semaines|une sortie].
        La qualité a baissé[, dommage|].
        Pas vraiment imperméable.
      `),
    },
    fit: {
      good: lines(`Taille parfaite, le guide est juste.`),
      bad: lines(`
        Taille [trop petit|grand], [j'ai dû échanger|le tableau est faux].
        Manches trop courtes.
      `),
    },
    price: {
      good: lines(`Bon rapport qualité-prix.`),
      bad: lines(`
        [Un peu|Trop] cher[ pour ce que c'est|].
        Frais de port trop élevés pour une petite commande.
      `),
    },
    staff: {
      good: lines(`
        {who} au téléphone a été [adorable|très patiente], [de vrais conseils|problème réglé].
        Service client [à l'écoute|rapide et sympathique].
      `),
      bad: lines(`
        Service client injoignable[, quarante minutes d'attente|].
        Aucune réponse à mes [deux|trois] messages.
      `),
    },
    returns: {
      good: lines(`Retour simple, remboursé en [trois|quatre] jours.`),
      bad: lines(`J'attends mon remboursement depuis [trois semaines|un mois].`),
    },
    checkout: {
      good: lines(`
        Commande [simple|rapide], [trois clics|sans créer de compte].
        Paiement facile, [rien à ressaisir|tout est clair].
      `),
      bad: lines(`
        Paiement refusé [deux|trois] fois avec la même carte.
        Le panier s'est vidé au moment de payer.
        Le formulaire n'accepte pas mon code postal.
      `),
    },
    site: {
      good: lines(`Site clair, bonnes photos.`),
      bad: lines(`Site lent sur téléphone, les filtres s'effacent.`),
    },
    general: {
      good: lines(`
        [Je recommande.|Je recommande les yeux fermés.]
        Client [fidèle|depuis des années], jamais déçu.
        Tout s'est bien passé.
      `),
      bad: lines(`
        Déçu cette fois.
        C'était mieux avant.
      `),
    },
  },
  tiny: {
    good: [
      "Parfait",
      "Très bien",
      "super",
      "Rien à dire",
      "Top",
      "Excellent",
      "rapide",
      "La qualité",
      "facile",
    ],
    okay: ["ok", "correct", "moyen", "le prix", "bof", "plus de choix"],
    bad: ["trop long", "En retard", "Déçue", "nul", "trop cher"],
  },
  opener: {
    good: lines(`
      Merci !
      Première commande.
      Bravo à l'équipe.
    `),
    bad: lines(`
      Dommage.
      Bonjour,
      Franchement ?
    `),
  },
  closer: {
    good: ["Merci.", "Continuez comme ça !", "À bientôt."],
    bad: ["À améliorer.", "Je ne recommanderai pas.", "Merci de me répondre."],
  },
  but: [", mais", ", mais", ". Par contre,"],
  capital: /^\d/u.source,
  newCarrier: ["Postley"],
  slots: {
    carrier: ["le transporteur"],
    day: ["lundi", "mardi", "mercredi"],
    who: ["Amélie", "Marit", "Sanne"],
  },
};
