### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = Ελληνικά

## Around every page
title-error = Σφάλμα: { $title }
skip-to-content = Μετάβαση στο περιεχόμενο
navigation = Μέρη του ιστότοπου
languages = Γλώσσα
footer = Το exeat εκδίδει, παραδίδει και ελέγχει άδειες μετακίνησης. Οι ώρες είναι του τόπου για τον οποίο γίνεται λόγος.

## When something goes wrong
problem-not-found = Δεν υπάρχει τέτοια σελίδα
problem-not-found-help = Ελέγξτε τη διεύθυνση ή συνεχίστε από έναν σύνδεσμο στην κορυφή της σελίδας.
problem-wrong-method = Αυτή η σελίδα δεν ανοίγει έτσι
problem-wrong-method-help = Ανοίξτε τη σελίδα από τους συνδέσμους στην κορυφή και στείλτε τη φόρμα από εκεί.
problem-cross-site = Το αίτημα ήρθε από άλλον ιστότοπο
problem-cross-site-help = Για την προστασία σας δεν εκτελέστηκε. Ανοίξτε τη φόρμα σε αυτόν τον ιστότοπο και στείλτε την από εδώ.
problem-too-large = Αυτό που στείλατε είναι πολύ μεγάλο
problem-too-large-help = Μια φόρμα εδώ δέχεται λίγα σύντομα πεδία και κανένα αρχείο. Γυρίστε πίσω, συντομεύστε και στείλτε ξανά.
problem-too-slow = Πήρε πολλή ώρα
problem-too-slow-help = Μπορείτε να στείλετε ξανά μια φόρμα: αίτηση που ελήφθη δεν μετρά ποτέ δύο φορές.
problem-unreadable = Αυτό που στείλατε δεν διαβάστηκε
problem-unreadable-help = Γυρίστε πίσω, ανοίξτε ξανά τη φόρμα και στείλτε την από εκεί. Ένα πρόγραμμα ας συγκρίνει το αίτημά του με την περιγραφή στο /api/openapi.json.
problem-invalid = Κάτι από όσα στείλατε δεν μπορεί να είναι σωστό
problem-invalid-help = Διορθώστε τα πεδία που αναφέρονται και στείλτε ξανά.
problem-not-signed-in = Δεν έχετε συνδεθεί
problem-not-signed-in-help = Αυτό το μέρος είναι ανοιχτό στο μηχάνημα όπου τρέχει και σε όσους έχουν διακριτικό πρόσβασης. Στείλτε το ως “Authorization: Bearer”.
problem-too-many = Πάρα πολλές προσπάθειες
problem-too-many-help = Περιμένετε { $seconds } δευτερόλεπτα και δοκιμάστε ξανά.
problem-unavailable = Η υπηρεσία είναι απασχολημένη
problem-unavailable-help = Τίποτα δεν άλλαξε. Περιμένετε λίγα δευτερόλεπτα και στείλτε ξανά: αίτηση που ελήφθη δεν μετρά ποτέ δύο φορές.
problem-internal = Κάτι πήγε στραβά από τη μεριά μας
problem-internal-help = Δοκιμάστε ξανά σε ένα λεπτό. Αν ξανασυμβεί, δώστε στην υπηρεσία την αναφορά { $reference }.

## Signing in with an access token
sign-in-title = Σύνδεση
sign-in-lead = Αυτό το μέρος είναι για τους ελεγκτές.
sign-in-token = Διακριτικό πρόσβασης
sign-in-token-hint = Σας το δίνουν όσοι λειτουργούν την υπηρεσία. Ζητείται ξανά μετά από δώδεκα ώρες.
sign-in-wrong = Το διακριτικό δεν είναι γνωστό. Ελέγξτε ότι αντιγράφηκε ολόκληρο και δοκιμάστε ξανά.
sign-in-button = Σύνδεση

## Places
# The letters in the order in which names are sorted.
alphabet = αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ
place-centre = { $place }: η πόλη
place-around = { $place }: χωριά και οικισμοί
place-part = { $whole }, { $part }
place-elsewhere = Αλλού: { $place }

## Parts of the site
section-apply = Αίτηση
section-check = Έλεγχος
sign-out-button = Αποσύνδεση
optional = (προαιρετικό)

## Applying on the portal
apply-title = Αίτηση για άδεια μετακίνησης
apply-lead = Αν χρειάζεται, και για τι, εξαρτάται από τον τόπο.
apply-place = Πού βρίσκεστε;
apply-place-hint = Η πόλη ή η περιφέρεια όπου μένετε τώρα.
apply-place-choose = Διαλέξτε τόπο
apply-place-wrong = Διαλέξτε τόπο από τη λίστα.
apply-place-button = Συνέχεια
apply-other-place = Άλλος τόπος
apply-nothing = Κανένα μέτρο δεν περιορίζει τώρα τη μετακίνηση: { $place }.
apply-in = Τόπος: { $place }.
apply-errors = Παρακαλούμε διορθώστε
apply-purpose = Για ποιον λόγο θα βγείτε;
apply-purpose-missing = Διαλέξτε τον λόγο της μετακίνησης.
apply-identity = Αριθμός του εγγράφου σας
apply-identity-hint = Για παράδειγμα:
apply-identity-missing = Γράψτε τον αριθμό του εγγράφου σας.
apply-identity-wrong = Δεν είναι αριθμός δεκτού εγγράφου. Συγκρίνετέ τον με τα παραδείγματα.
apply-plate = Πινακίδα οχήματος
apply-plate-hint = Αν πάτε με δικό σας όχημα. Και ξένες πινακίδες.
apply-plate-wrong = Μια πινακίδα έχει 3 έως 12 γράμματα και ψηφία, τουλάχιστον ένα ψηφίο.
apply-start = Πότε θέλετε να βγείτε;
apply-start-hint = Αμέσως, αν το αφήσετε κενό. Τοπική ώρα: τώρα είναι { $now } ({ $place }).
apply-start-wrong = Γράψτε ημερομηνία και ώρα, όπως 2020-12-15 10:00.
apply-start-past = Αυτή η ώρα πέρασε. Διαλέξτε άλλη ή αφήστε το κενό.
apply-start-gap = Αυτή η ώρα δεν υπάρχει: το ρολόι πάει μπροστά. Διαλέξτε ώρα πριν ή μετά.
apply-button = Αίτηση
apply-register = Πρώτα δηλώστε τον τόπο διαμονής: γράψτε στο { $number }.
apply-elsewhere = Δίνεται αλλού
apply-by-message = Γράψτε στο { $number }, κωδικός { $code }.
apply-by-phone = Καλέστε το { $phone }.
apply-nowhere = Στην αρμόδια αρχή.
apply-exempt = Δεν χρειάζεται άδεια για
apply-carry = Να έχετε μαζί σας: { $document }.

## What came of it
outcome-granted = Η άδεια δόθηκε
outcome-refused = Δεν δόθηκε άδεια
outcome-not_required = Δεν χρειάζεται άδεια
outcome-referred = Θα αποφασίσει υπάλληλος
answer-title = Η αίτησή σας
answer-code = Κωδικός άδειας
answer-code-help = Δείξτε ή πείτε τον κωδικό στον έλεγχο. Να έχετε μαζί σας το έγγραφό σας.
answer-again = Νέα αίτηση
answer-gone = Η απάντηση δεν μπορεί να εμφανιστεί εδώ
answer-gone-help = Μια απάντηση ανοίγει για δύο ημέρες και μόνο στο πρόγραμμα περιήγησης που έστειλε την αίτηση. Αν μόλις τη στείλατε, επιτρέψτε τα cookies και στείλτε ξανά τη φόρμα: δεν θα μετρήσει δύο φορές.
fact-valid = Ισχύει
fact-purpose = Σκοπός
fact-place = Τόπος
fact-identity = Έγγραφο
fact-plate = Όχημα
fact-no-plate = κανένα
fact-registered-place = Τόπος διαμονής
fact-registered-since = Εγγραφή από
fact-checked = Έλεγχος στις

## Checking
check-title = Έλεγχος κωδικού
check-lead = Άδειας ή εγγραφής.
check-next = Έλεγχος άλλου κωδικού
check-verdict = Αποτέλεσμα
check-code = Κωδικός
check-code-hint = Οκτώ γράμματα και ψηφία, ή R και οκτώ. Παύλες, κενά και κεφαλαία δεν έχουν σημασία.
check-code-missing = Γράψτε τον κωδικό.
check-code-wrong = Κανένας κωδικός δεν είναι έτσι: ένα σημείο είναι λάθος ή δύο άλλαξαν θέση. Τα 0, O, 1, I και L δεν υπάρχουν σε κωδικούς.
check-place = Πού βρίσκεται το πρόσωπο;
check-place-hint = Απαιτείται για κωδικό εγγραφής. Και η άδεια συγκρίνεται με αυτόν.
check-place-none = Δεν αναφέρεται
check-place-missing = Διαλέξτε τον τόπο: ο κωδικός εγγραφής συγκρίνεται με αυτόν.
check-place-wrong = Διαλέξτε τόπο από τη λίστα.
check-identity = Αριθμός του εγγράφου που επιδεικνύεται
check-identity-hint = Συγκρίνεται με τον κάτοχο της άδειας.
check-identity-wrong = Ο αριθμός εγγράφου έχει 4 έως 32 γράμματα και ψηφία.
check-button = Έλεγχος
advice-valid = Συγκρίνετε το έγγραφο με το πρόσωπο.
advice-not-yet = Η άδεια δεν έχει αρχίσει.
advice-expired = Η άδεια έληξε. Χρειάζεται νέα.
advice-outside-hours = Η άδεια ισχύει σήμερα, αλλά όχι αυτή την ώρα.
advice-revoked = Η άδεια ανακλήθηκε.
advice-wrong-place = Δόθηκε για άλλον τόπο.
advice-wrong-holder = Δεν δόθηκε στον κάτοχο αυτού του εγγράφου.
advice-not-required = Κανείς δεν χρειάζεται άδεια εδώ αυτή την ώρα.
advice-unknown = Ο κωδικός δεν είναι γνωστός. Ελέγξτε ότι γράφτηκε όπως φαίνεται.

## What regimes ask where somebody is checked
demands-title = Τι απαιτείται εδώ αυτή την ώρα
demand-all-hours = Όλες τις ώρες
demand-curfew = Απαγόρευση κυκλοφορίας, κάθε μέρα { $hours }
demand-met = Καλύπτεται από αυτή την άδεια
demand-unmet = Δεν καλύπτεται από αυτή την άδεια
demand-asks = Άδειες και εξαιρέσεις
demand-permit = Άδεια δίνεται για
demand-exempt = Δεν χρειάζεται άδεια για
demand-show = να φέρει μαζί: { $document }

## Moving the end of a permit on
extend-code-unknown = Καμία άδεια δεν έχει αυτόν τον κωδικό. Συγκρίνετέ τον με αυτόν που σας δείχνουν.
extend-revoked = Η άδεια έχει ανακληθεί. Χρειάζεται καινούργια.
extend-not-in-force = Το καθεστώς αυτής της άδειας δεν ισχύει.
extend-not-for-purpose = Η άδεια γι' αυτόν τον σκοπό δεν παρατείνεται. Χρειάζεται καινούργια.
extend-not-by = Οι ελεγκτές δεν μπορούν να το καταχωρίσουν. Στείλτε το άτομο στην εξυπηρέτηση.
extend-document-missing = Γράψτε ποιο έγγραφο σας έδειξαν.
extend-until-wrong = Γράψτε μια χρονική στιγμή όπως 2020-12-15T15:00:00+04:00.
extend-not-later = Η άδεια ισχύει ήδη έως { $end }. Γράψτε μεταγενέστερη ώρα.
extend-over = Αυτή η ώρα έχει περάσει. Γράψτε μια μελλοντική.
extend-too-late = Η άδεια παρατείνεται το πολύ έως { $latest }.

## The demo
section-demo = Δοκιμή
demo-title = Άδεια με SMS
demo-lead = Γράψτε σε έναν αριθμό όπως ένας πολίτης, ελέγξτε τον κωδικό όπως ένας ελεγκτής, και δείτε τι αποφασίστηκε και γιατί. Τίποτα δεν φεύγει από αυτό το μηχάνημα.
demo-broken = Ένα αποθηκευμένο αρχείο δεν έγινε δεκτό
demo-broken-help = Η επίδειξη συνεχίζει όπως ήταν ώσπου να διορθωθεί αυτό. Το αρχείο διαβάζεται ξανά όταν αποθηκευτεί.
demo-phone = Το τηλέφωνο
demo-numbers = Αριθμοί
demo-conversation = Συνομιλία
demo-you = Εσείς
demo-reply = Απάντηση
demo-segments =
    { $count ->
        [one] { $count } τμήμα
       *[other] { $count } τμήματα
    }
demo-empty = Δεν έχει γραφτεί τίποτα ακόμη. Πατήστε ένα από τα μηνύματα παρακάτω ή γράψτε δικό σας.
demo-message = Μήνυμα
demo-send = Αποστολή
demo-from = Ο αριθμός σας
demo-switch = Αλλαγή
demo-from-wrong = Ένας αριθμός τηλεφώνου αρχίζει με + και τη χώρα, όπως +306901112233.
demo-try = Μηνύματα για δοκιμή
demo-sample-name = Μαρία Παππά
demo-sample-address = { $place }, Ερμού 12
demo-clock = Το ρολόι
demo-clock-local = Ημερομηνία και ώρα
demo-clock-set = Ρύθμιση
demo-clock-wrong = Γράψτε ημερομηνία και ώρα, όπως 2020-12-15 10:00.
demo-clock-hour = +1 ώρα
demo-clock-day = Επόμενη μέρα
demo-clock-mornings = Πρώτο πρωί ενός μέτρου
demo-clock-help = Μένει ακίνητο ώσπου να το μετακινήσετε. Όλα εδώ πηγαίνουν με αυτό.
demo-officer = Ο ελεγκτής
demo-officer-offered = Έλεγχος
demo-why = Τι αποφασίστηκε, και γιατί
demo-why-empty = Στείλτε ένα μήνυμα: η απόφαση και οι λόγοι της εμφανίζονται εδώ.
demo-why-nothing = Το τελευταίο μήνυμα δεν ζητούσε απόφαση.
demo-decided = Αποφασίστηκε
demo-request = Τι είδαν οι κανόνες από την αίτηση
demo-facts = Τι τους ειπώθηκε για το πρόσωπο
demo-made-of = Ποιο μέτρο και ποιοι κανόνες, κατά SHA-256
demo-replay = Απόφαση ξανά
demo-replay-same = Τα ίδια { $bytes } byte
demo-replay-differs = Βγήκε διαφορετικά
demo-recent = Οι τελευταίες αποφάσεις
demo-recent-empty = Καμία ακόμη.
trace-title = Κάθε κανόνας που ρωτήθηκε, με τη σειρά
trace-passed = ικανοποιείται
trace-failed = δεν ικανοποιείται
trace-referred = παραπέμπεται
trace-limited = περιορίζει
trace-exempted = απαλλάσσει
channel-sms = SMS
channel-portal = πύλη
channel-desk = γραφείο εξυπηρέτησης
channel-api = άλλο σύστημα

## Διαχείριση
section-administration = Διαχείριση
administration-title = Διαχείριση
administration-lead = Τι αποφασίζει σε αυτόν τον κόμβο και τι απέγιναν οι αλλαγές. Η σελίδα εμφανίζεται μόνο σε αυτό το μηχάνημα.
administration-host = Αυτός ο κόμβος
host-version = Έκδοση
host-started = Ξεκίνησε
host-now = Τώρα
reloads-title = Επαναφορτώσεις
reloads-help = Τα καθεστώτα, τα κείμενα και τα πρόσθετα διαβάζονται ξανά και εκτελούνται όλες οι περιπτώσεις ελέγχου. Αν κάτι είναι λάθος, ο κόμβος συνεχίζει όπως πριν.
reload-button = Επαναφόρτωση
reload-under-way = Γίνεται επαναφόρτωση. Ανοίξτε ξανά τη σελίδα σε λίγο.
reloads-none = Τίποτα δεν έχει επαναφορτωθεί από την εκκίνηση.
reload-done = Επαναφορτώθηκε
reload-refused = Απορρίφθηκε
reload-cases =
    { $count ->
        [one] πέρασε { $count } περίπτωση
       *[other] πέρασαν { $count } περιπτώσεις
    }
reload-added = Προστέθηκαν
reload-changed = Άλλαξαν
reload-removed = Αφαιρέθηκαν
reload-untested = Χωρίς περιπτώσεις ελέγχου
reload-why = Τι είναι λάθος
reload-refused-title = Η τελευταία επαναφόρτωση απορρίφθηκε
reload-refused-help = { $at }. Ο κόμβος συνεχίζει με ό,τι ίσχυε πριν· όσα γράφουν τα αρχεία δεν αποφασίζουν.
regimes-title = Καθεστώτα
regimes-in-force = Ισχύουν τώρα
regimes-coming = Θα ισχύσουν
regimes-none = Κανένα.
regimes-over =
    { $count ->
        [one] Ακόμη { $count } έχει λήξει.
       *[other] Ακόμη { $count } έχουν λήξει.
    }
plugins-title = Πρόσθετα
plugin-used =
    { $count ->
        [0] δεν χρησιμοποιείται
        [one] αποφασίζει σε { $count } καθεστώς
       *[other] αποφασίζει σε { $count } καθεστώτα
    }
plugin-contract = Συμβόλαιο
plugin-size = Μέγεθος
plugin-signer = Υπογραφή
plugin-unsigned = κανείς
shadow-title = Σκιά
shadow-help = Άλλοι κανόνες αποφασίζουν δίπλα σε όσους ισχύουν, για τις ίδιες αιτήσεις. Τίποτα δεν χορηγείται από αυτούς.
shadow-none = Καμία σκιά δεν αποφασίζει. Ξεκινήστε μία με exeat shadow start.
shadow-not-renewed = Δεν μπόρεσε να ακολουθήσει την τελευταία επαναφόρτωση και συνεχίζει όπως ήταν:
shadow-since = Από
shadow-compared = Συγκρίθηκαν
shadow-different = Διαφέρουν
shadow-dropped = Παραλείφθηκαν γιατί περίμεναν πάρα πολλές
shadow-candidate = Σε τι διαφέρει
shadow-same = Σε τίποτα.
shadow-differences = Διαφορές
shadow-shorter = συντομότερα
shadow-longer = περισσότερο
shadow-moved = σε άλλον χρόνο
shadow-other-hours = σε άλλες ώρες
shadow-details = το ίδιο με άλλες λεπτομέρειες
shadow-failed = Το πρόσθετο απέτυχε
shadow-witnesses = Οι πρώτες, όπως τις βλέπουν οι κανόνες
shadow-not-compared = Δεν συγκρίθηκαν
shadow-beyond =
    { $count ->
        [one] { $count } διαφορά άλλων ειδών.
       *[other] { $count } διαφορές άλλων ειδών.
    }
