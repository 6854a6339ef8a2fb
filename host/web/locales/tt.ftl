### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = Татарча

## Around every page
title-error = Хата: { $title }
skip-to-content = Эчтәлеккә күчү
navigation = Сайт бүлекләре
languages = Тел
footer = exeat өйдән чыгу рөхсәтләрен бирә, җиткерә һәм тикшерә. Вакыт урындагыча күрсәтелә.

## When something goes wrong
problem-not-found = Мондый бит юк
problem-not-found-help = Адреста хата юкмы икәнен тикшерегез яки биттәге өске сылтамаларның берсен сайлагыз.
problem-wrong-method = Бу битне болай ачып булмый
problem-wrong-method-help = Битне өстәге сылтама аша ачыгыз һәм форманы шуннан җибәрегез.
problem-cross-site = Бу сорау башка сайттан килде
problem-cross-site-help = Сезне саклау өчен ул үтәлмәде. Форманы шушы сайтта ачыгыз һәм моннан җибәрегез.
problem-too-large = Җибәрелгән мәгълүмат артык зур
problem-too-large-help = Мондагы формалар берничә кыска юлдан тора, файллар кабул ителми. Кире кайтыгыз, язганны кыскартыгыз һәм яңадан җибәрегез.
problem-too-slow = Бу артык озакка сузылды
problem-too-slow-help = Форманы яңадан җибәрү куркыныч түгел: кабул ителгән гариза беркайчан да ике тапкыр исәпләнми.
problem-unreadable = Җибәрелгәнне укып булмады
problem-unreadable-help = Кире кайтыгыз, форманы яңадан ачыгыз һәм шуннан җибәрегез. Программа үз соравын /api/openapi.json адресындагы тасвирлама белән чагыштырырга тиеш.
problem-invalid = Җибәрелгәннең бер өлеше дөрес була алмый
problem-invalid-help = Күрсәтелгән юлларны төзәтегез һәм сорауны яңадан җибәрегез.
problem-not-signed-in = Сез кермәгәнсез
problem-not-signed-in-help = Бу бүлек үзе эшләгән санакта һәм керү ачкычы булганнарга ачык. Ачкычны «Authorization: Bearer» итеп җибәрегез.
problem-too-many = Омтылышлар артык күп
problem-too-many-help = { $seconds } секунд көтегез, аннары яңадан тырышып карагыз.
problem-unavailable = Система хәзер мәшгуль
problem-unavailable-help = Берни үзгәрмәде. Берничә секунд көтегез һәм яңадан җибәрегез: кабул ителгән гариза беркайчан да ике тапкыр исәпләнми.
problem-internal = Безнең якта хата килеп чыкты
problem-internal-help = Бер минуттан яңадан тырышып карагыз. Кабатланса, системаны алып баручыларга бу номерны әйтегез: { $reference }.

## Signing in with an access token
sign-in-title = Керү
sign-in-lead = Сайтның бу бүлеге тикшерүчеләр өчен.
sign-in-token = Керү ачкычы
sign-in-token-hint = Ачкычны системаны алып баручылар бирә. Унике сәгатьтән соң ул яңадан соралачак.
sign-in-wrong = Мондый ачкыч юк. Тулысынча күчерелгәнме икәнен тикшерегез һәм яңадан тырышып карагыз.
sign-in-button = Керергә

## Places
# The letters in the order in which names are sorted.
alphabet = аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщъыьэюя
place-centre = { $place }: шәһәр
place-around = { $place }: авыллар һәм бистәләр
place-part = { $whole }, { $part }
place-elsewhere = { $place }: башка урын

## Parts of the site
section-apply = Гариза
section-check = Тикшерү
sign-out-button = Чыгарга
optional = (мәҗбүри түгел)

## Applying on the portal
apply-title = Өйдән чыгу рөхсәтен алу
apply-lead = Рөхсәт кирәкме һәм нәрсә өчен бирелә, урынга карап.
apply-place = Сез кайда?
apply-place-hint = Хәзер торган шәһәрегез яки районыгыз.
apply-place-choose = Урынны сайлагыз
apply-place-wrong = Урынны исемлектән сайлагыз.
apply-place-button = Дәвам итү
apply-other-place = Башка урын сайлау
apply-nothing = { $place }: хәзер чыгуга чикләүләр юк.
apply-in = Урын: { $place }.
apply-errors = Түбәндәгеләрне төзәтегез
apply-purpose = Сезгә нәрсә өчен чыгарга кирәк?
apply-purpose-missing = Нәрсә өчен чыгарга кирәклеген сайлагыз.
apply-identity = Документыгыз номеры
apply-identity-hint = Мәсәлән:
apply-identity-missing = Документыгыз номерын языгыз.
apply-identity-wrong = Бу кабул ителә торган документларның номеры түгел. Үрнәкләр белән чагыштырыгыз.
apply-plate = Автомобиль номеры
apply-plate-hint = Үз машинагыз белән барсагыз. Чит ил номерлары да ярый.
apply-plate-wrong = Автомобиль номерында 3 тән 12 гә кадәр хәреф һәм сан була, кимендә бер сан.
apply-start = Кайчан чыгарга телисез?
apply-start-hint = Буш калдырсагыз, хәзер үк. Урындагы вакыт белән: хәзер { $now }, урын: { $place }.
apply-start-wrong = Көнне һәм вакытны языгыз, мәсәлән 2020-12-15 10:00.
apply-start-past = Бу вакыт узган инде. Соңрак вакыт сайлагыз яки юлны буш калдырыгыз.
apply-start-gap = Мондый сәгать юк: сәгатьләр алга күчерелә. Аңа кадәрге яки аннан соңгы вакытны сайлагыз.
apply-button = Гариза бирү
apply-register = Башта тору урыныгызны теркәгез: { $number } номерына языгыз.
apply-elsewhere = Башкача бирелә
apply-by-message = { $number } номерына языгыз, код { $code }.
apply-by-phone = { $phone } номерына шалтыратыгыз.
apply-nowhere = Җаваплы идарәдә.
apply-exempt = Болар өчен рөхсәт кирәкми
apply-carry = Үзегез белән алыгыз: { $document }.

## What came of it
outcome-granted = Рөхсәт бирелде
outcome-refused = Рөхсәт бирелмәде
outcome-not_required = Рөхсәт кирәкми
outcome-referred = Карарны хезмәткәр чыгарачак
answer-title = Сезнең гаризагыз
answer-code = Рөхсәт коды
answer-code-help = Тикшергәндә бу кодны күрсәтегез яки әйтегез. Шәхесне раслаучы документ үзегездә булсын.
answer-again = Тагын гариза бирү
answer-gone = Бу җавапны монда күрсәтеп булмый
answer-gone-help = Җавап ике көн эчендә һәм гариза җибәрелгән браузерда гына ачыла. Гаризаны яңа гына бирсәгез, бу сайтка cookie сакларга рөхсәт итегез һәм форманы яңадан җибәрегез: ул ике тапкыр исәпләнмәячәк.
fact-valid = Гамәлдә
fact-purpose = Максат
fact-place = Урын
fact-identity = Документ
fact-plate = Автомобиль
fact-no-plate = күрсәтелмәгән
fact-registered-place = Тору урыны
fact-registered-since = Теркәлгән вакыты
fact-checked = Тикшерелде

## Checking
check-title = Кодны тикшерү
check-lead = Рөхсәт яки теркәү коды.
check-next = Башка кодны тикшерү
check-verdict = Нәтиҗә
check-code = Код
check-code-hint = Сигез хәреф һәм сан яки R һәм тагын сигез. Сызыкча, буш ара һәм хәрефләрнең зурлыгы мөһим түгел.
check-code-missing = Кодны языгыз.
check-code-wrong = Мондый код булмый: бер тамга хаталы яки икесе алышынган. 0, O, 1, I һәм L кодларда очрамый.
check-place = Кеше кайда тора?
check-place-hint = Теркәү коды өчен кирәк. Рөхсәт тә урын белән чагыштырыла.
check-place-none = Күрсәтелмәгән
check-place-missing = Урынны сайлагыз: теркәү коды аның белән чагыштырыла.
check-place-wrong = Урынны исемлектән сайлагыз.
check-identity = Кеше күрсәткән документ номеры
check-identity-hint = Рөхсәт иясе белән чагыштырыла.
check-identity-wrong = Документ номерында 4 тән 32 гә кадәр хәреф һәм сан була.
check-button = Тикшерү
advice-valid = Документны кеше белән чагыштырыгыз.
advice-not-yet = Рөхсәтнең вакыты әле башланмаган.
advice-expired = Рөхсәтнең вакыты узган. Яңасы кирәк.
advice-outside-hours = Рөхсәт бу көнгә, әмма бу сәгатькә түгел.
advice-revoked = Рөхсәт кире алынган.
advice-wrong-place = Ул башка урын өчен бирелгән.
advice-wrong-holder = Ул бу документ иясенә бирелмәгән.
advice-not-required = Монда хәзер беркемгә дә рөхсәт кирәкми.
advice-unknown = Мондый код билгеле түгел. Күрсәтелгәнчә язылганмы икәнен тикшерегез.

## Тикшерү урынында режимнар нәрсә таләп итә
demands-title = Монда хәзер нәрсә таләп ителә
demand-all-hours = Тәүлек буе
demand-curfew = Комендант сәгате, көн саен { $hours }
demand-met = Бу рөхсәт белән үтәлә
demand-unmet = Бу рөхсәт белән үтәлми
demand-asks = Рөхсәтләр һәм искәрмәләр
demand-permit = Рөхсәт шулар өчен бирелә
demand-exempt = Рөхсәт кирәк түгел
demand-show = үзе белән булырга тиеш: { $document }

## Рөхсәтнең вакытын озайту
extend-code-unknown = Мондый кодлы рөхсәт юк. Аны күрсәтелгән код белән чагыштырыгыз.
extend-revoked = Рөхсәт кире алынган. Яңасы кирәк.
extend-not-in-force = Бу рөхсәтнең режимы гамәлдә түгел.
extend-not-for-purpose = Бу максатка бирелгән рөхсәт озайтылмый. Яңасы кирәк.
extend-not-by = Тикшерүче моны яза алмый. Кешене операторга җибәрегез.
extend-document-missing = Нинди документ күрсәтелгәнен языгыз.
extend-until-wrong = Вакытны болай языгыз: 2020-12-15T15:00:00+04:00.
extend-not-later = Рөхсәт болай да { $end } вакытына кадәр гамәлдә. Соңрак вакытны языгыз.
extend-over = Бу вакыт үткән инде. Киләчәк вакытны языгыз.
extend-too-late = Рөхсәтне { $latest } вакытыннан да соңга озайтып булмый.

## The demo
section-demo = Күрсәтү
demo-title = SMS аша рөхсәт
demo-lead = Номерга кеше буларак языгыз, кодны инспектор буларак тикшерегез һәм система нәрсә карар иткәнен, ни өчен икәнен карагыз. Моннан бернәрсә дә бу санактан читкә китми.
demo-broken = Сакланган файл кабул ителмәде
demo-broken-help = Бу төзәтелгәнче демо элеккечә дәвам итә. Файл сакланганда яңадан укыла.
demo-phone = Телефон
demo-numbers = Язарга мөмкин номерлар
demo-conversation = Язышу
demo-you = Сез
demo-reply = Җавап
demo-segments =
    { $count ->
       *[other] { $count } өлеш
    }
demo-empty = Әлегә берни язылмаган. Түбәндәге хәбәрләрнең берсенә басыгыз яки үзегез языгыз.
demo-message = Хәбәр
demo-send = Җибәрү
demo-from = Сезнең номер
demo-switch = Алыштыру
demo-from-wrong = Телефон номеры + һәм ил коды белән башлана, мәсәлән +994501112233.
demo-try = Сынап карау өчен хәбәрләр
demo-sample-name = Алия Кәримова
demo-sample-address = { $place }, Тукай 12
demo-clock = Сәгать
demo-clock-local = Көн һәм вакыт
demo-clock-set = Кую
demo-clock-wrong = Көнне һәм вакытны языгыз, мәсәлән 2020-12-15 10:00.
demo-clock-hour = +1 сәгать
demo-clock-day = Киләсе көн
demo-clock-mornings = Режимның беренче иртәсе
demo-clock-help = Сез күчермәсәгез, ул тик тора. Бу бит һәм бөтен сайт аның буенча яши.
demo-officer = Инспектор
demo-officer-offered = Тикшерү:
demo-why = Система нәрсә карар итте һәм ни өчен
demo-why-empty = Хәбәр җибәрегез: карар һәм аның сәбәпләре монда күренәчәк.
demo-why-nothing = Соңгы хәбәр карар таләп итмәде.
demo-decided = Карар вакыты
demo-request = Кагыйдәләр гаризада нәрсә күрде
demo-facts = Аларга кеше турында нәрсә әйтелде
demo-made-of = Кайсы режим һәм кайсы кагыйдәләр (SHA-256)
demo-replay = Яңадан карар итү
demo-replay-same = Шул ук байтлар: { $bytes }
demo-replay-differs = Нәтиҗә башкача чыкты
demo-recent = Соңгы карарлар
demo-recent-empty = Әлегә юк.
trace-title = Соралган барлык кагыйдәләр, тәртип буенча
trace-passed = үтәлә
trace-failed = үтәлми
trace-referred = хезмәткәргә тапшырылды
trace-limited = чикли
trace-exempted = азат итә
channel-sms = SMS
channel-portal = портал
channel-desk = хезмәткәр
channel-api = башка система

## Идарә итү
section-administration = Идарә итү
administration-title = Идарә итү
administration-lead = Бу төендә нәрсә карар итә һәм үзгәрешләрдән нәрсә чыкты. Бит бары тик шушы компьютерга күрсәтелә.
administration-host = Бу төен
host-version = Версия
host-started = Эшли башлаган
host-now = Хәзер
reloads-title = Яңадан йөкләүләр
reloads-help = Режимнар, текстлар һәм модульләр яңадан укыла, барлык сынау очраклары үтәлә. Нәрсәдер дөрес булмаса, төен элеккечә эшли.
reload-button = Яңадан йөкләү
reload-under-way = Яңадан йөкләү бара. Битне бераздан тагын ачыгыз.
reloads-none = Эшли башлаганнан бирле бернәрсә дә яңадан йөкләнмәде.
reload-done = Йөкләнде
reload-refused = Кире кагылды
reload-cases = { $count } очрак үтте
reload-added = Өстәлде
reload-changed = Үзгәрде
reload-removed = Бетерелде
reload-untested = Сынау очраклары булмаган
reload-why = Нәрсә дөрес түгел
reload-refused-title = Соңгы яңадан йөкләү кире кагылды
reload-refused-help = { $at }. Төен элек гамәлдә булганы белән дәвам итә; файлларда язылганы карар итми.
regimes-title = Режимнар
regimes-in-force = Хәзер гамәлдә
regimes-coming = Гамәлгә керәчәк
regimes-none = Юк.
regimes-over = Тагын { $count } режим тәмамланган.
plugins-title = Модульләр
plugin-used =
    { $count ->
        [0] кулланылмый
       *[other] { $count } режимда карар итә
    }
plugin-contract = Килешү
plugin-size = Күләм
plugin-signer = Имзалаган
plugin-unsigned = беркем дә
shadow-title = Күләгә
shadow-help = Башка кагыйдәләр гамәлдәгеләр янында шул ук гаризалар буенча карар итә. Алар белән бернәрсә дә рөхсәт ителми.
shadow-none = Күләгә эшләми. Аны exeat shadow start боерыгы башлый.
shadow-not-renewed = Соңгы яңадан йөкләүгә иярә алмады һәм элеккечә дәвам итә:
shadow-since = Башланган
shadow-compared = Чагыштырылган
shadow-different = Аерыла
shadow-dropped = Артык күп көткәнгә калдырылган
shadow-candidate = Нәрсәсе белән аерыла
shadow-same = Бернәрсәсе белән дә.
shadow-differences = Аермалар
shadow-shorter = кыскарак
shadow-longer = озаграк
shadow-moved = башка вакытта
shadow-other-hours = башка сәгатьләрдә
shadow-details = шул ук, әмма башка нечкәлекләр белән
shadow-failed = Модуль эшләмәде
shadow-witnesses = Аларның беренчеләре, кагыйдәләр күргәнчә
shadow-not-compared = Чагыштырылмаган
shadow-beyond = Башка төрләрдән тагын { $count } аерма.
