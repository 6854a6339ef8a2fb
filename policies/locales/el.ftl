# Ελληνικά: base catalogue. Texts are short because a message in Greek has 70 letters, 67 in a longer one.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days =
    { $count ->
        [one] { $count } ημέρα
       *[other] { $count } ημέρες
    }
hours =
    { $count ->
        [one] { $count } ώρα
       *[other] { $count } ώρες
    }
minutes =
    { $count ->
        [one] { $count } λεπτό
       *[other] { $count } λεπτά
    }

# What people write: words that ask for help, that give up, that name this language; and its letters.
reading-help = βοήθεια, πληροφορίες
reading-cancel = στοπ, άκυρο, ακύρωση
reading-language = ελληνικά
reading-letters = αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ

reply-granted = Άδεια εγκρίθηκε. Κωδικός: { $code }. Ώρα: { $from }–{ $until }. Έγγραφο: { $identity }. Σκοπός: { $purpose }.
reply-granted-plate = Άδεια εγκρίθηκε. Κωδικός: { $code }. Ώρα: { $from }–{ $until }. Έγγραφο: { $identity }. Όχημα: { $plate }. Σκοπός: { $purpose }.
reply-refused = Δεν δόθηκε άδεια. { $reason }
reply-not-required = Δεν χρειάζεται άδεια. { $reason }
reply-referred = Θα αποφασίσει υπάλληλος. { $reason }
reply-help = Για άδεια γράψτε: { $example }. Ερωτήσεις: { $help }.
reply-help-alone = Για να αρχίσετε, γράψτε: { $example }
reply-unreadable = Το μήνυμα δεν διαβάστηκε. Γράψτε: { $example }
reply-unknown-code = Δεν υπάρχει τέτοιος κωδικός. Κωδικοί: { $codes }. Παράδειγμα: { $example }
reply-wrong-identity = Το { $given } δεν μοιάζει με αριθμό εγγράφου. Παράδειγμα: { $example }
reply-wrong-identity-suggestion = Το { $given } δεν μοιάζει με αριθμό εγγράφου. Μήπως { $suggestion }; Γράψτε: { $example }
reply-wrong-plate = Το { $given } δεν μοιάζει με πινακίδα. Παράδειγμα: { $example }
reply-ambiguous = Το μήνυμα διαβάζεται με δύο τρόπους. Γράψτε: { $example }
reply-missing = Λείπει: { $field }. Παράδειγμα: { $example }
reply-language-set = Στο εξής θα απαντάμε στα ελληνικά.
reply-register-first = Πρώτα εγγραφείτε. Γράψτε: { $example }
reply-ask-name = Γράψτε το ονοματεπώνυμό σας.
reply-ask-identity = Γράψτε τον αριθμό του εγγράφου σας. Παράδειγμα: { $example }
reply-ask-address = Γράψτε τη διεύθυνση όπου μένετε, με την πόλη ή τον δήμο.
reply-place-unknown = Η διεύθυνση δεν βρέθηκε. Προσθέστε πόλη ή δήμο.
reply-registered = Εγγραφήκατε. Κωδικός: { $code }. Τόπος: { $place }. Πείτε τον κωδικό στον έλεγχο.
reply-registered-already = Είστε ήδη εγγεγραμμένοι. Κωδικός: { $code }. Τόπος: { $place }.
reply-cancelled = Η εγγραφή σταμάτησε.
reply-dialog-expired = Ο χρόνος απάντησης έληξε. Παρακαλούμε αρχίστε ξανά.
reply-no-service = Σε αυτόν τον αριθμό δεν δίνονται άδειες.

reason-no-regime-in-force = Εδώ δεν ισχύει περιορισμός.
reason-regime-not-yet = Έναρξη του μέτρου: { $from }.
reason-regime-ended = Λήξη του μέτρου: { $until }.
reason-regime-ends = Λήξη του μέτρου: { $until }.
reason-outside-territory = Το μέτρο δεν ισχύει σε αυτόν τον τόπο.
reason-exempt = Λόγος: { $exemption }.
reason-exempt-show = Λόγος: { $exemption }. Να έχετε μαζί σας: { $show }.
reason-purpose-unknown = Δεν υπάρχει τέτοιος σκοπός.
reason-ask-elsewhere = Αυτή η άδεια δεν δίνεται εδώ.
reason-ask-elsewhere-phone = Αυτή η άδεια δίνεται τηλεφωνικά: { $phone }.
reason-identity-form = Ο αριθμός του εγγράφου δεν είναι σωστός.
reason-policy-failed = Το σύστημα δεν μπόρεσε να αποφασίσει.
reason-no-common-time = Τα μέτρα που ισχύουν δεν αφήνουν κοινή ώρα.
reason-no-curfew-now = Επόμενη απαγόρευση από: { $from }.
reason-blocked = Είστε σε καραντίνα.
reason-not-registered = Δεν έχετε εγγραφεί.
reason-attribute-missing = Το στοιχείο που χρειάζεται δεν υπάρχει στο σύστημα.
reason-place-unknown = Δεν είναι γνωστό πού βρίσκεστε.
reason-wrong-territory = Δεν δίνεται για αυτόν τον τόπο: { $territory }.
reason-not-where-registered = Είστε εγγεγραμμένοι αλλού: { $territory }.
reason-other-unit = Μόνο εντός: { $territory }.
reason-too-far = Έως { $radius } μ. από τον τόπο διαμονής. Απέχετε { $distance } μ.
reason-no-longer-granted = Αυτές οι άδειες έληξαν: { $until }.
reason-wrong-day = Όχι σήμερα. Επόμενη ώρα: { $next }.
reason-outside-hours = Μόνο { $from }–{ $until }. Επόμενη ώρα: { $next }.
reason-quota-spent =
    { $per ->
        [day] Επιτρέπεται { $times ->
            [one] μία φορά
           *[other] { $times } φορές
        } την ημέρα.
        [week] Επιτρέπεται { $times ->
            [one] μία φορά
           *[other] { $times } φορές
        } την εβδομάδα.
        [month] Επιτρέπεται { $times ->
            [one] μία φορά
           *[other] { $times } φορές
        } τον μήνα.
       *[days] Επιτρέπεται { $times ->
            [one] μία φορά
           *[other] { $times } φορές
        } σε { $days ->
            [one] { $days } ημέρα
           *[other] { $days } ημέρες
        }.
    } Επόμενη άδεια: { $again }.
reason-time-spent =
    { $per ->
        [day] Όριο την ημέρα: { $total }.
        [week] Όριο την εβδομάδα: { $total }.
        [month] Όριο τον μήνα: { $total }.
       *[days] Όριο σε { $days ->
            [one] { $days } ημέρα
           *[other] { $days } ημέρες
        }: { $total }.
    } Επόμενη άδεια: { $again }.
reason-human-decides = Για αυτόν τον σκοπό αποφασίζει υπάλληλος.

field-purpose = κωδικός σκοπού
field-identity = αριθμός εγγράφου
field-plate = πινακίδα οχήματος
field-name = ονοματεπώνυμο
field-address = διεύθυνση

verdict-valid = Ισχύει
verdict-not_yet = Δεν ισχύει ακόμη
verdict-expired = Έληξε
verdict-outside_hours = Δεν ισχύει αυτή την ώρα
verdict-revoked = Ανακλήθηκε
verdict-wrong_place = Για άλλον τόπο
verdict-wrong_holder = Άλλου προσώπου
verdict-not_required = Δεν χρειάζεται άδεια
verdict-unknown = Δεν βρέθηκε
