# A catalogue with two messages missing, one that refers to nothing and one that asks for what it is not given.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days = { $count } көн
hours = { $count } сәг
minutes = { $count } мин
metres = { $count } м
kilometres = { $count } км
reading-help = help
reading-cancel = cancel
reading-language = татарча
reading-letters = abc
reply-granted = { $code } { $from }-{ $until } { $identity } { $purpose }
reply-granted-plate = { $code } { $from }-{ $until } { $identity } { $plate } { $purpose }
reply-refused = Юк. { $reason }
reply-not-required = Кирәкми. { $reason }
reply-referred = Көтегез. { $reason }
reply-help-alone = { $example }
reply-unreadable = Юк. { $exemple }
reply-unknown-code = { $codes } { $example }
reply-wrong-identity = { $given } { $example }
reply-wrong-identity-suggestion = { $given } { $suggestion } { $example }
reply-wrong-plate = { $given } { $example }
reply-ambiguous = Юк. { $example }
reply-missing = { $field } { $example }
reply-language-set = татарча
reply-register-first = { $example }
reply-ask-name = Исем?
reply-ask-identity = { $example }
reply-ask-address = Адрес?
reply-place-unknown = Юк.
reply-registered = { $code } { $place }
reply-registered-already = { $code } { $place }
reply-cancelled = Юк.
reply-dialog-expired = Юк.
reply-no-service = Юк. { somewhere }
reason-no-regime-in-force = no regime in force
reason-regime-not-yet = { $from }
reason-regime-ended = { $until }
reason-outside-territory = outside territory
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
reason-facts-unavailable = Кирәкле мәгълүматны хәзер алып булмый.

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
    [day] көнгә
   *[week] атнага
} { $times }, { $again }
