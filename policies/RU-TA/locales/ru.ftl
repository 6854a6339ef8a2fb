# What Tatarstan says differently: the passport was told once, at registration, and is not repeated in every message; and
# whoever has registered is told what to write next.

reply-granted = Выход разрешён. Код: { $code }. Время: { $from }–{ $until }. Цель: { $purpose }.
reply-granted-plate = Выход разрешён. Код: { $code }. Время: { $from }–{ $until }. Машина: { $plate }. Цель: { $purpose }.
reply-registered = Вы зарегистрированы. Код: { $code }. Место: { $place }. Чтобы выйти, напишите ЦЕЛЬ и её номер, от 1 до 9.
