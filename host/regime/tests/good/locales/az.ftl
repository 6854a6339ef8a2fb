# Short texts for the tests of the checks.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days = { $count } gün
hours = { $count } saat
minutes = { $count } dəqiqə
metres = { $count } m
kilometres = { $count } km
reading-help = help
reading-cancel = ləğv, ləğv et, imtina
reading-stop = dayan, dayandır, stop
reading-status = status, icazələrim, icazəm
reading-correct = düzəliş, düzəlt, səhv
reading-latin = latın, latin, sadə hərflər
reading-native = azərbaycan hərfləri, öz hərflər
reading-language = azərbaycanca, azərbaycan dili, azəri, azeri, aze, azerbaijani, азербайджанский, по-азербайджански
reading-letters = abc

# Words that say nothing of what is asked and are passed over; only what stands here is. Fillers anywhere, the others before what
# they name. The ten digits from zero, several words of one between slashes.
reading-filler = salam, salamlar, salam əleykum, əssalamu əleykum, sabahınız xeyir, hər vaxtınız xeyir, günortanız xeyir, axşamınız xeyir, gecəniz xeyrə, zəhmət olmasa, zəhmət, lütfən, xahiş, xahiş edirəm, xahiş edirik, rica edirəm, təşəkkür, təşəkkürlər, təşəkkür edirəm, təşəkkür edirik, sağ ol, sağ olun, sağol, sağolun, çox sağ ol, çox sağ olun, çox sağol, hörmətli əməkdaşlar, hörmətli əməkdaş, hörmətli, əməkdaşlar, icazə, icazəsi, icazəni, icazə verin, verin, edin, mən, mənə, mənim, bizə, getmək, gedirəm, çıxmaq, çıxıram, istəyirəm, lazımdır, üçün, ilə, üzrə, və
reading-label = kod, kodu, kodum, icazə kodu, indeks, index, məqsəd, məqsədi, səbəb, nömrəli, saylı, şv, ş/v, vəsiqə, vəsiqəm, vəsiqəsi, şəxsiyyət, şəxsiyyət vəsiqəsi, şəxsiyyət vəsiqəm, sənəd, sənədi, sənədim, maşın, maşını, maşınım, maşın nömrəsi, avtomobil, avtomobil nömrəsi, avto, dövlət nişanı, nömrə nişanı, dövlət nömrə nişanı
reading-series = seriya, seriyası
reading-number = nömrə, nömrəsi, nömrəm
reading-signature = hörmətlə, adım, mənim adım, ad, ad soyad, soyad, ad və soyad
reading-digits = sıfır, bir, iki, üç, dörd, beş, altı, yeddi, səkkiz, doqquz
# Words after which nothing is taken for granted.
reading-not = deyil, yox, yoxdur
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = ə=e ğ=g ı=i İ=I ş=s ç=c –=- —=- «=" »=" “=" ”=" ’=' …=...
reply-granted = { $code } { $from }-{ $until } { $identity } { $purpose }
reply-granted-plate = { $code } { $from }-{ $until } { $identity } { $plate } { $purpose }
reply-refused = Verilmədi. { $reason }
reply-not-required = Lazım deyil. { $reason }
reply-referred = Gözləyin. { $reason }
reply-help = { $example } { $help }
reply-help-alone = { $example }
reply-unreadable = Verilmədi. { $example }
reply-unknown-code = { $codes } { $example }
reply-wrong-identity = { $given } { $example }
reply-wrong-identity-suggestion = { $given } { $suggestion } { $example }
reply-wrong-plate = { $given } { $example }
reply-ambiguous = Verilmədi. { $example }
reply-missing = { $field } { $example }
reply-two-codes = Bir mesajda bir məqsəd yazın ({ $given }). Misal: { $example }
reply-two-numbers = Bir mesajda bir sənəd yazın ({ $given }). Misal: { $example }
reply-surplus = Bunu anlamadıq: { $given }. Yalnız belə yazın: { $example }
reply-language-set = azərbaycanca
reply-register-first = { $example }
reply-ask-name = Adınız?
reply-ask-identity = { $example }
reply-ask-address = Ünvanınız?
reply-place-unknown = Verilmədi.
reply-registered = { $code } { $place }
reply-registered-already = { $code } { $place }
reply-cancelled = Verilmədi.
reply-dialog-expired = Verilmədi.
reply-no-service = Verilmədi.
# What a telephone asks about its own: permits, registration, silence.
reply-codes = Kodlar: { $codes }.
reply-questions = Suallar üçün: { $help }.
reply-not-registered = Qeydiyyat qəbul edilmədi. { $reason }
reply-registered-elsewhere = Bu sənəd başqa telefondan qeydiyyatdadır. Bu telefonla davam etmək üçün qeydiyyat kodunu yazın.
reply-corrected = Qeydiyyat düzəldildi. Yeni kod: { $code }. Yer: { $place }. Köhnə kod etibarsızdır.
reply-unchanged = Heç nə dəyişdirilmədi.
reply-stopped = Bundan sonra yalnız mesajlarınıza cavab yazacağıq.
reply-letters-set = Bundan sonra belə yazacağıq.
reply-permit-cancelled = { $code } icazəsi ləğv edildi.
reply-cancel-none = Ləğv etmək üçün icazəniz yoxdur.
reply-cancel-which = Hansı icazə? { $permits }. Belə yazın: { $example }
reply-status = İcazələriniz: { $permits }.
reply-status-none = Hazırda icazəniz yoxdur. Yazın: { $example }
reply-status-permit = { $code }, { $purpose }, bitir: { $until }
reply-status-coming = { $code }, { $purpose }, { $from }–{ $until }
reply-status-registration = Qeydiyyat: { $code }, { $place }.
reason-registered-elsewhere = Bu sənəd başqa telefondan qeydiyyatdadır.
reason-correction-over = Qeydiyyatı mesajla daha düzəltmək olmur.

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
reason-facts-unavailable = Lazımi məlumat hazırda əlçatan deyil.

# Caps on applications.
reason-cap-phone =
    { $per ->
        [week] Bir telefondan həftədə ən çoxu { $times } müraciət olar.
       *[day] Bir telefondan gündə ən çoxu { $times } müraciət olar.
    } Yenidən: { $again }.
reason-cap-identity =
    { $per ->
        [week] Bir sənədlə həftədə ən çoxu { $times } müraciət olar.
       *[day] Bir sənədlə gündə ən çoxu { $times } müraciət olar.
    } Yenidən: { $again }.

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
    [day] gündə
   *[week] həftədə
} { $times }, { $again }
