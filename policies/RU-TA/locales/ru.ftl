# What Tatarstan says differently: the passport was told once, at registration, and is not repeated in every message.

reply-granted = Выход разрешён. Код: { $code }. Время: { $from }–{ $until }. Цель: { $purpose }.
reply-granted-plate = Выход разрешён. Код: { $code }. Время: { $from }–{ $until }. Машина: { $plate }. Цель: { $purpose }.
