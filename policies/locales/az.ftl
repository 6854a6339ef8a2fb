# Azərbaycan dili: base catalogue. Texts are short because a message with ə, ı, ş or ğ has 70 letters, 67 in a longer one.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days = { $count } gün
hours = { $count } saat
minutes = { $count } dəqiqə
metres = { $count } m
kilometres = { $count } km

# What people write: words that ask for help, that give up a dialog or a permit, that name this language; and its letters.
reading-help = kömək, yardım, məlumat
reading-cancel = ləğv, ləğv et, imtina
reading-stop = dayan, dayandır, stop
reading-status = status, icazələrim, icazəm
reading-correct = düzəliş, düzəlt, səhv
reading-latin = latın, latin, sadə hərflər
reading-native = azərbaycan hərfləri, öz hərflər
reading-language = azərbaycanca, azərbaycan dili, azəri, azeri, aze, azerbaijani, азербайджанский, по-азербайджански
reading-letters = abcçdeəfgğhxıijkqlmnoöprsştuüvyz
# Letters that the seven-bit alphabet lacks, and what is written for them by choice.
latin-letters = ə=e ğ=g ı=i İ=I ş=s ç=c –=- —=- «=" »=" “=" ”=" ’=' …=...

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

reply-granted = İcazə verildi. Kod: { $code }. Vaxt: { $from }–{ $until }. Sənəd: { $identity }. Məqsəd: { $purpose }.
reply-granted-plate = İcazə verildi. Kod: { $code }. Vaxt: { $from }–{ $until }. Sənəd: { $identity }. Avtomobil: { $plate }. Məqsəd: { $purpose }.
reply-refused = İcazə verilmədi. { $reason }
reply-not-required = İcazə lazım deyil. { $reason }
reply-referred = Qərarı əməkdaş verəcək. { $reason }
reply-help = İcazə almaq üçün yazın: { $example }. Suallar üçün: { $help }.
reply-help-alone = Başlamaq üçün yazın: { $example }
reply-unreadable = Mesajınızı oxuya bilmədik. Belə yazın: { $example }
reply-unknown-code = Belə kod yoxdur. Kodlar: { $codes }. Misal: { $example }
reply-wrong-identity = { $given } sənəd nömrəsinə oxşamır. Misal: { $example }
reply-wrong-identity-suggestion = { $given } sənəd nömrəsinə oxşamır. Bəlkə { $suggestion }? Belə yazın: { $example }
reply-wrong-plate = { $given } avtomobil nömrəsinə oxşamır. Misal: { $example }
reply-ambiguous = Mesajınızı iki cür oxumaq olur. Belə yazın: { $example }
reply-missing = Çatışmır: { $field }. Misal: { $example }
reply-two-codes = Bir mesajda bir məqsəd yazın ({ $given }). Misal: { $example }
reply-two-numbers = Bir mesajda bir sənəd yazın ({ $given }). Misal: { $example }
reply-surplus = Bunu anlamadıq: { $given }. Yalnız belə yazın: { $example }
reply-language-set = Bundan sonra Azərbaycan dilində cavab verəcəyik.
reply-register-first = Əvvəlcə qeydiyyatdan keçin. Yazın: { $example }
reply-ask-name = Soyadınızı, adınızı və atanızın adını yazın.
reply-ask-identity = Sənədinizin nömrəsini yazın. Misal: { $example }
reply-ask-address = Qaldığınız ünvanı şəhər və ya rayonla birgə yazın.
reply-place-unknown = Bu ünvanı tapmadıq. Şəhəri və ya rayonu da yazın.
reply-registered = Qeydiyyatdan keçdiniz. Kod: { $code }. Yer: { $place }. Kodu yoxlamada göstərin.
reply-registered-already = Siz artıq qeydiyyatdasınız. Kod: { $code }. Yer: { $place }.
reply-cancelled = Qeydiyyat dayandırıldı.
reply-dialog-expired = Cavab vaxtı bitdi. Zəhmət olmasa, yenidən başlayın.
reply-no-service = Bu nömrədə icazə xidməti yoxdur.

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

reason-no-regime-in-force = Burada heç bir məhdudiyyət qüvvədə deyil.
reason-regime-not-yet = Rejimin başlanğıcı: { $from }.
reason-regime-ended = Rejimin sonu: { $until }.
reason-regime-ends = Rejimin sonu: { $until }.
reason-outside-territory = Rejim bu yerə aid deyil.
reason-exempt = Səbəb: { $exemption }.
reason-exempt-show = Səbəb: { $exemption }. Yanınızda olsun: { $show }.
reason-purpose-unknown = Belə məqsəd yoxdur.
reason-ask-elsewhere = Bu icazə burada verilmir.
reason-ask-elsewhere-phone = Bu icazə { $phone } nömrəsinə zənglə verilir.
reason-identity-form = Sənədin nömrəsi düzgün yazılmayıb.
reason-policy-failed = Sistem qərar verə bilmədi, əməkdaş baxacaq.
reason-no-common-time = Qüvvədə olan qaydalar ortaq vaxt qoymur.
reason-no-curfew-now = Növbəti qadağan saatının başlanğıcı: { $from }.
reason-blocked = Sizə karantin rejimi təyin edilib.
reason-not-registered = Siz qeydiyyatdan keçməmisiniz.
reason-attribute-missing = Bu icazə üçün tələb olunan qeyd sistemdə yoxdur.
reason-place-unknown = Olduğunuz yer məlum deyil.
reason-wrong-territory = Bu icazə { $territory } üçün verilmir.
reason-not-where-registered = Siz başqa yerdə qeydiyyatdasınız: { $territory }.
reason-other-unit = Yalnız { $territory } daxilində mümkündür.
reason-too-far = Qaldığınız yerdən ən çoxu { $radius } uzaqlaşmaq olar. Siz { $distance } uzaqdasınız.
reason-no-longer-granted = Belə icazələrin müddəti bitib: { $until }.
reason-wrong-day = Bu gün mümkün deyil. Növbəti vaxt: { $next }.
reason-outside-hours = Yalnız { $from }–{ $until } arasında. Növbəti vaxt: { $next }.
reason-quota-spent =
    { $per ->
        [day] Gündə { $times } dəfə mümkündür.
        [week] Həftədə { $times } dəfə mümkündür.
        [month] Ayda { $times } dəfə mümkündür.
       *[days] { $days } gündə { $times } dəfə mümkündür.
    } Növbəti icazə: { $again }.
reason-time-spent =
    { $per ->
        [day] Gündə cəmi { $total } mümkündür.
        [week] Həftədə cəmi { $total } mümkündür.
        [month] Ayda cəmi { $total } mümkündür.
       *[days] { $days } gündə cəmi { $total } mümkündür.
    } Növbəti icazə: { $again }.
reason-human-decides = Bu məqsədə əməkdaş baxır.

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

field-purpose = məqsədin kodu
field-identity = sənədin nömrəsi
field-plate = avtomobilin nömrəsi
field-name = ad və soyad
field-address = ünvan

verdict-valid = Etibarlıdır
verdict-not_yet = Hələ başlamayıb
verdict-expired = Vaxtı bitib
verdict-outside_hours = Bu saatda etibarlı deyil
verdict-revoked = Ləğv edilib
verdict-wrong_place = Başqa yer üçündür
verdict-wrong_holder = Başqa şəxsindir
verdict-not_required = İcazə lazım deyil
verdict-unknown = Tapılmadı

# How a regime is explained (`exeat regime explain`).
explain-heading-scope = Harada və nə vaxt
explain-in-force = { $from } tarixindən { $until } tarixinədək qüvvədədir.
explain-in-force-open = { $from } tarixindən qüvvədədir; sonu göstərilməyib.
explain-amends = { $regime } rejimini dəyişir.
explain-stay-home = İcazə və ya istisna olmadan heç kim heç bir saatda evdən çıxmır.
explain-curfew = Saat { $from }–{ $until } arasında icazə və ya istisna olmadan heç kim çöldə olmur.
explain-whole = Bütövlükdə: { $places }.
explain-centre-only = Yalnız mərkəzlər, kənd və qəsəbələr istisna: { $places }.
explain-except = Bunlardan başqa: { $places }.
explain-authority = Qərarı verən: { $authority }.
explain-heading-general = Bütün məqsədlər üçün qaydalar
explain-heading-purposes = İcazə tələb edən məqsədlər
explain-by-sms = { $number } nömrəsinə SMS ilə, kod { $code }.
explain-by-portal = Portalda.
explain-by-desk = Operator vasitəsilə.
explain-by-phone = Telefonla: { $phone }.
explain-extension = Müddəti { $length } qədər uzadıla bilər.
explain-show = Göstərilməlidir: { $show }.
explain-rule-valid_for = İcazənin müddəti: { $value }.
explain-rule-valid_days =
    { $days ->
        [1] İcazə günün sonunadək qüvvədədir.
       *[other] İcazə { $days } gün, sonuncunun axırınadək qüvvədədir.
    }
explain-rule-valid_until = İcazə ən geci { $value } tarixində bitir.
explain-rule-valid_with = Yalnız bu qeyd qüvvədə olduqca: { $value }.
explain-rule-start_delay = Verildikdən { $value } sonra başlayır.
explain-rule-hours = Yalnız bu saatlarda: { $value }.
explain-rule-days = Yalnız bu günlər: { $value }.
explain-rule-territory = Yalnız burada: { $value }.
explain-rule-decided_by =
    { $value ->
        [desk] Qərarı operator verir.
        [holder] Şəxs özü bəyan edir; heç kim təsdiqləmir.
       *[human] Qərarı əməkdaş verir.
    }
explain-rule-quota =
    { $per ->
        [day] Ən çox { $times } icazə gündə.
        [week] Ən çox { $times } icazə həftədə.
        [month] Ən çox { $times } icazə ayda.
       *[days] Ən çox { $times } icazə { $days } gündə.
    }
explain-rule-total =
    { $per ->
        [day] Cəmi ən çox { $total } gündə.
        [week] Cəmi ən çox { $total } həftədə.
        [month] Cəmi ən çox { $total } ayda.
       *[days] Cəmi ən çox { $total } { $days } gündə.
    }
explain-across-all = Bütün məqsədlər birlikdə sayılır.
explain-across = Bunlarla birlikdə sayılır: { $purposes }.
explain-rule-registration = Qalınan yer qeydiyyatdan keçməlidir.
explain-rule-in_registered_territory = Yalnız qeydiyyat yerində.
explain-rule-attributes = Qeyd tələb olunur: { $value }.
explain-rule-blocked_by = Bu qeydi olanlara verilmir: { $value }.
explain-rule-within_level = Yalnız qalınan rayon daxilində.
explain-rule-radius = Qalınan yerdən { $value } məsafədən uzağa yox.
explain-rule-other = { $key }: { $value }.
explain-heading-exemptions = İcazə tələb etməyənlər
explain-heading-messages = SMS
explain-message = { $number } nömrəsinə yazın: { $message }
explain-documents = Qəbul edilən sənədlər: { $documents }.
explain-reply-delay = Cavab { $value } sonra gəlir.
explain-cap-phone =
    { $per ->
        [day] Bir telefondan ən çox { $times } müraciət gündə.
        [week] Bir telefondan ən çox { $times } müraciət həftədə.
        [month] Bir telefondan ən çox { $times } müraciət ayda.
       *[days] Bir telefondan ən çox { $times } müraciət { $days } gündə.
    }
explain-cap-identity =
    { $per ->
        [day] Bir şəxs üçün ən çox { $times } müraciət gündə.
        [week] Bir şəxs üçün ən çox { $times } müraciət həftədə.
        [month] Bir şəxs üçün ən çox { $times } müraciət ayda.
       *[days] Bir şəxs üçün ən çox { $times } müraciət { $days } gündə.
    }
explain-masked = Cavabda sənəd nömrəsinin yalnız ucları göstərilir.
explain-correction = Səhv qeydiyyatı { $value } ərzində { $times } dəfə mesajla düzəltmək olar.
explain-another-phone = Eyni sənədi qeydiyyatdan keçirən başqa telefon dərhal həmin şəxsin adından yazır.
explain-alarm = Bir məqsədin payı { $value } ərzində { $points } bənd artarsa, xidmət xəbərdar edilir.
explain-facts = “{ $name }” siyahısı və ya xidməti şəxs haqqında bildirir: { $gives }.
explain-carry-over = { $regime } üzrə qüvvədə olan icazələr { $until } tarixinədək davam edir.
explain-heading-help = Yardım və məsuliyyət
explain-help = { $phone }: { $about }.
explain-liability = Qaydanı pozanlar məsuliyyət daşıyır: { $title }.
explain-retention = Şəxsi məlumatlar { $value } saxlanılır, sonra silinir.
explain-heading-conflicts = Mənbələrin fərqləndiyi yerlər
explain-conflict = Burada götürülüb: { $takes } – { $why }.
explain-heading-sources = Mənbələr
explain-clause = Hüquqi əsas
explain-rule = Qayda
explain-written = Faylda yazıldığı kimi
explain-no-clause = mənbə göstərilməyib
weekday-mon = bazar ertəsi
weekday-tue = çərşənbə axşamı
weekday-wed = çərşənbə
weekday-thu = cümə axşamı
weekday-fri = cümə
weekday-sat = şənbə
weekday-sun = bazar
explain-metres = { $count } m
explain-kilometres = { $count } km
