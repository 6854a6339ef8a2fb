# What Tatarstan says differently: the passport was told once, at registration, and is not repeated in every message.

reply-granted = Permit granted. Code: { $code }. Time: { $from }-{ $until }. Purpose: { $purpose }.
reply-granted-plate = Permit granted. Code: { $code }. Time: { $from }-{ $until }. Vehicle: { $plate }. Purpose: { $purpose }.
