# What Tatarstan says differently: the passport was told once, at registration, and is not repeated in every message; and
# whoever has registered is told what to write next.

reply-granted = Permit granted. Code: { $code }. Time: { $from }-{ $until }. Purpose: { $purpose }.
reply-granted-plate = Permit granted. Code: { $code }. Time: { $from }-{ $until }. Vehicle: { $plate }. Purpose: { $purpose }.
reply-registered = You are registered. Code: { $code }. Place: { $place }. To go out, write PURPOSE and its number, 1 to 9.
