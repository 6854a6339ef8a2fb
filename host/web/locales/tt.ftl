### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = Татарча

## Around every page
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
problem-internal = Безнең якта хата килеп чыкты
problem-internal-help = Бер минуттан яңадан тырышып карагыз. Кабатланса, системаны алып баручыларга бу номерны әйтегез: { $reference }.

## Signing in with an access token
sign-in-title = Керү
sign-in-lead = Сайтның бу бүлеге тикшерүчеләр өчен.
sign-in-token = Керү ачкычы
sign-in-token-hint = Ачкычны системаны алып баручылар бирә. Унике сәгатьтән соң ул яңадан соралачак.
sign-in-wrong = Мондый ачкыч юк. Тулысынча күчерелгәнме икәнен тикшерегез һәм яңадан тырышып карагыз.
sign-in-button = Керергә
