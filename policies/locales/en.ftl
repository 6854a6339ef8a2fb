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

# What people write: words that ask for help, that give up, that name this language; and its letters.
reading-help = help, info
reading-cancel = stop, cancel
reading-language = english
reading-letters = abcdefghijklmnopqrstuvwxyz

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
reason-too-far = Only within { $radius } m of where you stay. You are { $distance } m away.
reason-no-longer-granted = These permits ended: { $until }.
reason-wrong-day = Not today. The next time: { $next }.
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
