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
reading-cancel = отмена, отменить, отменяю
reading-stop = стоп, отписаться, отпишите
reading-status = статус, мои разрешения, моё разрешение
reading-correct = исправить, исправление, ошибка
reading-latin = латиница, латиницей, латинскими буквами, транслит
reading-native = кириллица, кириллицей
reading-language = русский, по-русски, русский язык, рус, rus, russian, rusca, rus dili, русча, ρωσικά, russe
reading-letters = abc

# Words that say nothing of what is asked and are passed over; only what stands here is. Fillers anywhere, the others before what
# they name. The ten digits from zero, several words of one between slashes.
reading-filler = здравствуйте, здраствуйте, здравствуй, здрасте, добрый день, доброго дня, доброе утро, добрый вечер, доброй ночи, доброго времени суток, привет, пожалуйста, пожалуста, плиз, спасибо, спс, большое спасибо, спасибо большое, заранее спасибо, спасибо заранее, заранее благодарю, благодарю, уважаемые сотрудники, уважаемые, прошу, прошу вас, прошу разрешить, дайте, разрешите, разрешение, разрешения, на выход, мне, я, мой, моя, моего, моей, нужно, надо, нужна, нужен, хочу, хотел бы, хотела бы, иду, еду, пойти, сходить, съездить, выйти, идти, пройти, в, во, на, к, ко, за, с, для, и, это
reading-label = код, код цели, цель, цели, причина, под, удостоверение, удостоверение личности, уд личности, личности, паспорт, документ, номер документа, данные, паспортные данные, выхода, визита, поездки, машина, машины, авто, автомобиль, автомобиля, а/м, госномер, гос номер, номер машины, номер авто, адрес, прописка
reading-series = серия, серии
reading-number = номер, номером
reading-signature = меня зовут, зовут, с уважением, фио, имя
reading-digits = ноль/нуль, один/одна, два/две, три, четыре, пять, шесть, семь, восемь, девять
# Words after which nothing is taken for granted.
reading-not = не, нет, отменить, отмените
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya №=No –=- —=- «=" »=" “=" ”=" …=...
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
reply-two-codes = В сообщении две цели ({ $given }). Напишите одну: { $example }
reply-two-numbers = В сообщении два документа ({ $given }). Напишите один: { $example }
reply-surplus = Непонятно: { $given }. Напишите только: { $example }
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
# What a telephone asks about its own: permits, registration, silence.
reply-codes = Коды: { $codes }.
reply-questions = Вопросы: { $help }.
reply-not-registered = Регистрация не принята. { $reason }
reply-registered-elsewhere = Этот документ зарегистрирован с другого телефона. Чтобы пользоваться этим, напишите код регистрации.
reply-corrected = Регистрация исправлена. Новый код: { $code }. Место: { $place }. Прежний код не действует.
reply-unchanged = Ничего не изменено.
reply-stopped = Теперь мы только отвечаем на ваши сообщения.
reply-letters-set = Теперь мы пишем вам так.
reply-permit-cancelled = Разрешение { $code } отменено.
reply-cancel-none = У вас нет разрешения, которое можно отменить.
reply-cancel-which = Какое разрешение? { $permits }. Напишите: { $example }
reply-status = Ваши разрешения: { $permits }.
reply-status-none = Сейчас у вас нет разрешения. Напишите: { $example }
reply-status-permit = { $code }, { $purpose }, до { $until }
reply-status-coming = { $code }, { $purpose }, { $from }–{ $until }
reply-status-registration = Регистрация: { $code }, { $place }.
reason-registered-elsewhere = Этот документ зарегистрирован с другого телефона.
reason-correction-over = Исправить регистрацию сообщением больше нельзя.

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

# Caps on applications.
reason-cap-phone =
    { $per ->
        [week] Обращений с одного телефона: не больше { $times } в неделю.
       *[day] Обращений с одного телефона: не больше { $times } в день.
    } Снова: { $again }.
reason-cap-identity =
    { $per ->
        [week] Обращений по одному документу: не больше { $times } в неделю.
       *[day] Обращений по одному документу: не больше { $times } в день.
    } Снова: { $again }.

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
