### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = Azərbaycanca

## Around every page
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
problem-internal = Bizim tərəfdə xəta baş verdi
problem-internal-help = Bir dəqiqədən sonra yenidən cəhd edin. Təkrar olarsa, xidməti idarə edənlərə bu nömrəni bildirin: { $reference }.

## Signing in with an access token
sign-in-title = Daxil olun
sign-in-lead = Saytın bu bölməsi yoxlama aparan əməkdaşlar üçündür.
sign-in-token = Giriş açarı
sign-in-token-hint = Açarı xidməti idarə edənlər verir. On iki saatdan sonra yenidən soruşulur.
sign-in-wrong = Belə açar yoxdur. Tam köçürüldüyünü yoxlayın və yenidən cəhd edin.
sign-in-button = Daxil ol
