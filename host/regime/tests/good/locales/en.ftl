# Short texts for the tests of the checks.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days = { $count } days
hours = { $count } hours
minutes = { $count } minutes
metres = { $count } m
kilometres = { $count } km
reading-help = help
reading-cancel = cancel, revoke
reading-stop = stop, unsubscribe
reading-status = status, my permits, my permit
reading-correct = correct, correction
reading-latin = latin
reading-native = native
reading-language = english, eng, ingiliscə, ingilis dili, английский, по-английски, инглизчә, αγγλικά, anglais
reading-letters = abc

# Words that say nothing of what is asked and are passed over; only what stands here is. Fillers anywhere, the others before what
# they name. The ten digits from zero, several words of one between slashes.
reading-filler = hello, hi, hey, dear, dear sir, dear sirs, sir, madam, good morning, good afternoon, good evening, good day, please, pls, plz, thanks, thank you, thank you very much, many thanks, thx, kindly, permit, permission, i, a, an, the, to, for, my, is, am, want, need, would, like, go, going, have, get, give, me, and
reading-label = code, purpose, reason, id, id card, identity card, card, document, passport, serial, serial number, id number, id no, document number, document no, passport number, passport no, serial no, car, vehicle, plate, plate number, car number, licence plate, license plate, address
reading-series = series
reading-number = number, nr
reading-signature = my name is, name, regards, best regards, kind regards, sincerely
reading-digits = zero, one, two, three, four, five, six, seven, eight, nine
# Words after which nothing is taken for granted.
reading-not = not, don't, dont
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = –=- —=- «=" »=" “=" ”=" ‘=' ’=' …=...
reply-granted = { $code } { $from }-{ $until } { $identity } { $purpose }
reply-granted-plate = { $code } { $from }-{ $until } { $identity } { $plate } { $purpose }
reply-refused = Refused. { $reason }
reply-not-required = Not needed. { $reason }
reply-referred = Wait. { $reason }
reply-help = { $example } { $help }
reply-help-alone = { $example }
reply-unreadable = Refused. { $example }
reply-unknown-code = { $codes } { $example }
reply-wrong-identity = { $given } { $example }
reply-wrong-identity-suggestion = { $given } { $suggestion } { $example }
reply-wrong-plate = { $given } { $example }
reply-ambiguous = Refused. { $example }
reply-missing = { $field } { $example }
reply-two-codes = Two purposes in one message ({ $given }). Please write one: { $example }
reply-two-numbers = Two documents in one message ({ $given }). Please write one: { $example }
reply-surplus = We do not understand: { $given }. Please write only: { $example }
reply-language-set = English
reply-register-first = { $example }
reply-ask-name = Your name?
reply-ask-identity = { $example }
reply-ask-address = Your address?
reply-place-unknown = Refused.
reply-registered = { $code } { $place }
reply-registered-already = { $code } { $place }
reply-cancelled = Refused.
reply-dialog-expired = Refused.
reply-no-service = Refused.
# What a telephone asks about its own: permits, registration, silence.
reply-codes = Codes: { $codes }.
reply-questions = Questions: { $help }.
reply-not-registered = The registration was not accepted. { $reason }
reply-registered-elsewhere = This document is registered from another telephone. To go on with this one, write the code of the registration.
reply-corrected = The registration was corrected. New code: { $code }. Place: { $place }. The old code is no longer valid.
reply-unchanged = Nothing was changed.
reply-stopped = From now on we only answer your messages.
reply-letters-set = From now on we write like this.
reply-permit-cancelled = Permit { $code } was cancelled.
reply-cancel-none = You have no permit to cancel.
reply-cancel-which = Which permit? { $permits }. Please write: { $example }
reply-status = Your permits: { $permits }.
reply-status-none = You have no permit now. Write: { $example }
reply-status-permit = { $code }, { $purpose }, until { $until }
reply-status-coming = { $code }, { $purpose }, { $from }-{ $until }
reply-status-registration = Registration: { $code }, { $place }.
reason-registered-elsewhere = This document is registered from another telephone.
reason-correction-over = The registration can no longer be corrected by message.

reason-no-regime-in-force = no regime in force
reason-regime-not-yet = { $from }
reason-regime-ended = { $until }
reason-outside-territory = outside territory
reason-exempt = { $exemption }
reason-exempt-show = { $exemption } { $show }
reason-purpose-unknown = purpose unknown
reason-ask-elsewhere = ask elsewhere
reason-ask-elsewhere-phone = { $phone }
reason-identity-form = identity form
reason-policy-failed = policy failed
reason-no-common-time = no common time
reason-no-curfew-now = { $from }
reason-regime-ends = { $until }

# Facts from outside.
reason-facts-unavailable = Information that is needed is not available now.

# Caps on applications.
reason-cap-phone =
    { $per ->
        [week] Requests from one telephone: at most { $times } a week.
       *[day] Requests from one telephone: at most { $times } a day.
    } Again from { $again }.
reason-cap-identity =
    { $per ->
        [week] Requests for one document: at most { $times } a week.
       *[day] Requests for one document: at most { $times } a day.
    } Again from { $again }.

field-purpose = purpose
field-identity = identity
field-plate = plate
field-name = name
field-address = address
verdict-valid = valid
verdict-not_yet = not yet
verdict-expired = expired
verdict-outside_hours = outside hours
verdict-revoked = revoked
verdict-wrong_place = wrong place
verdict-wrong_holder = wrong holder
verdict-not_required = not required
verdict-unknown = unknown
reason-quota-spent = { $per ->
    [day] a day
   *[week] a week
} { $times }, { $again }
