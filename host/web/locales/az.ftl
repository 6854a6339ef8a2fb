### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = Azərbaycanca

## Around every page
title-error = Xəta: { $title }
skip-to-content = Məzmuna keçin
navigation = Saytın bölmələri
languages = Dil
footer = exeat evdən çıxmaq üçün icazələri verir, çatdırır və yoxlayır. Vaxt həmin yerin yerli vaxtıdır.

## When something goes wrong
problem-not-found = Belə səhifə yoxdur
problem-not-found-help = Ünvanda yazı səhvi olub-olmadığını yoxlayın və ya səhifənin yuxarısındakı keçidlərdən birini seçin.
problem-wrong-method = Bu səhifəni bu cür açmaq olmur
problem-wrong-method-help = Səhifəni yuxarıdakı keçidlərdən açın və formanı oradan göndərin.
problem-cross-site = Bu sorğu başqa saytdan gəlib
problem-cross-site-help = Təhlükəsizliyiniz üçün o yerinə yetirilmədi. Formanı bu saytda açın və buradan göndərin.
problem-too-large = Göndərilən məlumat həddən artıq böyükdür
problem-too-large-help = Buradakı formalar bir neçə qısa sahədən ibarətdir, fayl qəbul edilmir. Geri qayıdın, yazdığınızı qısaldın və yenidən göndərin.
problem-too-slow = Bu, çox uzun çəkdi
problem-too-slow-help = Formanı yenidən göndərmək təhlükəsizdir: qəbul edilmiş müraciət heç vaxt iki dəfə sayılmır.
problem-unreadable = Göndəriləni oxumaq mümkün olmadı
problem-unreadable-help = Geri qayıdın, formanı yenidən açın və oradan göndərin. Proqram öz sorğusunu /api/openapi.json ünvanındakı təsvirlə tutuşdurmalıdır.
problem-invalid = Göndərilənlərin bir hissəsi düzgün ola bilməz
problem-invalid-help = Adı çəkilən sahələri düzəldin və sorğunu yenidən göndərin.
problem-not-signed-in = Siz daxil olmamısınız
problem-not-signed-in-help = Bu bölmə onun işlədiyi kompüterə və giriş açarı olanlara açıqdır. Açarı “Authorization: Bearer” kimi göndərin.
problem-too-many = Həddən artıq cəhd
problem-too-many-help = { $seconds } saniyə gözləyin, sonra yenidən cəhd edin.
problem-unavailable = Xidmət hazırda məşğuldur
problem-unavailable-help = Heç nə dəyişmədi. Bir neçə saniyə gözləyin və yenidən göndərin: qəbul edilmiş müraciət heç vaxt iki dəfə sayılmır.
problem-internal = Bizim tərəfdə xəta baş verdi
problem-internal-help = Bir dəqiqədən sonra yenidən cəhd edin. Təkrar olarsa, xidməti idarə edənlərə bu nömrəni bildirin: { $reference }.

## Signing in with an access token
sign-in-title = Daxil olun
sign-in-lead = Saytın bu bölməsi yoxlama aparan əməkdaşlar üçündür.
sign-in-token = Giriş açarı
sign-in-token-hint = Açarı xidməti idarə edənlər verir. On iki saatdan sonra yenidən soruşulur.
sign-in-wrong = Belə açar yoxdur. Tam köçürüldüyünü yoxlayın və yenidən cəhd edin.
sign-in-button = Daxil ol

## Places
# The letters in the order in which names are sorted.
alphabet = abcçdeəfgğhxıijkqlmnoöprsştuüvyz
place-centre = { $place }: şəhər
place-around = { $place }: kənd və qəsəbələr
place-part = { $whole }, { $part }
place-elsewhere = { $place }: başqa yer

## Parts of the site
section-apply = Müraciət
section-check = Yoxlama
sign-out-button = Çıx
optional = (məcburi deyil)

## Applying on the portal
apply-title = Evdən çıxmaq üçün icazə alın
apply-lead = İcazənin lazım olub-olmaması və nə üçün verilməsi yerdən asılıdır.
apply-place = Haradasınız?
apply-place-hint = Hazırda olduğunuz şəhər və ya rayon.
apply-place-choose = Yeri seçin
apply-place-wrong = Yeri siyahıdan seçin.
apply-place-button = Davam et
apply-other-place = Başqa yer seçin
apply-nothing = { $place }: hazırda evdən çıxmağa məhdudiyyət yoxdur.
apply-in = Yer: { $place }.
apply-errors = Aşağıdakıları düzəldin
apply-purpose = Nə üçün evdən çıxmalısınız?
apply-purpose-missing = Nə üçün çıxmalı olduğunuzu seçin.
apply-identity = Sənədinizin nömrəsi
apply-identity-hint = Məsələn:
apply-identity-missing = Sənədinizin nömrəsini yazın.
apply-identity-wrong = Bu, qəbul edilən sənədlərdən heç birinin nömrəsi deyil. Nümunələrlə tutuşdurun.
apply-plate = Avtomobilin qeydiyyat nişanı
apply-plate-hint = Öz avtomobilinizlə gedirsinizsə. Xarici nişanlar da olar.
apply-plate-wrong = Qeydiyyat nişanında 3–12 hərf və rəqəm, o cümlədən ən azı bir rəqəm olur.
apply-start = Nə vaxt çıxmaq istəyirsiniz?
apply-start-hint = Boş buraxsanız, dərhal. Yerli vaxtla: { $place } üçün indi { $now }.
apply-start-wrong = Tarixi və saatı yazın, məsələn 2020-12-15 10:00.
apply-start-past = Bu vaxt artıq keçib. Daha gec bir vaxt seçin və ya sahəni boş buraxın.
apply-start-gap = Belə saat yoxdur: saatlar irəli çəkilir. Ondan əvvəlki və ya sonrakı vaxtı seçin.
apply-button = İcazə istə
apply-register = Əvvəlcə qaldığınız yeri qeydiyyatdan keçirin: { $number } nömrəsinə yazın.
apply-elsewhere = Başqa yolla verilir
apply-by-message = { $number } nömrəsinə yazın, kod { $code }.
apply-by-phone = { $phone } nömrəsinə zəng edin.
apply-nowhere = Aidiyyəti qurumda.
apply-exempt = Bunlar üçün icazə lazım deyil
apply-carry = Üzərinizdə olsun: { $document }.

## What came of it
outcome-granted = İcazə verildi
outcome-refused = İcazə verilmədi
outcome-not_required = İcazə lazım deyil
outcome-referred = Qərarı əməkdaş verəcək
answer-title = Müraciətiniz
answer-code = İcazə kodu
answer-code-help = Yoxlama zamanı bu kodu göstərin və ya deyin. Şəxsiyyət sənədiniz üzərinizdə olsun.
answer-again = Yenidən müraciət et
answer-gone = Bu cavabı burada göstərmək olmur
answer-gone-help = Cavab iki gün ərzində və yalnız müraciəti göndərmiş brauzerdə açılır. İndicə müraciət etmisinizsə, bu sayta kuki saxlamağa icazə verin və formanı yenidən göndərin: o, iki dəfə sayılmayacaq.
fact-valid = Qüvvədədir
fact-purpose = Məqsəd
fact-place = Yer
fact-identity = Sənəd
fact-plate = Avtomobil
fact-no-plate = göstərilməyib
fact-registered-place = Qaldığı yer
fact-registered-since = Qeydiyyat vaxtı
fact-checked = Yoxlanılıb

## Checking
check-title = Kodu yoxlayın
check-lead = İcazənin və ya qeydiyyatın kodu.
check-next = Başqa kodu yoxlayın
check-verdict = Nəticə
check-code = Kod
check-code-hint = Səkkiz hərf və rəqəm, yaxud R və səkkiz işarə. Tire, boşluq və hərflərin böyüklüyü fərq etmir.
check-code-missing = Kodu yazın.
check-code-wrong = Belə kod ola bilməz: bir işarə səhvdir və ya ikisinin yeri dəyişib. 0, O, 1, I və L heç vaxt kodda olmur.
check-place = Şəxs harada dayanıb?
check-place-hint = Qeydiyyat kodu üçün lazımdır. İcazə də həmin yerlə tutuşdurulur.
check-place-none = Göstərilməyib
check-place-missing = Yeri seçin: qeydiyyat kodu onunla tutuşdurulur.
check-place-wrong = Yeri siyahıdan seçin.
check-identity = Şəxsin göstərdiyi sənədin nömrəsi
check-identity-hint = İcazənin sahibi ilə tutuşdurulur.
check-identity-wrong = Sənədin nömrəsində 4–32 hərf və rəqəm olur.
check-button = Yoxla
advice-valid = Sənədi şəxslə tutuşdurun.
advice-not-yet = İcazənin vaxtı hələ başlamayıb.
advice-expired = İcazənin vaxtı bitib. Yeni icazə lazımdır.
advice-outside-hours = İcazə bu gün üçündür, amma bu saat üçün deyil.
advice-revoked = İcazə geri götürülüb.
advice-wrong-place = İcazə başqa yer üçün verilib.
advice-wrong-holder = İcazə bu sənədin sahibinə verilməyib.
advice-not-required = Burada hazırda heç kimə icazə lazım deyil.
advice-unknown = Belə kod məlum deyil. Göstərildiyi kimi yazıldığını yoxlayın.

## Yoxlama yerində rejimlərin tələbləri
demands-title = Bu yerdə indi nə tələb olunur
demand-all-hours = Bütün saatlarda
demand-curfew = Qadağan saatı, hər gün { $hours }
demand-met = Bu icazə ilə ödənilir
demand-unmet = Bu icazə ilə ödənilmir
demand-asks = İcazələr və istisnalar
demand-permit = İcazə bunlar üçün verilir
demand-exempt = Bunlar üçün icazə tələb olunmur
demand-show = üzərində olmalıdır: { $document }

## İcazənin müddətinin uzadılması
extend-code-unknown = Bu kodla icazə yoxdur. Kodu göstərilənlə tutuşdurun.
extend-revoked = İcazə ləğv edilib. Şəxsə yenisi lazımdır.
extend-not-in-force = Bu icazənin rejimi qüvvədə deyil.
extend-not-for-purpose = Bu məqsəd üçün verilən icazə uzadılmır. Şəxsə yenisi lazımdır.
extend-not-by = Yoxlayan əməkdaş bunu qeyd edə bilməz. Şəxsi operatora yönəldin.
extend-document-missing = Hansı sənədin göstərildiyini yazın.
extend-until-wrong = Vaxtı belə yazın: 2020-12-15T15:00:00+04:00.
extend-not-later = İcazə onsuz da { $end } vaxtınadək etibarlıdır. Daha gec vaxt yazın.
extend-over = Bu vaxt artıq keçib. Qarşıdakı vaxtı yazın.
extend-too-late = İcazə ən çoxu { $latest } vaxtınadək uzadıla bilər.

## The demo
section-demo = Nümayiş
demo-title = İcazəni SMS ilə alın
demo-lead = Vətəndaş kimi nömrəyə yazın, əməkdaş kimi kodu yoxlayın və sistemin nəyə, nə üçün qərar verdiyini görün. Buradan heç nə bu kompüterdən kənara çıxmır.
demo-broken = Yadda saxlanan fayl qəbul edilmədi
demo-broken-help = Bu düzəldilənə qədər nümayiş əvvəlki kimi davam edir. Fayl saxlananda yenidən oxunur.
demo-phone = Telefon
demo-numbers = Yazmaq üçün nömrələr
demo-conversation = Yazışma
demo-you = Siz
demo-reply = Cavab
demo-segments =
    { $count ->
        [one] { $count } hissə
       *[other] { $count } hissə
    }
demo-empty = Hələ heç nə yazılmayıb. Aşağıdakı mesajlardan birini seçin və ya özünüz yazın.
demo-message = Mesaj
demo-send = Göndər
demo-from = Sizin nömrəniz
demo-switch = Dəyiş
demo-from-wrong = Telefon nömrəsi + işarəsi və ölkə kodu ilə başlayır, məsələn +994501112233.
demo-try = Sınamaq üçün mesajlar
demo-sample-name = Aliyə Kərimova
demo-sample-address = { $place }, Tukay 12
demo-clock = Saat
demo-clock-local = Tarix və vaxt
demo-clock-set = Qur
demo-clock-wrong = Tarixi və saatı yazın, məsələn 2020-12-15 10:00.
demo-clock-hour = +1 saat
demo-clock-day = Növbəti gün
demo-clock-mornings = Rejimin ilk səhəri
demo-clock-help = Siz dəyişməyincə vaxt dayanır. Bu səhifə və bütün sayt bu saata uyğun işləyir.
demo-officer = Yoxlama aparan əməkdaş
demo-officer-offered = Yoxla:
demo-why = Sistem nəyə qərar verdi və nə üçün
demo-why-empty = Mesaj göndərin: qərar və səbəbləri burada görünəcək.
demo-why-nothing = Son mesaj qərar tələb etmirdi.
demo-decided = Qərar vaxtı
demo-request = Qaydalar müraciətdən nəyi gördü
demo-facts = Şəxs haqqında nə deyildi
demo-made-of = Hansı rejim və hansı qayda (SHA-256)
demo-replay = Yenidən qərar ver
demo-replay-same = Eyni { $bytes } bayt
demo-replay-differs = Nəticə fərqli oldu
demo-recent = Son qərarlar
demo-recent-empty = Hələ yoxdur.
trace-title = Soruşulan bütün qaydalar, ardıcıllıqla
trace-passed = ödənir
trace-failed = ödənmir
trace-referred = əməkdaşa ötürüldü
trace-limited = məhdudlaşdırır
trace-exempted = azad edir
channel-sms = SMS
channel-portal = portal
channel-desk = əməkdaş
channel-api = başqa sistem

## İdarəetmə
section-administration = İdarəetmə
administration-title = İdarəetmə
administration-lead = Bu qovşaqda nə qərar verir və dəyişikliklərdən nə çıxdı. Səhifə yalnız bu kompüterə göstərilir.
administration-host = Bu qovşaq
host-version = Versiya
host-started = İşə düşüb
host-now = İndi
reloads-title = Yenidən yükləmələr
reloads-help = Rejimlər, mətnlər və modullar yenidən oxunur, bütün sınaq halları yerinə yetirilir. Nəsə səhvdirsə, qovşaq əvvəlki kimi işləyir.
reload-button = Yenidən yüklə
reload-under-way = Yenidən yükləmə gedir. Bir azdan səhifəni təkrar açın.
reloads-none = İşə düşəndən bəri heç nə yenidən yüklənməyib.
reload-done = Yükləndi
reload-refused = Rədd edildi
reload-cases = { $count } hal keçdi
reload-added = Əlavə olundu
reload-changed = Dəyişdi
reload-removed = Silindi
reload-untested = Sınaq halları olmayan
reload-why = Nə səhvdir
reload-refused-title = Son yenidən yükləmə rədd edildi
reload-refused-help = { $at }. Qovşaq əvvəl qüvvədə olanla davam edir; fayllarda yazılan qərar vermir.
regimes-title = Rejimlər
regimes-in-force = İndi qüvvədədir
regimes-coming = Qüvvəyə minəcək
regimes-none = Yoxdur.
regimes-over = Daha { $count } rejim başa çatıb.
plugins-title = Modullar
plugin-used =
    { $count ->
        [0] istifadə olunmur
       *[other] { $count } rejimdə qərar verir
    }
plugin-contract = Müqavilə
plugin-size = Ölçü
plugin-signer = İmzalayan
plugin-unsigned = heç kim
shadow-title = Kölgə
shadow-help = Başqa qaydalar eyni müraciətlər üzrə qüvvədə olanların yanında qərar verir. Onlarla heç nəyə icazə verilmir.
shadow-none = Kölgə işləmir. Onu exeat shadow start əmri başladır.
shadow-not-renewed = Son yenidən yükləmənin ardınca gedə bilmədi və əvvəlki kimi davam edir:
shadow-since = Başlayıb
shadow-compared = Müqayisə edilib
shadow-different = Fərqlənir
shadow-dropped = Çox gözləyən olduğuna görə ötürülüb
shadow-candidate = Nə ilə fərqlənir
shadow-same = Heç nə ilə.
shadow-differences = Fərqlər
shadow-shorter = daha qısa
shadow-longer = daha uzun
shadow-moved = başqa vaxtda
shadow-other-hours = başqa saatlarda
shadow-details = eyni, amma başqa təfərrüatla
shadow-failed = Modul işləmədi
shadow-witnesses = Onların ilkləri, qaydaların gördüyü kimi
shadow-not-compared = Müqayisə edilməyib
shadow-beyond = Başqa növlərdən daha { $count } fərq.
