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
metres = { $count } μ.
kilometres = { $count } χλμ.

# What people write: words that ask for help, that give up a dialog or a permit, that name this language; and its letters.
reading-help = βοήθεια, πληροφορίες
reading-cancel = άκυρο, ακύρωση
reading-stop = στοπ, stop, διακοπή
reading-status = κατάσταση, οι άδειές μου, άδειες
reading-correct = διόρθωση, λάθος
reading-latin = κεφαλαία, greeklish
reading-native = πεζά, μικρά γράμματα
reading-language = ελληνικά, στα ελληνικά, greek, ellinika, греческий, yunanca, grec
reading-letters = αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = ά=A α=A β=B γ=Γ δ=Δ έ=E ε=E ζ=Z ή=H η=H θ=Θ ί=I ϊ=I ΐ=I ι=I κ=K λ=Λ μ=M ν=N ξ=Ξ ό=O ο=O π=Π ρ=P σ=Σ ς=Σ τ=T ύ=Y ϋ=Y ΰ=Y υ=Y φ=Φ χ=X ψ=Ψ ώ=Ω ω=Ω –=- —=- «=" »=" “=" ”=" ’=' ·=; …=...

# Words that say nothing of what is asked and are passed over; only what stands here is. Fillers anywhere, the others before what
# they name. The ten digits from zero, several words of one between slashes.
reading-filler = γεια, γεια σας, γεια σου, καλημέρα, καλημέρα σας, καλησπέρα, καλησπέρα σας, χαίρετε, παρακαλώ, παρακαλώ πολύ, ευχαριστώ, ευχαριστώ πολύ, σας ευχαριστώ, άδεια, θέλω, θα ήθελα, πάω, πηγαίνω, να πάω, να, για, στο, στον, στη, στην, στα, το, τον, τη, την, μου, και
reading-label = κωδικός, κωδ, μετακίνηση, μετακίνησης, λόγος, σκοπός, αιτία, ταυτότητα, διαβατήριο, έγγραφο, αριθμός εγγράφου, αριθμός ταυτότητας, διεύθυνση, αυτοκίνητο, όχημα, πινακίδα
reading-series = σειρά
reading-number = αριθμός, νούμερο
reading-signature = ονομάζομαι, με λένε, ονοματεπώνυμο, όνομα, με εκτίμηση
reading-digits = μηδέν, ένα/μία/μια, δύο/δυο, τρία/τρεις, τέσσερα/τέσσερις, πέντε, έξι, επτά/εφτά, οκτώ/οχτώ, εννέα/εννιά
# Words after which nothing is taken for granted.
reading-not = δεν, μη, μην, όχι

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
reply-two-codes = Δύο σκοποί σε ένα μήνυμα ({ $given }). Γράψτε έναν: { $example }
reply-two-numbers = Δύο έγγραφα σε ένα μήνυμα ({ $given }). Γράψτε ένα: { $example }
reply-surplus = Δεν καταλάβαμε: { $given }. Γράψτε μόνο: { $example }
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

# What a telephone asks about its own: permits, registration, silence.
reply-codes = Κωδικοί: { $codes }.
reply-questions = Ερωτήσεις: { $help }.
reply-not-registered = Η εγγραφή δεν έγινε δεκτή. { $reason }
reply-registered-elsewhere = Το έγγραφο έχει εγγραφεί από άλλο τηλέφωνο. Για να συνεχίσετε με αυτό, γράψτε τον κωδικό της εγγραφής.
reply-corrected = Η εγγραφή διορθώθηκε. Νέος κωδικός: { $code }. Τόπος: { $place }. Ο παλιός δεν ισχύει πια.
reply-unchanged = Δεν άλλαξε τίποτα.
reply-stopped = Στο εξής μόνο θα απαντάμε στα μηνύματά σας.
reply-letters-set = Στο εξής θα γράφουμε έτσι.
reply-permit-cancelled = Η άδεια { $code } ακυρώθηκε.
reply-cancel-none = Δεν έχετε άδεια για ακύρωση.
reply-cancel-which = Ποια άδεια; { $permits }. Γράψτε: { $example }
reply-status = Οι άδειές σας: { $permits }.
reply-status-none = Δεν έχετε άδεια τώρα. Γράψτε: { $example }
reply-status-permit = { $code }, { $purpose }, έως { $until }
reply-status-coming = { $code }, { $purpose }, { $from }–{ $until }
reply-status-registration = Εγγραφή: { $code }, { $place }.
reason-registered-elsewhere = Το έγγραφο έχει εγγραφεί από άλλο τηλέφωνο.
reason-correction-over = Η εγγραφή δεν διορθώνεται πια με μήνυμα.

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
reason-too-far = Έως { $radius } από τον τόπο διαμονής. Απέχετε { $distance }
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

# Facts from outside.
reason-facts-unavailable = Τα απαραίτητα στοιχεία δεν είναι διαθέσιμα.

# Caps on applications.
reason-cap-phone =
    { $per ->
        [week] Αιτήσεις από ένα τηλέφωνο: έως { $times } την εβδομάδα.
       *[day] Αιτήσεις από ένα τηλέφωνο: έως { $times } την ημέρα.
    } Ξανά: { $again }.
reason-cap-identity =
    { $per ->
        [week] Αιτήσεις με ένα έγγραφο: έως { $times } την εβδομάδα.
       *[day] Αιτήσεις με ένα έγγραφο: έως { $times } την ημέρα.
    } Ξανά: { $again }.

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

# How a regime is explained (`exeat regime explain`).
explain-heading-scope = Πού και πότε
explain-in-force = Ισχύει από { $from } έως { $until }.
explain-in-force-open = Ισχύει από { $from }· δεν ορίζεται λήξη.
explain-amends = Τροποποιεί το { $regime }.
explain-stay-home = Κανείς δεν βγαίνει χωρίς άδεια ή εξαίρεση, σε καμία ώρα.
explain-curfew = Από { $from } έως { $until } κανείς δεν κυκλοφορεί χωρίς άδεια ή εξαίρεση.
explain-whole = Ολόκληρα: { $places }.
explain-centre-only = Μόνο τα κέντρα, χωρίς χωριά και οικισμούς: { $places }.
explain-except = Εκτός από: { $places }.
explain-authority = Εκδίδεται από: { $authority }.
explain-heading-general = Κανόνες για κάθε σκοπό
explain-heading-purposes = Τι χρειάζεται άδεια
explain-by-sms = Με SMS στο { $number }, κωδικός { $code }.
explain-by-portal = Στην πύλη.
explain-by-desk = Στο γραφείο εξυπηρέτησης.
explain-by-phone = Τηλεφωνικά: { $phone }.
explain-extension = Μπορεί να παραταθεί έως { $length }.
explain-show = Επιδεικνύεται: { $show }.
explain-rule-valid_for = Η άδεια διαρκεί { $value }.
explain-rule-valid_days =
    { $days ->
        [1] Η άδεια ισχύει έως το τέλος της ημέρας.
       *[other] Η άδεια ισχύει { $days } ημέρες, έως το τέλος της τελευταίας.
    }
explain-rule-valid_until = Η άδεια λήγει το αργότερο στις { $value }.
explain-rule-valid_with = Μόνο όσο ισχύει η εγγραφή: { $value }.
explain-rule-start_delay = Αρχίζει { $value } μετά την έγκριση.
explain-rule-hours = Μόνο αυτές τις ώρες: { $value }.
explain-rule-days = Μόνο αυτές τις ημέρες: { $value }.
explain-rule-territory = Μόνο εδώ: { $value }.
explain-rule-decided_by =
    { $value ->
        [desk] Αποφασίζει το γραφείο εξυπηρέτησης.
        [holder] Το δηλώνει ο ίδιος· κανείς δεν εγκρίνει.
       *[human] Αποφασίζει υπάλληλος.
    }
explain-rule-quota =
    { $per ->
        [day] Το πολύ { $times ->
                [one] μία άδεια
               *[other] { $times } άδειες
            } την ημέρα.
        [week] Το πολύ { $times ->
                [one] μία άδεια
               *[other] { $times } άδειες
            } την εβδομάδα.
        [month] Το πολύ { $times ->
                [one] μία άδεια
               *[other] { $times } άδειες
            } τον μήνα.
       *[days] Το πολύ { $times ->
                [one] μία άδεια
               *[other] { $times } άδειες
            } σε { $days } ημέρες.
    }
explain-rule-total =
    { $per ->
        [day] Συνολικά το πολύ { $total } την ημέρα.
        [week] Συνολικά το πολύ { $total } την εβδομάδα.
        [month] Συνολικά το πολύ { $total } τον μήνα.
       *[days] Συνολικά το πολύ { $total } σε { $days } ημέρες.
    }
explain-across-all = Όλοι οι σκοποί μετρούν μαζί.
explain-across = Μετρά μαζί με: { $purposes }.
explain-rule-registration = Ο τόπος διαμονής πρέπει να έχει εγγραφεί.
explain-rule-in_registered_territory = Μόνο στον τόπο εγγραφής.
explain-rule-attributes = Απαιτείται εγγραφή: { $value }.
explain-rule-blocked_by = Δεν δίνεται σε όσους έχουν εγγραφή: { $value }.
explain-rule-within_level = Μόνο μέσα στην περιοχή διαμονής.
explain-rule-radius = Όχι πιο μακριά από { $value } από τον τόπο διαμονής.
explain-rule-other = { $key }: { $value }.
explain-heading-exemptions = Τι δεν χρειάζεται άδεια
explain-heading-messages = Μηνύματα SMS
explain-message = Γράψτε στο { $number }: { $message }
explain-documents = Δεκτά έγγραφα: { $documents }.
explain-reply-delay = Η απάντηση έρχεται μετά από { $value }.
explain-cap-phone =
    { $per ->
        [day] Από ένα τηλέφωνο το πολύ { $times } αιτήσεις την ημέρα.
        [week] Από ένα τηλέφωνο το πολύ { $times } αιτήσεις την εβδομάδα.
        [month] Από ένα τηλέφωνο το πολύ { $times } αιτήσεις τον μήνα.
       *[days] Από ένα τηλέφωνο το πολύ { $times } αιτήσεις σε { $days } ημέρες.
    }
explain-cap-identity =
    { $per ->
        [day] Για ένα πρόσωπο το πολύ { $times } αιτήσεις την ημέρα.
        [week] Για ένα πρόσωπο το πολύ { $times } αιτήσεις την εβδομάδα.
        [month] Για ένα πρόσωπο το πολύ { $times } αιτήσεις τον μήνα.
       *[days] Για ένα πρόσωπο το πολύ { $times } αιτήσεις σε { $days } ημέρες.
    }
explain-masked = Η απάντηση δείχνει μόνο τα άκρα του αριθμού του εγγράφου.
explain-correction =
    Μια λάθος εγγραφή διορθώνεται με μήνυμα { $times ->
        [one] { $times } φορά
       *[other] { $times } φορές
    }. Προθεσμία: { $value }.
explain-another-phone = Άλλο τηλέφωνο που εγγράφει το ίδιο έγγραφο μιλά αμέσως για το πρόσωπο.
explain-alarm = Η υπηρεσία προειδοποιείται όταν το μερίδιο ενός σκοπού αυξηθεί { $points } μονάδες σε { $value }.
explain-facts = Ο κατάλογος ή η υπηρεσία «{ $name }» δηλώνει για το πρόσωπο: { $gives }.
explain-carry-over = Οι ενεργές άδειες του { $regime } συνεχίζουν έως { $until }.
explain-heading-help = Βοήθεια και ευθύνη
explain-help = { $phone }: { $about }.
explain-liability = Οι παραβάτες ευθύνονται κατά: { $title }.
explain-retention = Τα προσωπικά δεδομένα φυλάσσονται { $value } και μετά διαγράφονται.
explain-heading-conflicts = Όπου οι πηγές διαφωνούν
explain-conflict = Εδώ ισχύει: { $takes } – { $why }.
explain-heading-sources = Πηγές
explain-clause = Διάταξη
explain-rule = Κανόνας
explain-written = Όπως γράφεται στο αρχείο
explain-no-clause = δεν αναφέρεται πηγή
weekday-mon = Δευτέρα
weekday-tue = Τρίτη
weekday-wed = Τετάρτη
weekday-thu = Πέμπτη
weekday-fri = Παρασκευή
weekday-sat = Σάββατο
weekday-sun = Κυριακή
explain-metres = { $count } μ.
explain-kilometres = { $count } χλμ.
