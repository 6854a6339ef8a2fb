# Azərbaycan dili: base catalogue. Texts are short because a message with ə, ı, ş or ğ has 70 letters, 67 in a longer one.

date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month }.{ $year } { $hour }:{ $minute }
days = { $count } gün
hours = { $count } saat
minutes = { $count } dəqiqə

# What people write: words that ask for help, that give up, that name this language; and its letters.
reading-help = kömək, yardım, məlumat
reading-cancel = dayan, ləğv, imtina
reading-language = azərbaycanca, azərbaycan dili, azeri
reading-letters = abcçdeəfgğhxıijkqlmnoöprsştuüvyz

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
reason-too-far = Qaldığınız yerdən yalnız { $radius } m-ədək uzaqlaşmaq olar. Siz { $distance } m uzaqdasınız.
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
