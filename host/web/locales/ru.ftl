### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = Русский

## Around every page
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
problem-internal = Произошла ошибка на нашей стороне
problem-internal-help = Попробуйте через минуту. Если ошибка повторится, сообщите тем, кто обслуживает систему, номер { $reference }.

## Signing in with an access token
sign-in-title = Вход
sign-in-lead = Этот раздел сайта предназначен для проверяющих.
sign-in-token = Ключ доступа
sign-in-token-hint = Его выдают те, кто обслуживает систему. Через двенадцать часов он будет запрошен снова.
sign-in-wrong = Такого ключа нет. Проверьте, что он скопирован целиком, и попробуйте снова.
sign-in-button = Войти
