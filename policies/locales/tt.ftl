# Татар теле: base catalogue. Texts are short because a message in Cyrillic has 70 letters, 67 in a longer one.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days = { $count } көн
hours = { $count } сәгать
minutes = { $count } минут
metres = { $count } м
kilometres = { $count } км

# What people write: words that ask for help, that give up a dialog or a permit, that name this language; and its letters.
reading-help = ярдәм, ничек
reading-cancel = кирәкми, баш тартам
reading-stop = туктат, туктатыгыз
reading-status = рөхсәтләрем, рөхсәтем
reading-correct = төзәтү, төзәт, хата
reading-latin = латин, латинча
reading-native = кирилл, кириллча
reading-language = татарча, татар, татар теле, tatar, tatarca, татарский, по-татарски, tatarça
reading-letters = аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщъыьэюя
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = а=a ә=ä б=b в=v г=g д=d е=e ё=yo ж=zh җ=j з=z и=i й=y к=k л=l м=m н=n ң=ñ о=o ө=ö п=p р=r с=s т=t у=u ү=ü ф=f х=kh һ=h ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya №=No –=- —=- «=" »=" “=" ”=" …=...

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

reply-granted = Чыгарга рөхсәт бирелде. Код: { $code }. Вакыт: { $from }–{ $until }. Документ: { $identity }. Максат: { $purpose }.
reply-granted-plate = Чыгарга рөхсәт бирелде. Код: { $code }. Вакыт: { $from }–{ $until }. Документ: { $identity }. Машина: { $plate }. Максат: { $purpose }.
reply-refused = Рөхсәт бирелмәде. { $reason }
reply-not-required = Рөхсәт кирәкми. { $reason }
reply-referred = Карарны хезмәткәр кабул итәчәк. { $reason }
reply-help = Рөхсәт алу өчен языгыз: { $example }. Сораулар өчен: { $help }.
reply-help-alone = Башлау өчен языгыз: { $example }
reply-unreadable = Хәбәрегезне укып булмады. Болай языгыз: { $example }
reply-unknown-code = Мондый код юк. Кодлар: { $codes }. Мисал: { $example }
reply-wrong-identity = { $given } документ номерына охшамаган. Мисал: { $example }
reply-wrong-identity-suggestion = { $given } документ номерына охшамаган. Бәлки, { $suggestion }? Болай языгыз: { $example }
reply-wrong-plate = { $given } машина номерына охшамаган. Мисал: { $example }
reply-ambiguous = Хәбәрегезне төрлечә аңлап була. Болай языгыз: { $example }
reply-missing = Җитми: { $field }. Мисал: { $example }
reply-two-codes = Хәбәрдә ике максат бар ({ $given }). Берсен языгыз: { $example }
reply-two-numbers = Хәбәрдә ике документ бар ({ $given }). Берсен языгыз: { $example }
reply-surplus = Аңлашылмады: { $given }. Бары тик болай языгыз: { $example }
reply-language-set = Хәзер сезгә татарча җавап бирәчәкбез.
reply-register-first = Башта теркәлегез. Языгыз: { $example }
reply-ask-name = Фамилиягезне, исемегезне һәм әтиегезнең исемен языгыз.
reply-ask-identity = Документ номерын языгыз. Мисал: { $example }
reply-ask-address = Яшәгән адресыгызны шәһәр яки район белән бергә языгыз.
reply-place-unknown = Мондый адрес табылмады. Шәһәрне яки районны өстәгез.
reply-registered = Сез теркәлдегез. Код: { $code }. Урын: { $place }. Тикшергәндә кодны әйтегез.
reply-registered-already = Сез инде теркәлгәнсез. Код: { $code }. Урын: { $place }.
reply-cancelled = Теркәү туктатылды.
reply-dialog-expired = Җавап вакыты чыкты. Зинһар, яңадан башлагыз.
reply-no-service = Бу номер буенча рөхсәт бирелми.

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

reason-no-regime-in-force = Монда чикләүләр юк.
reason-regime-not-yet = Режим { $from } башлана.
reason-regime-ended = Режим { $until } тәмамланды.
reason-regime-ends = Режим { $until } тәмамлана.
reason-outside-territory = Режим бу урында гамәлдә түгел.
reason-exempt = Сәбәп: { $exemption }.
reason-exempt-show = Сәбәп: { $exemption }. Үзегез белән булсын: { $show }.
reason-purpose-unknown = Мондый максат юк.
reason-ask-elsewhere = Бу рөхсәт монда бирелми.
reason-ask-elsewhere-phone = Бу рөхсәт { $phone } телефоны аша бирелә.
reason-identity-form = Документ номеры дөрес язылмаган.
reason-policy-failed = Система карар кабул итә алмады.
reason-no-common-time = Гамәлдәге кагыйдәләр уртак вакыт калдырмый.
reason-no-curfew-now = Киләсе комендант сәгате { $from } башлана.
reason-blocked = Сезгә карантин билгеләнгән.
reason-not-registered = Сез теркәлмәгәнсез.
reason-attribute-missing = Системада моның өчен кирәкле билге юк.
reason-place-unknown = Кайда булуыгыз билгесез.
reason-wrong-territory = Бу урын өчен рөхсәт бирелми: { $territory }.
reason-not-where-registered = Сез башка урында теркәлгәнсез: { $territory }.
reason-other-unit = Бары тик { $territory } эчендә ярый.
reason-too-far = Яшәгән урыннан { $radius } ераклыкта гына ярый. Хәзер ара { $distance }.
reason-no-longer-granted = Мондый рөхсәтләрнең вакыты чыкты: { $until }.
reason-wrong-day = Бүген ярамый. Якындагы вакыт: { $next }.
reason-outside-hours = Бары тик { $from }–{ $until }. Якындагы вакыт: { $next }.
reason-quota-spent =
    { $per ->
        [day] Көнгә { $times } тапкыр ярый.
        [week] Атнага { $times } тапкыр ярый.
        [month] Айга { $times } тапкыр ярый.
       *[days] { $days } көнгә { $times } тапкыр ярый.
    } Киләсе рөхсәт: { $again }.
reason-time-spent =
    { $per ->
        [day] Көнгә барлыгы { $total } ярый.
        [week] Атнага барлыгы { $total } ярый.
        [month] Айга барлыгы { $total } ярый.
       *[days] { $days } көнгә барлыгы { $total } ярый.
    } Киләсе рөхсәт: { $again }.
reason-human-decides = Бу максатны хезмәткәр карый.

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

field-purpose = максат коды
field-identity = документ номеры
field-plate = машина номеры
field-name = фамилия һәм исем
field-address = адрес

verdict-valid = Гамәлдә
verdict-not_yet = Әле башланмаган
verdict-expired = Вакыты чыккан
verdict-outside_hours = Бу сәгатьтә гамәлдә түгел
verdict-revoked = Кире алынган
verdict-wrong_place = Башка урын өчен
verdict-wrong_holder = Башка кешенеке
verdict-not_required = Рөхсәт кирәкми
verdict-unknown = Табылмады

# How a regime is explained (`exeat regime explain`).
explain-heading-scope = Кайда һәм кайчан
explain-in-force = { $from } – { $until } аралыгында гамәлдә.
explain-in-force-open = { $from } көненнән гамәлдә; ахыры күрсәтелмәгән.
explain-amends = { $regime } режимын үзгәртә.
explain-stay-home = Рөхсәтсез яки искәрмәсез беркем бер сәгатьтә дә чыкмый.
explain-curfew = { $from }–{ $until } арасында рөхсәтсез яки искәрмәсез беркем урамда булмый.
explain-whole = Тулысынча: { $places }.
explain-centre-only = Үзәкләр генә, авыллар һәм бистәләрдән башка: { $places }.
explain-except = Болардан башка: { $places }.
explain-authority = Кем керткән: { $authority }.
explain-heading-general = Барлык максатлар өчен кагыйдәләр
explain-heading-purposes = Рөхсәт кирәк булган максатлар
explain-by-sms = { $number } номерына SMS белән, код { $code }.
explain-by-portal = Порталда.
explain-by-desk = Оператор аша.
explain-by-phone = Телефон аша: { $phone }.
explain-extension = Вакыты { $length } кадәр озайтыла ала.
explain-show = Күрсәтелә: { $show }.
explain-rule-valid_for = Рөхсәтнең вакыты: { $value }.
explain-rule-valid_days =
    { $days ->
        [1] Рөхсәт көн ахырына кадәр гамәлдә.
       *[other] Рөхсәт { $days } көн, соңгысының ахырына кадәр гамәлдә.
    }
explain-rule-valid_until = Рөхсәт { $value } вакытыннан да соңга калмый бетә.
explain-rule-valid_with = Бары тик бу язма гамәлдә булганда: { $value }.
explain-rule-start_delay = Бирелгәннән соң { $value } үткәч башлана.
explain-rule-hours = Бары тик бу сәгатьләрдә: { $value }.
explain-rule-days = Бары тик бу көннәрдә: { $value }.
explain-rule-territory = Бары тик монда: { $value }.
explain-rule-decided_by =
    { $value ->
        [desk] Оператор хәл итә.
        [holder] Кеше үзе белдерә; беркем расламый.
       *[human] Хезмәткәр хәл итә.
    }
explain-rule-quota =
    { $per ->
        [day] Күп дигәндә { $times } рөхсәт көнгә.
        [week] Күп дигәндә { $times } рөхсәт атнага.
        [month] Күп дигәндә { $times } рөхсәт айга.
       *[days] Күп дигәндә { $times } рөхсәт { $days } көндә.
    }
explain-rule-total =
    { $per ->
        [day] Барлыгы күп дигәндә { $total } көнгә.
        [week] Барлыгы күп дигәндә { $total } атнага.
        [month] Барлыгы күп дигәндә { $total } айга.
       *[days] Барлыгы күп дигәндә { $total } { $days } көндә.
    }
explain-across-all = Барлык максатлар бергә санала.
explain-across = Болар белән бергә санала: { $purposes }.
explain-rule-registration = Яшәү урыны теркәлгән булырга тиеш.
explain-rule-in_registered_territory = Бары тик теркәлгән урында.
explain-rule-attributes = Язма кирәк: { $value }.
explain-rule-blocked_by = Мондый язмасы булганнарга бирелми: { $value }.
explain-rule-within_level = Бары тик үз районы эчендә.
explain-rule-radius = Яшәү урыныннан { $value } ераклыктан да узмаска.
explain-rule-other = { $key }: { $value }.
explain-heading-exemptions = Рөхсәт кирәкмәгән очраклар
explain-heading-messages = SMS хәбәрләр
explain-message = { $number } номерына языгыз: { $message }
explain-documents = Кабул ителә торган документлар: { $documents }.
explain-reply-delay = Җавап { $value } үткәч килә.
explain-cap-phone =
    { $per ->
        [day] Бер телефоннан күп дигәндә { $times } мөрәҗәгать көнгә.
        [week] Бер телефоннан күп дигәндә { $times } мөрәҗәгать атнага.
        [month] Бер телефоннан күп дигәндә { $times } мөрәҗәгать айга.
       *[days] Бер телефоннан күп дигәндә { $times } мөрәҗәгать { $days } көндә.
    }
explain-cap-identity =
    { $per ->
        [day] Бер кешегә күп дигәндә { $times } мөрәҗәгать көнгә.
        [week] Бер кешегә күп дигәндә { $times } мөрәҗәгать атнага.
        [month] Бер кешегә күп дигәндә { $times } мөрәҗәгать айга.
       *[days] Бер кешегә күп дигәндә { $times } мөрәҗәгать { $days } көндә.
    }
explain-masked = Җавапта документ номерының кырыйлары гына күренә.
explain-correction = Ялгыш теркәүне хәбәр белән { $times } тапкыр төзәтергә була. Вакыты: { $value }.
explain-another-phone = Шул ук документны теркәгән башка телефон шунда ук ул кеше исеменнән яза.
explain-alarm = Бер максатның өлеше { $value } эчендә { $points } пунктка артса, хезмәт кисәтелә.
explain-facts = «{ $name }» исемлеге яки хезмәте кеше турында әйтә: { $gives }.
explain-carry-over = { $regime } буенча гамәлдәге рөхсәтләр { $until } кадәр озайтыла.
explain-heading-help = Ярдәм һәм җаваплылык
explain-help = { $phone }: { $about }.
explain-liability = Бозган өчен җаваплылык: { $title }.
explain-retention = Шәхси мәгълүмат { $value } саклана, аннары бетерелә.
explain-heading-conflicts = Чыганаклар туры килмәгән урыннар
explain-conflict = Монда алынган: { $takes } – { $why }.
explain-heading-sources = Чыганаклар
explain-clause = Нигез
explain-rule = Кагыйдә
explain-written = Файлда язылганча
explain-no-clause = чыганак күрсәтелмәгән
weekday-mon = дүшәмбе
weekday-tue = сишәмбе
weekday-wed = чәршәмбе
weekday-thu = пәнҗешәмбе
weekday-fri = җомга
weekday-sat = шимбә
weekday-sun = якшәмбе
explain-metres = { $count } м
explain-kilometres = { $count } км
