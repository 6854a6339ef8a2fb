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

# What people write: words that ask for help, that give up, that name this language; and its letters.
reading-help = помощь, помогите, справка
reading-cancel = стоп, отмена
reading-language = русский, по-русски, русский язык
reading-letters = абвгдеёжзийклмнопрстуфхцчшщъыьэюя

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
reason-too-far = Не дальше { $radius } м от места пребывания. До него { $distance } м.
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
