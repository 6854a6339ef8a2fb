### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = Français

## Around every page
title-error = Erreur : { $title }
skip-to-content = Aller au contenu
navigation = Parties du site
languages = Langue
footer = exeat délivre, transmet et contrôle les autorisations de sortie. Les heures sont celles du lieu concerné.

## When something goes wrong
problem-not-found = Cette page n'existe pas
problem-not-found-help = Vérifiez l'adresse, ou partez d'un des liens en haut de la page.
problem-wrong-method = Cette page ne s'ouvre pas ainsi
problem-wrong-method-help = Ouvrez-la depuis un des liens en haut, puis envoyez son formulaire.
problem-cross-site = Cette demande vient d'un autre site
problem-cross-site-help = Pour votre protection, elle n'a pas été exécutée. Ouvrez le formulaire sur ce site et envoyez-le d'ici.
problem-too-large = L'envoi est trop volumineux
problem-too-large-help = Un formulaire prend ici quelques champs courts et aucun fichier. Revenez en arrière, raccourcissez, et renvoyez-le.
problem-too-slow = Cela a pris trop de temps
problem-too-slow-help = Vous pouvez renvoyer un formulaire sans risque : une demande reçue n'est jamais comptée deux fois.
problem-unreadable = L'envoi n'a pas pu être lu
problem-unreadable-help = Revenez en arrière, rouvrez le formulaire et envoyez-le de là. Un programme comparera sa requête avec la description sous /api/openapi.json.
problem-invalid = Une partie de l'envoi ne peut pas être juste
problem-invalid-help = Corrigez les champs indiqués, puis renvoyez la demande.
problem-not-signed-in = Vous n'êtes pas connecté
problem-not-signed-in-help = Cette partie est ouverte à la machine qui l'héberge et à ceux qui ont un jeton d'accès. Envoyez le jeton sous la forme « Authorization: Bearer ».
problem-too-many = Trop de tentatives
problem-too-many-help = Attendez { $seconds } secondes, puis réessayez.
problem-unavailable = Le service est occupé
problem-unavailable-help = Rien n'a été modifié. Attendez quelques secondes et renvoyez : une demande reçue n'est jamais comptée deux fois.
problem-internal = Une erreur s'est produite de notre côté
problem-internal-help = Réessayez dans une minute. Si cela recommence, donnez au service la référence { $reference }.

## Signing in with an access token
sign-in-title = Connexion
sign-in-lead = Cette partie du site est réservée aux agents.
sign-in-token = Jeton d'accès
sign-in-token-hint = Il vous est remis par ceux qui exploitent ce service. Il est redemandé après douze heures.
sign-in-wrong = Ce jeton est inconnu. Vérifiez qu'il a été copié en entier, puis réessayez.
sign-in-button = Se connecter

## Places
# The letters in the order in which names are sorted.
alphabet = aàâæbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyÿz
place-centre = { $place } : la ville
place-around = { $place } : villages et hameaux
place-part = { $whole }, { $part }
place-elsewhere = Ailleurs en { $place }

## Parts of the site
section-apply = Demander
section-check = Contrôler
sign-out-button = Se déconnecter
optional = (facultatif)

## Applying on the portal
apply-title = Demander une autorisation de sortie
apply-lead = Qu'il en faille une, et pour quoi, dépend du lieu.
apply-place = Où vous trouvez-vous ?
apply-place-hint = La ville ou la région où vous séjournez.
apply-place-choose = Choisissez un lieu
apply-place-wrong = Choisissez un lieu de la liste.
apply-place-button = Continuer
apply-other-place = Choisir un autre lieu
apply-nothing = Aucune mesure ne limite les sorties à { $place } en ce moment.
apply-in = À { $place }.
apply-errors = Veuillez corriger
apply-purpose = Pourquoi devez-vous sortir ?
apply-purpose-missing = Choisissez le motif de votre sortie.
apply-identity = Numéro de votre document
apply-identity-hint = Par exemple :
apply-identity-missing = Indiquez le numéro de votre document.
apply-identity-wrong = Ce n'est le numéro d'aucun document accepté. Comparez-le avec les exemples.
apply-plate = Plaque d'immatriculation
apply-plate-hint = Si vous prenez votre véhicule. Plaques étrangères aussi.
apply-plate-wrong = Une plaque a de 3 à 12 lettres et chiffres, dont un chiffre au moins.
apply-start = Quand voulez-vous sortir ?
apply-start-hint = Tout de suite, si vous laissez ce champ vide. Heure locale : il est { $now } à { $place }.
apply-start-wrong = Indiquez une date et une heure, comme 2020-12-15 10:00.
apply-start-past = Cette heure est passée. Choisissez-en une autre, ou laissez le champ vide.
apply-start-gap = Cette heure n'existe pas : les horloges avancent. Choisissez-en une avant ou après.
apply-button = Demander
apply-register = Inscrivez d'abord votre lieu de séjour : écrivez au { $number }.
apply-elsewhere = Délivré ailleurs
apply-by-message = Écrivez au { $number }, code { $code }.
apply-by-phone = Appelez le { $phone }.
apply-nowhere = Auprès de l'autorité compétente.
apply-exempt = Il ne faut pas d'autorisation pour
apply-carry = À porter sur vous : { $document }.

## What came of it
outcome-granted = Autorisation accordée
outcome-refused = Aucune autorisation
outcome-not_required = Aucune autorisation nécessaire
outcome-referred = Un agent va décider
answer-title = Votre demande
answer-code = Code de l'autorisation
answer-code-help = Montrez ou dites ce code au contrôle. Gardez votre document sur vous.
answer-again = Faire une autre demande
answer-gone = Cette réponse ne peut être affichée ici
answer-gone-help = Une réponse s'ouvre pendant deux jours, et seulement dans le navigateur qui a envoyé la demande. Si vous venez de l'envoyer, autorisez les cookies de ce site et renvoyez le formulaire : il ne comptera pas deux fois.
fact-valid = Valable
fact-purpose = Motif
fact-place = Lieu
fact-identity = Document
fact-plate = Véhicule
fact-no-plate = aucun
fact-registered-place = Lieu de séjour
fact-registered-since = Inscrit depuis
fact-checked = Contrôlé le

## Checking
check-title = Contrôler un code
check-lead = D'une autorisation ou d'une inscription.
check-next = Contrôler un autre code
check-verdict = Résultat
check-code = Code
check-code-hint = Huit lettres et chiffres, ou R et huit. Tirets, espaces et casse sont sans importance.
check-code-missing = Indiquez le code.
check-code-wrong = Aucun code n'a cette forme : un signe est faux, ou deux sont intervertis. 0, O, 1, I et L n'y figurent jamais.
check-place = Où se trouve la personne ?
check-place-hint = Nécessaire pour un code d'inscription. Une autorisation y est comparée aussi.
check-place-none = Non précisé
check-place-missing = Choisissez le lieu : un code d'inscription y est comparé.
check-place-wrong = Choisissez un lieu de la liste.
check-identity = Numéro du document présenté
check-identity-hint = Le compare avec le titulaire de l'autorisation.
check-identity-wrong = Le numéro d'un document a de 4 à 32 lettres et chiffres.
check-button = Contrôler
advice-valid = Comparez le document avec la personne.
advice-not-yet = L'autorisation n'a pas commencé.
advice-expired = L'autorisation est terminée. Il en faut une nouvelle.
advice-outside-hours = L'autorisation vaut ce jour, mais pas à cette heure.
advice-revoked = L'autorisation a été retirée.
advice-wrong-place = Elle a été accordée pour un autre lieu.
advice-wrong-holder = Elle n'a pas été accordée au titulaire de ce document.
advice-not-required = Personne n'a besoin d'autorisation ici en ce moment.
advice-unknown = Ce code est inconnu. Vérifiez qu'il a été tapé comme il est montré.

## What regimes ask where somebody is checked
demands-title = Ce qui est exigé ici en ce moment
demand-all-hours = À toute heure
demand-curfew = Couvre-feu, chaque jour { $hours }
demand-met = Satisfait par cette autorisation
demand-unmet = Non satisfait par cette autorisation
demand-asks = Autorisations et exemptions
demand-permit = Une autorisation est donnée pour
demand-exempt = Aucune autorisation n'est nécessaire pour
demand-show = à porter sur soi : { $document }

## Moving the end of a permit on
extend-code-unknown = Aucune autorisation ne porte ce code. Comparez-le avec celui qui est présenté.
extend-revoked = L'autorisation a été retirée. Il en faut une nouvelle.
extend-not-in-force = Le régime de cette autorisation n'est pas en vigueur.
extend-not-for-purpose = Une autorisation pour ce motif ne peut pas être prolongée. Il en faut une nouvelle.
extend-not-by = Les agents de contrôle ne peuvent pas l'enregistrer. Dirigez la personne vers le guichet.
extend-document-missing = Indiquez quel document a été présenté.
extend-until-wrong = Écrivez un instant tel que 2020-12-15T15:00:00+04:00.
extend-not-later = L'autorisation est déjà valable jusqu'au { $end }. Indiquez une heure plus tardive.
extend-over = Cette heure est passée. Indiquez-en une à venir.
extend-too-late = L'autorisation peut être prolongée jusqu'au { $latest } au plus tard.

## The demo
section-demo = Démo
demo-title = Demander par SMS
demo-lead = Écrivez à un numéro comme un citoyen, contrôlez le code comme un agent, et voyez ce que l'hôte a décidé et pourquoi. Rien ne quitte cette machine.
demo-broken = Un fichier enregistré n'a pas été pris
demo-broken-help = La démonstration continue comme avant tant que ceci n'est pas corrigé. Le fichier est relu quand il est enregistré.
demo-phone = Le téléphone
demo-numbers = Numéros auxquels écrire
demo-conversation = Conversation
demo-you = Vous
demo-reply = Réponse
demo-segments =
    { $count ->
        [one] { $count } segment
       *[other] { $count } segments
    }
demo-empty = Rien n'a encore été écrit. Choisissez un des messages ci-dessous, ou écrivez le vôtre.
demo-message = Message
demo-send = Envoyer
demo-from = Votre numéro
demo-switch = Changer
demo-from-wrong = Un numéro de téléphone commence par + et son pays, comme +33600000001.
demo-try = Messages à essayer
demo-sample-name = Claire Martin
demo-sample-address = { $place }, rue des Lilas 12
demo-clock = L'horloge
demo-clock-local = Date et heure
demo-clock-set = Régler
demo-clock-wrong = Indiquez une date et une heure, comme 2020-12-15 10:00.
demo-clock-hour = +1 heure
demo-clock-day = Jour suivant
demo-clock-mornings = Premier matin d'un régime
demo-clock-help = Elle reste arrêtée jusqu'à ce que vous la déplaciez. Tout ce site s'y tient.
demo-officer = L'agent
demo-officer-offered = Contrôler
demo-why = Ce que l'hôte a décidé, et pourquoi
demo-why-empty = Envoyez un message : la décision et ses raisons s'affichent ici.
demo-why-nothing = Le dernier message ne demandait aucune décision.
demo-decided = Décidé
demo-request = Ce que les règles ont vu de la demande
demo-facts = Ce qu'on leur a dit de la personne
demo-made-of = Quel régime et quelle règle, par SHA-256
demo-replay = Décider de nouveau
demo-replay-same = Les mêmes { $bytes } octets
demo-replay-differs = Le résultat diffère
demo-recent = Les dernières décisions
demo-recent-empty = Aucune pour l'instant.
trace-title = Chaque règle interrogée, dans l'ordre
trace-passed = satisfaite
trace-failed = non satisfaite
trace-referred = renvoyée
trace-limited = limite
trace-exempted = dispense
channel-sms = SMS
channel-portal = portail
channel-desk = guichet
channel-api = autre système

## Administration
section-administration = Administration
administration-title = Administration de l'hôte
administration-lead = Ce qui décide sur cet hôte, et ce que sont devenus les changements. Cette page n'est montrée qu'à cette machine.
administration-host = Cet hôte
host-version = Version du programme
host-started = Démarré
host-now = Maintenant
reloads-title = Rechargements
reloads-help = Les régimes, les textes et les modules sont relus et tous les cas sont joués. Si quelque chose ne va pas, l'hôte continue comme avant.
reload-button = Recharger
reload-under-way = Un rechargement est en cours. Rouvrez cette page dans un instant.
reloads-none = Rien n'a été rechargé depuis le démarrage.
reload-done = Rechargé
reload-refused = Refusé
reload-cases =
    { $count ->
        [one] { $count } cas réussi
       *[other] { $count } cas réussis
    }
reload-added = Ajoutés
reload-changed = Changés
reload-removed = Retirés
reload-untested = Sans cas
reload-why = Ce qui ne va pas
reload-refused-title = Le dernier rechargement a été refusé
reload-refused-help = Le { $at }. L'hôte continue avec ce qui était en vigueur ; ce qui est écrit dans les fichiers ne décide pas.
regimes-title = Régimes
regimes-in-force = En vigueur maintenant
regimes-coming = À venir
regimes-none = Aucun.
regimes-over =
    { $count ->
        [one] { $count } autre est terminé.
       *[other] { $count } autres sont terminés.
    }
plugins-title = Modules
plugin-used =
    { $count ->
        [0] non utilisé
        [one] décide dans { $count } régime
       *[other] décide dans { $count } régimes
    }
plugin-contract = Contrat
plugin-size = Taille
plugin-signer = Signé par
plugin-unsigned = personne
shadow-title = Ombre
shadow-help = D'autres règles décident à côté de celles en vigueur, sur les mêmes demandes. Rien n'est accordé par elles.
shadow-none = Aucune ombre ne décide. Lancez-en une avec exeat shadow start.
shadow-not-renewed = Elle n'a pas pu suivre le dernier rechargement et continue comme avant :
shadow-since = Depuis
shadow-compared = Comparées
shadow-different = Différentes
shadow-dropped = Passées parce que trop attendaient
shadow-candidate = En quoi elle diffère
shadow-same = En rien.
shadow-differences = Différences
shadow-shorter = plus court
shadow-longer = plus long
shadow-moved = à un autre moment
shadow-other-hours = à d'autres heures
shadow-details = la même chose avec d'autres détails
shadow-failed = Le module a échoué
shadow-witnesses = Les premières, telles que les règles les voient
shadow-not-compared = Non comparées
shadow-beyond =
    { $count ->
        [one] { $count } différence d'autres sortes.
       *[other] { $count } différences d'autres sortes.
    }
