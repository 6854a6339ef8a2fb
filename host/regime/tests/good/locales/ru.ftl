# A catalogue with a reply that is far too long.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days = { $count } дн.
hours = { $count } ч
minutes = { $count } мин
metres = { $count } м
kilometres = { $count } км
reading-help = help
reading-cancel = cancel
reading-language = русский
reading-letters = abc
reply-granted = { $code } { $from }-{ $until } { $identity } { $purpose }
reply-granted-plate = { $code } { $from }-{ $until } { $identity } { $plate } { $purpose }
reply-refused = Отказано. { $reason }
reply-not-required = Не нужно. { $reason }
reply-referred = Ждите. { $reason }
reply-help = { $example } { $help }
reply-help-alone = { $example }
reply-unreadable = Отказано. { $example }
reply-unknown-code = { $codes } { $example }
reply-wrong-identity = { $given } { $example }
reply-wrong-identity-suggestion = { $given } { $suggestion } { $example }
reply-wrong-plate = { $given } { $example }
reply-ambiguous = Отказано. { $example }
reply-missing = { $field } { $example }
reply-language-set = русский
reply-register-first = { $example }
reply-ask-name = Имя?
reply-ask-identity = { $example }
reply-ask-address = Адрес?
reply-place-unknown = Отказано.
reply-registered = { $code } { $place } Не забудьте этот код, его спрашивают при каждой проверке. Не забудьте этот код, его спрашивают при каждой проверке. Не забудьте этот код, его спрашивают при каждой проверке. Не забудьте этот код, его спрашивают при каждой проверке. До свидания.
reply-registered-already = { $code } { $place }
reply-cancelled = Отказано.
reply-dialog-expired = Отказано.
reply-no-service = Отказано.
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
reason-facts-unavailable = Нужные сведения сейчас недоступны.

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
    [day] в день
   *[week] в неделю
} { $times }, { $again }
