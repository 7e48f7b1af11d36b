/** Comments on a hotel as French guests write them: our own, by topic. */
export const fr: Readonly<Record<string, string>> = {
  breakfast: `
Le petit déjeuner était copieux et varié
Petit déjeuner décevant, café froid
Buffet du petit déjeuner excellent
Pas assez de choix au petit déjeuner
Le petit déjeuner est beaucoup trop cher
Viennoiseries sèches au petit déjeuner
On a adoré le petit déjeuner sur la terrasse
Petit déjeuner servi trop tard pour nous
Le café du petit déjeuner est imbuvable
Très bon petit déjeuner avec des fruits frais
Rien de chaud au petit déjeuner, dommage
Petit déjeuner correct sans plus`,
  cleanliness: `
La chambre n'était pas propre à notre arrivée
Propreté irréprochable de la salle de bain
Cheveux dans la douche, manque de propreté
Chambre très propre et lit confortable
La moquette était sale et sentait mauvais
Draps tachés, une honte
Tout était propre, rien à redire
Le ménage n'a pas été fait pendant deux jours
Poussière partout, la propreté laisse à désirer
Serviettes sales dans la salle de bain
Hygiène douteuse dans les toilettes
Propreté parfaite, bravo aux femmes de chambre`,
  staff: `
Personnel très accueillant et souriant
L'accueil à la réception était glacial
Le personnel de l'hôtel est aux petits soins
Réceptionniste désagréable, aucun sourire
Accueil chaleureux malgré notre arrivée tardive
Le personnel ne parle pas anglais
Une équipe formidable, toujours disponible
Le réceptionniste nous a très bien conseillés
Personnel peu aimable au bar
Merci à toute l'équipe pour sa gentillesse
Accueil froid et expéditif
Le personnel a été très réactif`,
  noise: `
Impossible de dormir à cause du bruit de la rue
Chambre bruyante, on entend les voisins
Très calme la nuit, on a bien dormi
Le bruit de la climatisation est insupportable
Mauvaise isolation, beaucoup de bruit dans le couloir
Aucun bruit, chambre côté cour très calme
Le bar en dessous fait du bruit jusqu'à deux heures
Hôtel bruyant le week-end
Le bruit de l'ascenseur réveille
On entend tout, isolation inexistante
Malgré la gare, pas de bruit du tout
Trop de bruit pour se reposer`,
  wifi: `
Le wifi ne fonctionne pas dans les chambres
Wifi trop lent pour travailler
Connexion wifi rapide et gratuite
Le wifi coupe toutes les cinq minutes
Pas de wifi au troisième étage
Wifi impeccable dans tout l'hôtel
Il faut se reconnecter au wifi sans arrêt
Wifi payant en 2026, c'est abusé
Réseau wifi instable
Bonne connexion wifi
Impossible de regarder un film avec ce wifi
Mot de passe du wifi introuvable`,
  parking: `
Le parking est trop petit et toujours complet
Parking gratuit et sécurisé, très pratique
Vingt euros pour le parking, c'est du vol
Difficile de trouver une place de parking
Le parking souterrain est étroit
Parking facile juste devant l'hôtel
Pas de parking pour les clients
Le prix du parking n'était pas indiqué
Place de parking réservée, parfait
Parking mal éclairé la nuit
Voiture rayée sur le parking
Grand parking, accès facile`,
};
