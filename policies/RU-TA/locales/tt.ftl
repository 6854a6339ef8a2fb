# What Tatarstan says differently: the passport was told once, at registration, and is not repeated in every message; and
# whoever has registered is told what to write next.

reply-granted = Чыгарга рөхсәт бирелде. Код: { $code }. Вакыт: { $from }–{ $until }. Максат: { $purpose }.
reply-granted-plate = Чыгарга рөхсәт бирелде. Код: { $code }. Вакыт: { $from }–{ $until }. Машина: { $plate }. Максат: { $purpose }.
reply-registered = Сез теркәлдегез. Код: { $code }. Урын: { $place }. Чыгар өчен МАКСАТ һәм аның 1–9 номерын языгыз.
