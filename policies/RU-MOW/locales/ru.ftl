# What Moscow says differently: a permit is a pass there, it lasts for days, and it is a pass for trips.

reply-granted = Пропуск выдан. Код: { $code }. Срок: { $from }–{ $until }. Документ: { $identity }. Цель: { $purpose }.
reply-granted-plate = Пропуск выдан. Код: { $code }. Срок: { $from }–{ $until }. Документ: { $identity }. Машина: { $plate }. Цель: { $purpose }.
reply-refused = Пропуск не выдан. { $reason }
reply-not-required = Пропуск не нужен. { $reason }
reply-help = Чтобы получить пропуск, напишите: { $example }. Вопросы: { $help }.
reply-no-service = По этому номеру пропуска не выдаются.
