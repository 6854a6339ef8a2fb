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
reading-cancel = кирәкми, баш тартам
reading-stop = туктат, туктатыгыз
reading-status = рөхсәтләрем, рөхсәтем
reading-correct = төзәтү, төзәт, хата
reading-latin = латин, латинча
reading-native = кирилл, кириллча
reading-language = татарча, татар, татар теле, tatar, tatarca, татарский, по-татарски, tatarça
reading-letters = abc

# Words that say nothing of what is asked and are passed over; only what stands here is. Fillers anywhere, the others before what
# they name. The ten digits from zero, several words of one between slashes.
reading-filler = исәнмесез, исанмесез, рахмат, исәнме, сәлам, саумысыз, хәерле көн, хәерле иртә, хәерле кич, зинһар, зинһар өчен, рәхмәт, бик зур рәхмәт, зур рәхмәт, рөхсәт, бирегез, миңа, мин, минем, кирәк, телим, барырга, барам, чыгарга, өчен, белән, һәм, итегез
reading-label = код, коды, максат, максаты, сәбәп, документ, паспорт, таныклык, машина, адрес
reading-series = серия, сериясе
reading-number = номер, номеры
reading-signature = исемем, минем исемем, хөрмәт белән, исем
reading-digits = ноль/нуль, бер, ике, өч, дүрт, биш, алты, җиде, сигез, тугыз
# Words after which nothing is taken for granted.
reading-not = түгел, юк, кирәкми
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = а=a ә=ä б=b в=v г=g д=d е=e ё=yo ж=zh җ=j з=z и=i й=y к=k л=l м=m н=n ң=ñ о=o ө=ö п=p р=r с=s т=t у=u ү=ü ф=f х=kh һ=h ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya №=No –=- —=- «=" »=" “=" ”=" …=...
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
reply-two-codes = Хәбәрдә ике максат бар ({ $given }). Берсен языгыз: { $example }
reply-two-numbers = Хәбәрдә ике документ бар ({ $given }). Берсен языгыз: { $example }
reply-surplus = Аңлашылмады: { $given }. Бары тик болай языгыз: { $example }
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
# What a telephone asks about its own: permits, registration, silence.
reply-codes = Кодлар: { $codes }.
reply-questions = Сораулар өчен: { $help }.
reply-not-registered = Теркәү кабул ителмәде. { $reason }
reply-registered-elsewhere = Бу документ башка телефоннан теркәлгән. Бу телефоннан файдалану өчен теркәү кодын языгыз.
reply-corrected = Теркәү төзәтелде. Яңа код: { $code }. Урын: { $place }. Элекке код гамәлдә түгел.
reply-unchanged = Бернәрсә дә үзгәртелмәде.
reply-stopped = Хәзер без хәбәрләрегезгә җавап кына бирәчәкбез.
reply-letters-set = Хәзер сезгә болай язачакбыз.
reply-permit-cancelled = { $code } рөхсәте юкка чыгарылды.
reply-cancel-none = Юкка чыгарырлык рөхсәтегез юк.
reply-cancel-which = Кайсы рөхсәт? { $permits }. Болай языгыз: { $example }
reply-status = Рөхсәтләрегез: { $permits }.
reply-status-none = Хәзер рөхсәтегез юк. Языгыз: { $example }
reply-status-permit = { $code }, { $purpose }, { $until } кадәр
reply-status-coming = { $code }, { $purpose }, { $from }–{ $until }
reply-status-registration = Теркәү: { $code }, { $place }.
reason-registered-elsewhere = Бу документ башка телефоннан теркәлгән.
reason-correction-over = Теркәүне хәбәр белән төзәтеп булмый инде.

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

# Caps on applications.
reason-cap-phone =
    { $per ->
        [week] Бер телефоннан атнага { $times } мөрәҗәгатьтән артык ярамый.
       *[day] Бер телефоннан көнгә { $times } мөрәҗәгатьтән артык ярамый.
    } Яңадан: { $again }.
reason-cap-identity =
    { $per ->
        [week] Бер документ белән атнага { $times } мөрәҗәгатьтән артык ярамый.
       *[day] Бер документ белән көнгә { $times } мөрәҗәгатьтән артык ярамый.
    } Яңадан: { $again }.

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
