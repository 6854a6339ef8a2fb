# What Tatarstan says differently: the passport was told once, at registration, and is not repeated in every message.

reply-granted = Чыгарга рөхсәт бирелде. Код: { $code }. Вакыт: { $from }–{ $until }. Максат: { $purpose }.
reply-granted-plate = Чыгарга рөхсәт бирелде. Код: { $code }. Вакыт: { $from }–{ $until }. Машина: { $plate }. Максат: { $purpose }.
