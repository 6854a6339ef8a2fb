# Français: base catalogue. Words with ê, ô, ç or œ make a message of 160 letters one of 70, so others are chosen where French has them.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
metres = { $count } m
kilometres = { $count } km

# What people write: words that ask for help, that give up a dialog or a permit, that name this language; and its letters.
reading-help = aide, info, infos
reading-cancel = annuler, annulation, abandon
reading-stop = stop, arrêt
reading-status = statut, mes autorisations
reading-correct = corriger, erreur
reading-latin = sans accents
reading-native = avec accents
reading-language = français, francais, en français, fra, french, французский, fransızca, γαλλικά
reading-letters = abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = â=a ê=e ë=e î=i ï=i ô=o û=u ÿ=y ç=c œ=oe À=A È=E Ù=U –=- —=- «=" »=" “=" ”=" ’=' …=...

# Words that say nothing of what is asked and are passed over; only what stands here is. Fillers anywhere, the others before what
# they name. The ten digits from zero, several words of one between slashes.
reading-filler = bonjour, bonsoir, salut, s'il vous plaît, s'il te plaît, svp, merci, merci beaucoup, merci d'avance, je, veux, voudrais, souhaite, aller, vais, autorisation, sortie, à, au, aux, la, le, les, de, du, pour, mon, ma, chez, et
reading-label = code, motif, raison, document, carte, carte d'identité, passeport, véhicule, voiture, immatriculation, plaque, adresse
reading-series = série
reading-number = numéro
reading-signature = je m'appelle, nom, prénom, cordialement
reading-digits = zéro, un/une, deux, trois, quatre, cinq, six, sept, huit, neuf
# Words after which nothing is taken for granted.
reading-not = ne, pas, non

reply-granted = Sortie autorisée. Code: { $code }. Horaire: { $from }-{ $until }. Document: { $identity }. Motif: { $purpose }.
reply-granted-plate = Sortie autorisée. Code: { $code }. Horaire: { $from }-{ $until }. Document: { $identity }. Véhicule: { $plate }. Motif: { $purpose }.
reply-refused = Sortie non autorisée. { $reason }
reply-not-required = Aucune autorisation nécessaire. { $reason }
reply-referred = Un agent va décider. { $reason }
reply-help = Pour une autorisation, écrivez: { $example }. Questions: { $help }.
reply-help-alone = Pour commencer, écrivez: { $example }
reply-unreadable = Message illisible. Écrivez: { $example }
reply-unknown-code = Ce code n'existe pas. Codes: { $codes }. Exemple: { $example }
reply-wrong-identity = { $given } ne ressemble pas à un numéro de document. Exemple: { $example }
reply-wrong-identity-suggestion = { $given } ne ressemble pas à un numéro de document. Est-ce { $suggestion }? Écrivez: { $example }
reply-wrong-plate = { $given } ne ressemble pas à une plaque. Exemple: { $example }
reply-ambiguous = Votre message peut se lire de deux manières. Écrivez: { $example }
reply-missing = Il manque: { $field }. Exemple: { $example }
reply-two-codes = Deux motifs dans un message ({ $given }). Écrivez-en un: { $example }
reply-two-numbers = Deux documents dans un message ({ $given }). Écrivez-en un: { $example }
reply-surplus = Nous ne comprenons pas: { $given }. Écrivez seulement: { $example }
reply-language-set = Nous vous répondrons désormais en français.
reply-register-first = Inscrivez-vous d'abord. Écrivez: { $example }
reply-ask-name = Écrivez votre nom et votre prénom.
reply-ask-identity = Écrivez le numéro de votre document. Exemple: { $example }
reply-ask-address = Écrivez votre adresse, avec la commune.
reply-place-unknown = Adresse introuvable. Ajoutez la commune.
reply-registered = Vous voilà inscrit. Code: { $code }. Lieu: { $place }. Donnez ce code au contrôle.
reply-registered-already = Vous avez déjà une inscription. Code: { $code }. Lieu: { $place }.
reply-cancelled = Inscription abandonnée.
reply-dialog-expired = Le délai de réponse est écoulé. Merci de recommencer.
reply-no-service = Aucune autorisation n'est délivrée à ce numéro.

# What a telephone asks about its own: permits, registration, silence.
reply-codes = Codes: { $codes }.
reply-questions = Questions: { $help }.
reply-not-registered = Inscription non acceptée. { $reason }
reply-registered-elsewhere = Ce document est inscrit depuis un autre téléphone. Pour continuer avec celui-ci, écrivez le code de l'inscription.
reply-corrected = Inscription corrigée. Nouveau code: { $code }. Lieu: { $place }. L'ancien code n'est plus valable.
reply-unchanged = Rien n'a changé.
reply-stopped = Désormais nous ne ferons que répondre à vos messages.
reply-letters-set = Désormais nous écrirons ainsi.
reply-permit-cancelled = Autorisation { $code } annulée.
reply-cancel-none = Vous n'avez aucune autorisation à annuler.
reply-cancel-which = Quelle autorisation? { $permits }. Écrivez: { $example }
reply-status = Vos autorisations: { $permits }.
reply-status-none = Vous n'avez aucune autorisation. Écrivez: { $example }
reply-status-permit = { $code }, { $purpose }, fin: { $until }
reply-status-coming = { $code }, { $purpose }, { $from }-{ $until }
reply-status-registration = Inscription: { $code }, { $place }.
reason-registered-elsewhere = Ce document est inscrit depuis un autre téléphone.
reason-correction-over = L'inscription ne peut plus être corrigée par message.

reason-no-regime-in-force = Aucune restriction ici.
reason-regime-not-yet = Début des mesures: { $from }.
reason-regime-ended = Fin des mesures: { $until }.
reason-regime-ends = Fin des mesures: { $until }.
reason-outside-territory = Les mesures ne visent pas ce lieu.
reason-exempt = Raison: { $exemption }.
reason-exempt-show = Raison: { $exemption }. À porter sur vous: { $show }.
reason-purpose-unknown = Ce motif n'existe pas.
reason-ask-elsewhere = Cette autorisation n'est pas délivrée ici.
reason-ask-elsewhere-phone = Cette autorisation est délivrée au { $phone }.
reason-identity-form = Le numéro du document est mal écrit.
reason-policy-failed = Le système n'a pas pu décider.
reason-no-common-time = Les règles en vigueur ne laissent aucune heure commune.
reason-no-curfew-now = Prochain couvre-feu: { $from }.
reason-blocked = Une quarantaine vous est prescrite.
reason-not-registered = Vous n'avez pas d'inscription.
reason-attribute-missing = L'élément requis n'est pas dans le système.
reason-place-unknown = Votre position n'est pas connue.
reason-wrong-territory = Non délivrée pour ce lieu: { $territory }.
reason-not-where-registered = Votre inscription est ailleurs: { $territory }.
reason-other-unit = Seulement dans cette zone: { $territory }.
reason-too-far = A { $radius } au plus du lieu de séjour. Vous en êtes à { $distance }.
reason-no-longer-granted = Ces autorisations ont pris fin: { $until }.
reason-wrong-day = Pas aujourd'hui. Prochaine fois: { $next }.
reason-outside-hours = Seulement { $from }-{ $until }. Prochaine fois: { $next }.
reason-quota-spent =
    { $per ->
        [day] Permis { $times } fois par jour.
        [week] Permis { $times } fois par semaine.
        [month] Permis { $times } fois par mois.
       *[days] Permis { $times } fois en { $days ->
            [one] { $days } jour
           *[other] { $days } jours
        }.
    } Prochaine autorisation: { $again }.
reason-time-spent =
    { $per ->
        [day] Total permis par jour: { $total }.
        [week] Total permis par semaine: { $total }.
        [month] Total permis par mois: { $total }.
       *[days] Total permis en { $days ->
            [one] { $days } jour
           *[other] { $days } jours
        }: { $total }.
    } Prochaine autorisation: { $again }.
reason-human-decides = Un agent décide pour ce motif.

# Facts from outside.
reason-facts-unavailable = Une information nécessaire est indisponible.

# Caps on applications.
reason-cap-phone =
    { $per ->
        [week] Demandes d'un même téléphone: { $times } au plus par semaine.
       *[day] Demandes d'un même téléphone: { $times } au plus par jour.
    } De nouveau: { $again }.
reason-cap-identity =
    { $per ->
        [week] Demandes pour un même document: { $times } au plus par semaine.
       *[day] Demandes pour un même document: { $times } au plus par jour.
    } De nouveau: { $again }.

field-purpose = code du motif
field-identity = numéro du document
field-plate = plaque du véhicule
field-name = nom et prénom
field-address = adresse

verdict-valid = Valable
verdict-not_yet = Pas encore valable
verdict-expired = Expirée
verdict-outside_hours = Non valable à cette heure
verdict-revoked = Retirée
verdict-wrong_place = Pour un autre lieu
verdict-wrong_holder = Au nom d'un autre
verdict-not_required = Aucune autorisation nécessaire
verdict-unknown = Introuvable

# How a regime is explained (`exeat regime explain`).
explain-heading-scope = Où et quand
explain-in-force = En vigueur du { $from } au { $until }.
explain-in-force-open = En vigueur depuis le { $from }; aucune fin n'est fixée.
explain-amends = Il modifie { $regime }.
explain-stay-home = Personne ne sort sans autorisation ni dispense, à aucune heure.
explain-curfew = De { $from } à { $until }, personne n'est dehors sans autorisation ni dispense.
explain-whole = En entier: { $places }.
explain-centre-only = Les centres seulement, sans villages ni hameaux: { $places }.
explain-except = Sauf: { $places }.
explain-authority = Décidé par: { $authority }.
explain-heading-general = Règles pour tous les motifs
explain-heading-purposes = Ce qui demande une autorisation
explain-by-sms = Par SMS au { $number }, code { $code }.
explain-by-portal = Sur le portail.
explain-by-desk = Au guichet.
explain-by-phone = Par téléphone: { $phone }.
explain-extension = Elle peut être prolongée de { $length } au plus.
explain-show = À présenter: { $show }.
explain-rule-valid_for = L'autorisation dure { $value }.
explain-rule-valid_days =
    { $days ->
        [1] L'autorisation vaut jusqu'à la fin du jour.
       *[other] L'autorisation vaut { $days } jours, jusqu'à la fin du dernier.
    }
explain-rule-valid_until = L'autorisation prend fin le { $value } au plus tard.
explain-rule-valid_with = Seulement tant que vaut l'inscription: { $value }.
explain-rule-start_delay = Elle commence { $value } après l'accord.
explain-rule-hours = À ces heures seulement: { $value }.
explain-rule-days = Ces jours seulement: { $value }.
explain-rule-territory = Seulement ici: { $value }.
explain-rule-decided_by =
    { $value ->
        [desk] Le guichet décide.
        [holder] L'intéressé le déclare; personne n'approuve.
       *[human] Un agent décide.
    }
explain-rule-quota =
    { $per ->
        [day] Au plus { $times ->
                [one] une autorisation
               *[other] { $times } autorisations
            } par jour.
        [week] Au plus { $times ->
                [one] une autorisation
               *[other] { $times } autorisations
            } par semaine.
        [month] Au plus { $times ->
                [one] une autorisation
               *[other] { $times } autorisations
            } par mois.
       *[days] Au plus { $times ->
                [one] une autorisation
               *[other] { $times } autorisations
            } en { $days } jours.
    }
explain-rule-total =
    { $per ->
        [day] Au plus { $total } en tout par jour.
        [week] Au plus { $total } en tout par semaine.
        [month] Au plus { $total } en tout par mois.
       *[days] Au plus { $total } en tout en { $days } jours.
    }
explain-across-all = Tous les motifs comptent ensemble.
explain-across = Compté avec: { $purposes }.
explain-rule-registration = Le lieu de séjour doit être inscrit.
explain-rule-in_registered_territory = Seulement au lieu d'inscription.
explain-rule-attributes = Inscription requise: { $value }.
explain-rule-blocked_by = Refusé à ceux qui ont l'inscription: { $value }.
explain-rule-within_level = Seulement dans l'arrondissement de séjour.
explain-rule-radius = À { $value } au plus du lieu de séjour.
explain-rule-other = { $key }: { $value }.
explain-heading-exemptions = Ce qui n'en demande pas
explain-heading-messages = SMS
explain-message = Écrivez au { $number }: { $message }
explain-documents = Documents acceptés: { $documents }.
explain-reply-delay = La réponse arrive après { $value }.
explain-cap-phone =
    { $per ->
        [day] Au plus { $times } demandes par jour par téléphone.
        [week] Au plus { $times } demandes par semaine par téléphone.
        [month] Au plus { $times } demandes par mois par téléphone.
       *[days] Au plus { $times } demandes en { $days } jours par téléphone.
    }
explain-cap-identity =
    { $per ->
        [day] Au plus { $times } demandes par jour par personne.
        [week] Au plus { $times } demandes par semaine par personne.
        [month] Au plus { $times } demandes par mois par personne.
       *[days] Au plus { $times } demandes en { $days } jours par personne.
    }
explain-masked = La réponse ne montre que les extrémités du numéro du document.
explain-correction =
    Une inscription erronée peut être corrigée par SMS { $times ->
        [one] { $times } fois
       *[other] { $times } fois
    }. Délai: { $value }.
explain-another-phone = Un autre téléphone qui inscrit le même document parle aussitôt pour la personne.
explain-alarm = Le service est averti quand la part d'un motif monte de { $points } points en { $value }.
explain-facts = La liste ou le service « { $name } » dit d'une personne: { $gives }.
explain-carry-over = Les autorisations en cours de { $regime } valent jusqu'au { $until }.
explain-heading-help = Aide et responsabilité
explain-help = { $phone }: { $about }.
explain-liability = Les contrevenants répondent selon: { $title }.
explain-retention = Les données personnelles sont gardées { $value }, puis effacées.
explain-heading-conflicts = Là où les sources divergent
explain-conflict = Retenu ici: { $takes } – { $why }.
explain-heading-sources = Sources
explain-clause = Disposition
explain-rule = Règle
explain-written = Tel qu'écrit dans le fichier
explain-no-clause = aucune source citée
weekday-mon = lundi
weekday-tue = mardi
weekday-wed = mercredi
weekday-thu = jeudi
weekday-fri = vendredi
weekday-sat = samedi
weekday-sun = dimanche
explain-metres = { $count } m
explain-kilometres = { $count } km
