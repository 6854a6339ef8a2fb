# Русский язык: base catalogue. Texts are short because a message in Cyrillic has 70 letters, 67 in a longer one.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }
hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[many] { $count } часов
    }
minutes =
    { $count ->
        [one] { $count } минута
        [few] { $count } минуты
       *[many] { $count } минут
    }
metres = { $count } м
kilometres = { $count } км

# What people write: words that ask for help, that give up a dialog or a permit, that name this language; and its letters.
reading-help = помощь, помогите, справка
reading-cancel = отмена, отменить, отменяю
reading-stop = стоп, отписаться, отпишите
reading-status = статус, мои разрешения, моё разрешение
reading-correct = исправить, исправление, ошибка
reading-latin = латиница, латиницей, латинскими буквами, транслит
reading-native = кириллица, кириллицей
reading-language = русский, по-русски, русский язык, рус, rus, russian, rusca, rus dili, русча, ρωσικά, russe
reading-letters = абвгдеёжзийклмнопрстуфхцчшщъыьэюя
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya №=No –=- —=- «=" »=" “=" ”=" …=...

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

reply-granted = Выход разрешён. Код: { $code }. Время: { $from }–{ $until }. Документ: { $identity }. Цель: { $purpose }.
reply-granted-plate = Выход разрешён. Код: { $code }. Время: { $from }–{ $until }. Документ: { $identity }. Машина: { $plate }. Цель: { $purpose }.
reply-refused = Разрешение не выдано. { $reason }
reply-not-required = Разрешение не нужно. { $reason }
reply-referred = Решение примет сотрудник. { $reason }
reply-help = Чтобы получить разрешение, напишите: { $example }. Вопросы: { $help }.
reply-help-alone = Чтобы начать, напишите: { $example }
reply-unreadable = Не удалось прочитать сообщение. Напишите так: { $example }
reply-unknown-code = Такого кода нет. Коды: { $codes }. Пример: { $example }
reply-wrong-identity = { $given } не похоже на номер документа. Пример: { $example }
reply-wrong-identity-suggestion = { $given } не похоже на номер документа. Может быть, { $suggestion }? Напишите так: { $example }
reply-wrong-plate = { $given } не похоже на номер машины. Пример: { $example }
reply-ambiguous = Сообщение можно понять по-разному. Напишите так: { $example }
reply-missing = Не хватает: { $field }. Пример: { $example }
reply-two-codes = В сообщении две цели ({ $given }). Напишите одну: { $example }
reply-two-numbers = В сообщении два документа ({ $given }). Напишите один: { $example }
reply-surplus = Непонятно: { $given }. Напишите только: { $example }
reply-language-set = Теперь мы отвечаем вам по-русски.
reply-register-first = Сначала зарегистрируйтесь. Напишите: { $example }
reply-ask-name = Напишите фамилию, имя и отчество.
reply-ask-identity = Напишите номер документа. Пример: { $example }
reply-ask-address = Напишите адрес, где вы находитесь, вместе с городом или районом.
reply-place-unknown = Такой адрес не найден. Добавьте город или район.
reply-registered = Вы зарегистрированы. Код: { $code }. Место: { $place }. Назовите код при проверке.
reply-registered-already = Вы уже зарегистрированы. Код: { $code }. Место: { $place }.
reply-cancelled = Регистрация остановлена.
reply-dialog-expired = Время ответа истекло. Пожалуйста, начните снова.
reply-no-service = По этому номеру разрешения не выдаются.

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

reason-no-regime-in-force = Ограничений здесь нет.
reason-regime-not-yet = Начало режима: { $from }.
reason-regime-ended = Конец режима: { $until }.
reason-regime-ends = Конец режима: { $until }.
reason-outside-territory = Режим здесь не действует.
reason-exempt = Причина: { $exemption }.
reason-exempt-show = Причина: { $exemption }. Иметь при себе: { $show }.
reason-purpose-unknown = Такой цели нет.
reason-ask-elsewhere = Это разрешение выдают не здесь.
reason-ask-elsewhere-phone = Это разрешение выдают по телефону { $phone }.
reason-identity-form = Номер документа записан неверно.
reason-policy-failed = Система не смогла принять решение.
reason-no-common-time = Действующие правила не оставляют общего времени.
reason-no-curfew-now = Начало следующего комендантского часа: { $from }.
reason-blocked = Вам предписан карантин.
reason-not-registered = Вы не зарегистрированы.
reason-attribute-missing = В системе нет нужной для этого отметки.
reason-place-unknown = Неизвестно, где вы находитесь.
reason-wrong-territory = Для этого места разрешение не выдаётся: { $territory }.
reason-not-where-registered = Вы зарегистрированы в другом месте: { $territory }.
reason-other-unit = Только в пределах: { $territory }.
reason-too-far = Не дальше { $radius } от места пребывания. До него { $distance }.
reason-no-longer-granted = Срок таких разрешений истёк: { $until }.
reason-wrong-day = Сегодня нельзя. Ближайшее время: { $next }.
reason-outside-hours = Только { $from }–{ $until }. Ближайшее время: { $next }.
reason-quota-spent =
    { $per ->
        [day] Можно { $times ->
            [one] { $times } раз
            [few] { $times } раза
           *[many] { $times } раз
        } в день.
        [week] Можно { $times ->
            [one] { $times } раз
            [few] { $times } раза
           *[many] { $times } раз
        } в неделю.
        [month] Можно { $times ->
            [one] { $times } раз
            [few] { $times } раза
           *[many] { $times } раз
        } в месяц.
       *[days] Можно { $times ->
            [one] { $times } раз
            [few] { $times } раза
           *[many] { $times } раз
        } за { $days ->
            [one] { $days } день
            [few] { $days } дня
           *[many] { $days } дней
        }.
    } Следующее разрешение: { $again }.
reason-time-spent =
    { $per ->
        [day] Норма на день: { $total }.
        [week] Норма на неделю: { $total }.
        [month] Норма на месяц: { $total }.
       *[days] Норма на { $days ->
            [one] { $days } день
            [few] { $days } дня
           *[many] { $days } дней
        }: { $total }.
    } Следующее разрешение: { $again }.
reason-human-decides = Эту цель рассматривает сотрудник.

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

field-purpose = код цели
field-identity = номер документа
field-plate = номер машины
field-name = фамилия и имя
field-address = адрес

verdict-valid = Действует
verdict-not_yet = Ещё не началось
verdict-expired = Срок истёк
verdict-outside_hours = В этот час не действует
verdict-revoked = Отозвано
verdict-wrong_place = Для другого места
verdict-wrong_holder = Выдано другому человеку
verdict-not_required = Разрешение не нужно
verdict-unknown = Не найдено

# How a regime is explained (`exeat regime explain`).
explain-heading-scope = Где и когда
explain-in-force = Действует с { $from } до { $until }.
explain-in-force-open = Действует с { $from }; конец не указан.
explain-amends = Изменяет { $regime }.
explain-stay-home = Никто не выходит без разрешения или исключения ни в какой час.
explain-curfew = С { $from } до { $until } никто не находится на улице без разрешения или исключения.
explain-whole = Целиком: { $places }.
explain-centre-only = Только центры, без сёл и посёлков: { $places }.
explain-except = Кроме: { $places }.
explain-authority = Кем введён: { $authority }.
explain-heading-general = Правила для всех целей
explain-heading-purposes = Для чего нужно разрешение
explain-by-sms = По SMS на номер { $number }, код { $code }.
explain-by-portal = На портале.
explain-by-desk = У оператора.
explain-by-phone = По телефону { $phone }.
explain-extension = Срок может быть продлён не более чем на { $length }.
explain-show = Предъявляется: { $show }.
explain-rule-valid_for = Срок разрешения: { $value }.
explain-rule-valid_days =
    { $days ->
        [1] Разрешение действует до конца дня.
       *[other] Разрешение действует до конца последнего дня; дней: { $days }.
    }
explain-rule-valid_until = Разрешение кончается не позднее { $value }.
explain-rule-valid_with = Только пока действует запись: { $value }.
explain-rule-start_delay = Начинается через { $value } после выдачи.
explain-rule-hours = Только в эти часы: { $value }.
explain-rule-days = Только в эти дни: { $value }.
explain-rule-territory = Только здесь: { $value }.
explain-rule-decided_by =
    { $value ->
        [desk] Решает оператор.
        [holder] Человек заявляет сам; никто не утверждает.
       *[human] Решает сотрудник.
    }
explain-rule-quota =
    { $per ->
        [day] Не более { $times ->
                [one] { $times } разрешения
               *[other] { $times } разрешений
            } в день.
        [week] Не более { $times ->
                [one] { $times } разрешения
               *[other] { $times } разрешений
            } в неделю, с понедельника.
        [month] Не более { $times ->
                [one] { $times } разрешения
               *[other] { $times } разрешений
            } в месяц.
       *[days] Не более { $times ->
                [one] { $times } разрешения
               *[other] { $times } разрешений
            } за { $days } дн..
    }
explain-rule-total =
    { $per ->
        [day] Всего не более { $total } в день.
        [week] Всего не более { $total } в неделю, с понедельника.
        [month] Всего не более { $total } в месяц.
       *[days] Всего не более { $total } за { $days } дн..
    }
explain-across-all = Все цели считаются вместе.
explain-across = Считается вместе с: { $purposes }.
explain-rule-registration = Место пребывания должно быть зарегистрировано.
explain-rule-in_registered_territory = Только в месте регистрации.
explain-rule-attributes = Нужна запись: { $value }.
explain-rule-blocked_by = Не выдаётся тем, о ком есть запись: { $value }.
explain-rule-within_level = Только в пределах своего района.
explain-rule-radius = Не дальше { $value } от места пребывания.
explain-rule-other = { $key }: { $value }.
explain-heading-exemptions = Для чего разрешение не нужно
explain-heading-messages = Текстовые сообщения
explain-message = На номер { $number }: { $message }
explain-documents = Принимаются документы: { $documents }.
explain-reply-delay = Ответ приходит через { $value }.
explain-cap-phone =
    { $per ->
        [day] С одного телефона не более { $times } обращений в день.
        [week] С одного телефона не более { $times } обращений в неделю, с понедельника.
        [month] С одного телефона не более { $times } обращений в месяц.
       *[days] С одного телефона не более { $times } обращений за { $days } дн..
    }
explain-cap-identity =
    { $per ->
        [day] На одного человека не более { $times } обращений в день.
        [week] На одного человека не более { $times } обращений в неделю, с понедельника.
        [month] На одного человека не более { $times } обращений в месяц.
       *[days] На одного человека не более { $times } обращений за { $days } дн..
    }
explain-masked = В ответе видны только края номера документа.
explain-correction =
    Неверную регистрацию можно исправить сообщением { $times ->
        [one] { $times } раз
        [few] { $times } раза
       *[many] { $times } раз
    }. Срок: { $value }.
explain-another-phone = Другой телефон, с которого регистрируют тот же документ, сразу пишет от имени этого человека.
explain-alarm = Служба предупреждается, если доля цели выросла на { $points } пунктов за { $value }.
explain-facts = Список или служба «{ $name }» сообщает о человеке: { $gives }.
explain-carry-over = Действующие разрешения { $regime } продлены до { $until }.
explain-heading-help = Справки и ответственность
explain-help = { $phone }: { $about }.
explain-liability = За нарушение отвечают по: { $title }.
explain-retention = Личные данные хранятся { $value }, затем удаляются.
explain-heading-conflicts = Где источники расходятся
explain-conflict = Здесь принято: { $takes } – { $why }.
explain-heading-sources = Источники
explain-clause = Основание
explain-rule = Правило
explain-written = Как записано в файле
explain-no-clause = источник не указан
weekday-mon = понедельник
weekday-tue = вторник
weekday-wed = среда
weekday-thu = четверг
weekday-fri = пятница
weekday-sat = суббота
weekday-sun = воскресенье
explain-metres = { $count } м
explain-kilometres = { $count } км
