# What Greece says differently: the message names no document, so the reply repeats none; it is shown together with an identity card.

reply-granted = Movement: { $purpose }. Code: { $code }. Time: { $from }-{ $until }. Carry your identity card.
reply-granted-plate = Movement: { $purpose }. Code: { $code }. Time: { $from }-{ $until }. Vehicle: { $plate }. Carry your identity card.

field-address = full name and address
