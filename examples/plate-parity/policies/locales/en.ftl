# English: base catalogue. Kept to the letters of the seven-bit alphabet, so that a message has 160 of them.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
metres = { $count } m
kilometres = { $count } km

# What people write: words that ask for help, that give up a dialog or a permit, that name this language; and its letters.
reading-help = help, info
reading-cancel = cancel, revoke
reading-stop = stop, unsubscribe
reading-status = status, my permits, my permit
reading-correct = correct, correction
reading-latin = latin
reading-native = native
reading-language = english, eng, ingiliscə, ingilis dili, английский, по-английски, инглизчә, αγγλικά, anglais
reading-letters = abcdefghijklmnopqrstuvwxyz
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = –=- —=- «=" »=" “=" ”=" ‘=' ’=' …=...

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

reply-granted = Permit granted. Code: { $code }. Time: { $from }-{ $until }. Document: { $identity }. Purpose: { $purpose }.
reply-granted-plate = Permit granted. Code: { $code }. Time: { $from }-{ $until }. Document: { $identity }. Vehicle: { $plate }. Purpose: { $purpose }.
reply-refused = No permit was given. { $reason }
reply-not-required = You need no permit. { $reason }
reply-referred = A member of staff will decide. { $reason }
reply-help = For a permit, write: { $example }. Questions: { $help }.
reply-help-alone = To begin, write: { $example }
reply-unreadable = We could not read your message. Please write: { $example }
reply-unknown-code = There is no such code. Codes: { $codes }. Example: { $example }
reply-wrong-identity = { $given } does not look like a document number. Example: { $example }
reply-wrong-identity-suggestion = { $given } does not look like a document number. Did you mean { $suggestion }? Please write: { $example }
reply-wrong-plate = { $given } does not look like a plate. Example: { $example }
reply-ambiguous = Your message can be read in two ways. Please write: { $example }
reply-missing = Missing: { $field }. Example: { $example }
reply-two-codes = Two purposes in one message ({ $given }). Please write one: { $example }
reply-two-numbers = Two documents in one message ({ $given }). Please write one: { $example }
reply-surplus = We do not understand: { $given }. Please write only: { $example }
reply-language-set = From now on we answer in English.
reply-register-first = Please register first. Write: { $example }
reply-ask-name = Please write your full name.
reply-ask-identity = Please write the number of your document. Example: { $example }
reply-ask-address = Please write the address where you stay, with its city or district.
reply-place-unknown = We could not find this address. Please add the city or district.
reply-registered = You are registered. Code: { $code }. Place: { $place }. Say the code when you are checked.
reply-registered-already = You are registered already. Code: { $code }. Place: { $place }.
reply-cancelled = The registration was stopped.
reply-dialog-expired = The time to answer is over. Please start again.
reply-no-service = No permits are given at this number.

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

reason-no-regime-in-force = No restriction is in force here.
reason-regime-not-yet = The regime begins: { $from }.
reason-regime-ended = The regime ended: { $until }.
reason-regime-ends = The regime ends: { $until }.
reason-outside-territory = The regime does not rule this place.
reason-exempt = Reason: { $exemption }.
reason-exempt-show = Reason: { $exemption }. Carry with you: { $show }.
reason-purpose-unknown = There is no such purpose.
reason-ask-elsewhere = This permit is not given here.
reason-ask-elsewhere-phone = This permit is given by telephone: { $phone }.
reason-identity-form = The number of the document is not written correctly.
reason-policy-failed = The system could not decide.
reason-no-common-time = The rules in force leave no common time.
reason-no-curfew-now = The next curfew begins: { $from }.
reason-blocked = You were told to stay in quarantine.
reason-not-registered = You are not registered.
reason-attribute-missing = The record that this needs is not in the system.
reason-place-unknown = It is not known where you are.
reason-wrong-territory = It is not given for this place: { $territory }.
reason-not-where-registered = You are registered elsewhere: { $territory }.
reason-other-unit = Only within { $territory }.
reason-too-far = Only within { $radius } of where you stay. You are { $distance } away.
reason-no-longer-granted = These permits ended: { $until }.
reason-wrong-day = Not today. The next time: { $next }.
# What the plugin `plate-parity` says.
reason-plate-day = This plate does not drive on that day. Again from: { $next }.
reason-outside-hours = Only { $from }-{ $until }. The next time: { $next }.
reason-quota-spent =
    { $per ->
        [day] Allowed { $times ->
            [one] once
           *[other] { $times } times
        } a day.
        [week] Allowed { $times ->
            [one] once
           *[other] { $times } times
        } a week.
        [month] Allowed { $times ->
            [one] once
           *[other] { $times } times
        } a month.
       *[days] Allowed { $times ->
            [one] once
           *[other] { $times } times
        } in { $days ->
            [one] { $days } day
           *[other] { $days } days
        }.
    } The next permit: { $again }.
reason-time-spent =
    { $per ->
        [day] Allowed a day: { $total }.
        [week] Allowed a week: { $total }.
        [month] Allowed a month: { $total }.
       *[days] Allowed in { $days ->
            [one] { $days } day
           *[other] { $days } days
        }: { $total }.
    } The next permit: { $again }.
reason-human-decides = A member of staff decides on this purpose.

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

field-purpose = code of the purpose
field-identity = number of the document
field-plate = plate of the vehicle
field-name = full name
field-address = address

verdict-valid = Valid
verdict-not_yet = Not yet valid
verdict-expired = Expired
verdict-outside_hours = Not valid at this hour
verdict-revoked = Revoked
verdict-wrong_place = For another place
verdict-wrong_holder = Somebody else's
verdict-not_required = No permit needed
verdict-unknown = Not found

# How a regime is explained (`exeat regime explain`).
explain-heading-scope = Where and when
explain-in-force = In force from { $from } until { $until }.
explain-in-force-open = In force from { $from }; no end is stated.
explain-amends = It changes { $regime }.
explain-stay-home = Nobody goes out without a permit or an exemption, at any hour.
explain-curfew = Nobody is outside from { $from } to { $until } without a permit or an exemption.
explain-whole = Whole: { $places }.
explain-centre-only = Only the centres, without villages and settlements: { $places }.
explain-except = Not in: { $places }.
explain-authority = Issued by: { $authority }.
explain-heading-general = Rules for every purpose
explain-heading-purposes = What needs a permit
explain-by-sms = By text message to { $number }, code { $code }.
explain-by-portal = On the portal.
explain-by-desk = At the desk.
explain-by-phone = By telephone: { $phone }.
explain-extension = An officer or the desk can extend it by up to { $length }.
explain-show = To be shown: { $show }.
explain-rule-valid_for = A permit lasts { $value }.
explain-rule-valid_days =
    { $days ->
        [1] A permit lasts until the end of the day.
       *[other] A permit lasts { $days } days, until the end of the last.
    }
explain-rule-valid_until = A permit ends on { $value } at the latest.
explain-rule-valid_with = Only while this record holds: { $value }.
explain-rule-start_delay = It starts { $value } after it is granted.
explain-rule-hours = Only at these hours: { $value }.
explain-rule-days = Only on these days: { $value }.
explain-rule-territory = Only in: { $value }.
explain-rule-decided_by =
    { $value ->
        [desk] The desk decides; other applications go to it.
        [holder] The holder declares it; nobody approves.
       *[human] A member of staff decides.
    }
explain-rule-quota =
    { $per ->
        [day] At most { $times ->
                [one] one permit
               *[other] { $times } permits
            } a day.
        [week] At most { $times ->
                [one] one permit
               *[other] { $times } permits
            } a week, from Monday.
        [month] At most { $times ->
                [one] one permit
               *[other] { $times } permits
            } a month.
       *[days] At most { $times ->
                [one] one permit
               *[other] { $times } permits
            } in { $days } days.
    }
explain-rule-total =
    { $per ->
        [day] At most { $total } in all a day.
        [week] At most { $total } in all a week, from Monday.
        [month] At most { $total } in all a month.
       *[days] At most { $total } in all in { $days } days.
    }
explain-across-all = All purposes count together.
explain-across = Counted together with: { $purposes }.
explain-rule-registration = The place of stay must be registered.
explain-rule-in_registered_territory = Only within the registered place.
explain-rule-attributes = Needs a record: { $value }.
explain-rule-blocked_by = Refused to those with a record: { $value }.
explain-rule-within_level = Only within the district of stay.
explain-rule-radius = No farther than { $value } from the place of stay.
explain-rule-other = { $key }: { $value }.
explain-heading-exemptions = What needs no permit
explain-heading-messages = Text messages
explain-message = Write to { $number }: { $message }
explain-documents = Documents accepted: { $documents }.
explain-reply-delay = The answer comes after { $value }.
explain-cap-phone =
    { $per ->
        [day] From one telephone at most { $times } applications a day.
        [week] From one telephone at most { $times } applications a week, from Monday.
        [month] From one telephone at most { $times } applications a month.
       *[days] From one telephone at most { $times } applications in { $days } days.
    }
explain-cap-identity =
    { $per ->
        [day] For one person at most { $times } applications a day.
        [week] For one person at most { $times } applications a week, from Monday.
        [month] For one person at most { $times } applications a month.
       *[days] For one person at most { $times } applications in { $days } days.
    }
explain-masked = The answer shows only the ends of the document's number.
explain-correction =
    A wrong registration can be put right by text message { $times ->
        [one] once
       *[other] { $times } times
    } within { $value }.
explain-another-phone = Another telephone that registers the same document speaks for the person at once.
explain-alarm = Whoever runs the service is warned when a purpose's share rises by { $points } points within { $value }.
explain-facts = The list or service “{ $name }” says of a person: { $gives }.
explain-carry-over = Active permits of { $regime } go on until { $until }.
explain-heading-help = Help and liability
explain-help = { $phone }: { $about }.
explain-liability = Whoever breaks the rules answers under: { $title }.
explain-retention = Personal data are kept for { $value }, then deleted.
explain-heading-conflicts = Where the sources disagree
explain-conflict = Taken here: { $takes } – { $why }.
explain-heading-sources = Sources
explain-clause = Clause
explain-rule = Rule
explain-written = As the file says it
explain-no-clause = no source is cited
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
explain-metres = { $count } m
explain-kilometres = { $count } km
