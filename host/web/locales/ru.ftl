### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = Русский

## Around every page
title-error = Ошибка: { $title }
skip-to-content = Перейти к содержанию
navigation = Разделы сайта
languages = Язык
footer = exeat выдаёт, доставляет и проверяет разрешения на выход из дома. Время указано местное.

## When something goes wrong
problem-not-found = Такой страницы нет
problem-not-found-help = Проверьте, нет ли в адресе опечатки, или воспользуйтесь ссылками вверху страницы.
problem-wrong-method = Так эту страницу открыть нельзя
problem-wrong-method-help = Откройте страницу по ссылке вверху и отправьте форму с неё.
problem-cross-site = Этот запрос пришёл с другого сайта
problem-cross-site-help = Для вашей защиты он не выполнен. Откройте форму на этом сайте и отправьте её отсюда.
problem-too-large = Отправлено слишком много данных
problem-too-large-help = Формы здесь состоят из нескольких коротких полей, файлы не принимаются. Вернитесь, сократите текст и отправьте снова.
problem-too-slow = Это заняло слишком много времени
problem-too-slow-help = Форму можно отправить ещё раз: принятое заявление никогда не засчитывается дважды.
problem-unreadable = Отправленное не удалось прочитать
problem-unreadable-help = Вернитесь, откройте форму заново и отправьте её оттуда. Программе следует сверить запрос с описанием по адресу /api/openapi.json.
problem-invalid = Часть отправленного не может быть верной
problem-invalid-help = Исправьте названные поля и отправьте запрос снова.
problem-not-signed-in = Вы не вошли
problem-not-signed-in-help = Этот раздел открыт на компьютере, где он работает, и тем, у кого есть ключ доступа. Передайте ключ как «Authorization: Bearer».
problem-too-many = Слишком много попыток
problem-too-many-help = Подождите { $seconds } с и попробуйте снова.
problem-unavailable = Система сейчас занята
problem-unavailable-help = Ничего не изменилось. Подождите несколько секунд и отправьте снова: принятое заявление никогда не засчитывается дважды.
problem-internal = Произошла ошибка на нашей стороне
problem-internal-help = Попробуйте через минуту. Если ошибка повторится, сообщите тем, кто обслуживает систему, номер { $reference }.

## Signing in with an access token
sign-in-title = Вход
sign-in-lead = Этот раздел сайта предназначен для проверяющих.
sign-in-token = Ключ доступа
sign-in-token-hint = Его выдают те, кто обслуживает систему. Через двенадцать часов он будет запрошен снова.
sign-in-wrong = Такого ключа нет. Проверьте, что он скопирован целиком, и попробуйте снова.
sign-in-button = Войти

## Places
# The letters in the order in which names are sorted.
alphabet = абвгдеёжзийклмнопрстуфхцчшщъыьэюя
place-centre = { $place }: город
place-around = { $place }: сёла и посёлки
place-part = { $whole }, { $part }
place-elsewhere = { $place }: другое место

## Parts of the site
section-apply = Заявление
section-check = Проверка
sign-out-button = Выйти
optional = (необязательно)

## Applying on the portal
apply-title = Получить разрешение на выход
apply-lead = Нужно ли разрешение и для чего его дают, зависит от места.
apply-place = Где вы находитесь?
apply-place-hint = Город или район, в котором вы сейчас живёте.
apply-place-choose = Выберите место
apply-place-wrong = Выберите место из списка.
apply-place-button = Продолжить
apply-other-place = Выбрать другое место
apply-nothing = { $place }: сейчас ограничений на выход нет.
apply-in = Место: { $place }.
apply-errors = Исправьте, пожалуйста
apply-purpose = Для чего вам нужно выйти?
apply-purpose-missing = Выберите, для чего вам нужно выйти.
apply-identity = Номер вашего документа
apply-identity-hint = Например:
apply-identity-missing = Введите номер вашего документа.
apply-identity-wrong = Это не номер одного из принимаемых документов. Сравните его с образцами.
apply-plate = Номер автомобиля
apply-plate-hint = Если вы едете на своей машине. Иностранные номера тоже подходят.
apply-plate-wrong = В номере автомобиля от 3 до 12 букв и цифр, среди них хотя бы одна цифра.
apply-start = Когда вы хотите выйти?
apply-start-hint = Сразу, если оставить пустым. По местному времени: сейчас { $now }, место: { $place }.
apply-start-wrong = Введите дату и время, например 2020-12-15 10:00.
apply-start-past = Это время уже прошло. Выберите более позднее или оставьте поле пустым.
apply-start-gap = Такого часа нет: часы переводятся вперёд. Выберите время до него или после.
apply-button = Подать заявление
apply-register = Сначала зарегистрируйте место пребывания: напишите на номер { $number }.
apply-elsewhere = Выдаётся иначе
apply-by-message = Напишите на { $number }, код { $code }.
apply-by-phone = Позвоните по номеру { $phone }.
apply-nowhere = В ответственном ведомстве.
apply-exempt = Разрешение не нужно для
apply-carry = Имейте при себе: { $document }.

## What came of it
outcome-granted = Разрешение выдано
outcome-refused = Разрешение не выдано
outcome-not_required = Разрешение не нужно
outcome-referred = Решит сотрудник
answer-title = Ваше заявление
answer-code = Код разрешения
answer-code-help = Покажите или назовите этот код при проверке. Имейте при себе документ, удостоверяющий личность.
answer-again = Подать ещё одно заявление
answer-gone = Здесь этот ответ показать нельзя
answer-gone-help = Ответ открывается в течение двух дней и только в том браузере, из которого отправлено заявление. Если вы только что подали его, разрешите этому сайту файлы cookie и отправьте форму снова: второй раз она не засчитается.
fact-valid = Действует
fact-purpose = Цель
fact-place = Место
fact-identity = Документ
fact-plate = Автомобиль
fact-no-plate = не указан
fact-registered-place = Место пребывания
fact-registered-since = Зарегистрировано
fact-checked = Проверено

## Checking
check-title = Проверить код
check-lead = Код разрешения или регистрации.
check-next = Проверить другой код
check-verdict = Результат
check-code = Код
check-code-hint = Восемь букв и цифр либо R и ещё восемь. Дефисы, пробелы и регистр не важны.
check-code-missing = Введите код.
check-code-wrong = Такого кода не бывает: один знак неверен или два переставлены. 0, O, 1, I и L в кодах не встречаются.
check-place = Где находится человек?
check-place-hint = Нужно для кода регистрации. Разрешение тоже сверяется с местом.
check-place-none = Не указано
check-place-missing = Выберите место: код регистрации сверяется с ним.
check-place-wrong = Выберите место из списка.
check-identity = Номер документа, который показывает человек
check-identity-hint = Сверяется с тем, кому выдано разрешение.
check-identity-wrong = В номере документа от 4 до 32 букв и цифр.
check-button = Проверить
advice-valid = Сверьте документ с человеком.
advice-not-yet = Срок разрешения ещё не начался.
advice-expired = Срок разрешения истёк. Нужно новое.
advice-outside-hours = Разрешение действует в этот день, но не в этот час.
advice-revoked = Разрешение отозвано.
advice-wrong-place = Оно выдано для другого места.
advice-wrong-holder = Оно выдано не владельцу этого документа.
advice-not-required = Здесь сейчас никому не нужно разрешение.
advice-unknown = Такой код неизвестен. Проверьте, что он введён так, как показан.

## Чего требуют режимы там, где проверяют
demands-title = Что здесь сейчас требуется
demand-all-hours = Круглосуточно
demand-curfew = Комендантский час, ежедневно { $hours }
demand-met = Выполнено этим разрешением
demand-unmet = Не выполнено этим разрешением
demand-asks = Разрешения и исключения
demand-permit = Разрешение дают на следующее
demand-exempt = Разрешение не нужно
demand-show = иметь при себе: { $document }

## Продление разрешения
extend-code-unknown = Разрешения с таким кодом нет. Сверьте его с тем, что показали.
extend-revoked = Разрешение отозвано. Нужно новое.
extend-not-in-force = Режим этого разрешения не действует.
extend-not-for-purpose = Разрешение на эту цель не продлевают. Нужно новое.
extend-not-by = Проверяющий не может внести продление. Направьте человека к оператору.
extend-document-missing = Укажите, какой документ показали.
extend-until-wrong = Укажите момент, например 2020-12-15T15:00:00+04:00.
extend-not-later = Разрешение и так действует до { $end }. Укажите более позднее время.
extend-over = Это время прошло. Укажите будущее.
extend-too-late = Разрешение можно продлить не дальше чем до { $latest }.

## The demo
section-demo = Демонстрация
demo-title = Разрешение по SMS
demo-lead = Напишите на номер как житель, проверьте код как инспектор и посмотрите, что решила система и почему. Ничто отсюда не покидает этот компьютер.
demo-broken = Сохранённый файл не принят
demo-broken-help = Демонстрация работает как раньше, пока это не исправлено. Файл читается снова, когда его сохраняют.
demo-phone = Телефон
demo-numbers = Номера, на которые можно писать
demo-conversation = Переписка
demo-you = Вы
demo-reply = Ответ
demo-segments =
    { $count ->
        [one] { $count } сегмент
        [few] { $count } сегмента
       *[other] { $count } сегментов
    }
demo-empty = Пока ничего не написано. Нажмите одно из сообщений ниже или напишите своё.
demo-message = Сообщение
demo-send = Отправить
demo-from = Ваш номер
demo-switch = Сменить
demo-from-wrong = Номер телефона начинается с + и кода страны, например +994501112233.
demo-try = Сообщения для пробы
demo-sample-name = Алия Каримова
demo-sample-address = { $place }, Тукая 12
demo-clock = Часы
demo-clock-local = Дата и время
demo-clock-set = Задать
demo-clock-wrong = Введите дату и время, например 2020-12-15 10:00.
demo-clock-hour = +1 час
demo-clock-day = Следующий день
demo-clock-mornings = Первое утро режима
demo-clock-help = Они стоят, пока вы их не переведёте. По ним живёт эта страница и весь сайт.
demo-officer = Инспектор
demo-officer-offered = Проверить
demo-why = Что решила система и почему
demo-why-empty = Отправьте сообщение: здесь появятся решение и его причины.
demo-why-nothing = Последнее сообщение не требовало решения.
demo-decided = Решено
demo-request = Что правила увидели в заявлении
demo-facts = Что им сообщили о человеке
demo-made-of = Какой режим и какие правила (SHA-256)
demo-replay = Решить заново
demo-replay-same = Те же байты: { $bytes }
demo-replay-differs = Получилось иначе
demo-recent = Последние решения
demo-recent-empty = Пока нет.
trace-title = Все правила в том порядке, в котором они проверялись
trace-passed = выполнено
trace-failed = не выполнено
trace-referred = передано сотруднику
trace-limited = ограничивает
trace-exempted = освобождает
channel-sms = SMS
channel-portal = портал
channel-desk = сотрудник
channel-api = другая система

## Администрирование
section-administration = Администрирование
administration-title = Администрирование
administration-lead = Что решает на этом узле и что стало с изменениями. Страница показывается только этому компьютеру.
administration-host = Этот узел
host-version = Версия
host-started = Запущен
host-now = Сейчас
reloads-title = Перезагрузки
reloads-help = Режимы, тексты и модули читаются заново, выполняются все проверочные случаи. Если что-то не так, узел работает как раньше.
reload-button = Перезагрузить
reload-under-way = Идёт перезагрузка. Откройте страницу ещё раз чуть позже.
reloads-none = С момента запуска ничего не перезагружалось.
reload-done = Перезагружено
reload-refused = Отклонено
reload-cases =
    { $count ->
        [one] пройден { $count } случай
        [few] пройдено { $count } случая
       *[other] пройдено { $count } случаев
    }
reload-added = Добавлено
reload-changed = Изменено
reload-removed = Удалено
reload-untested = Без проверочных случаев
reload-why = Что не так
reload-refused-title = Последняя перезагрузка отклонена
reload-refused-help = { $at }. Узел работает по прежним правилам; то, что записано в файлах, не действует.
regimes-title = Режимы
regimes-in-force = Действуют сейчас
regimes-coming = Вступят в силу
regimes-none = Нет.
regimes-over =
    { $count ->
        [one] Ещё { $count } уже закончился.
        [few] Ещё { $count } уже закончились.
       *[other] Ещё { $count } уже закончились.
    }
plugins-title = Модули
plugin-used =
    { $count ->
        [0] не используется
        [one] решает в { $count } режиме
       *[other] решает в { $count } режимах
    }
plugin-contract = Контракт
plugin-size = Размер
plugin-signer = Подписал
plugin-unsigned = никто
shadow-title = Тень
shadow-help = Другие правила решают рядом с действующими по тем же заявлениям. Разрешений они не дают.
shadow-none = Тень не работает. Её запускает команда exeat shadow start.
shadow-not-renewed = Она не смогла последовать за последней перезагрузкой и работает как раньше:
shadow-since = С
shadow-compared = Сравнено
shadow-different = Различается
shadow-dropped = Пропущено, потому что ждало слишком много
shadow-candidate = Чем она отличается
shadow-same = Ничем.
shadow-differences = Различия
shadow-shorter = короче
shadow-longer = дольше
shadow-moved = в другое время
shadow-other-hours = в другие часы
shadow-details = то же, но с другими подробностями
shadow-failed = Сбой модуля
shadow-witnesses = Первые из них, как их видят правила
shadow-not-compared = Не сравнено
shadow-beyond =
    { $count ->
        [one] Ещё { $count } различие других видов.
        [few] Ещё { $count } различия других видов.
       *[other] Ещё { $count } различий других видов.
    }
