# What Greece says differently: the message names no document, so the reply repeats none; it is shown together with an identity card.

reply-granted = Μετακίνηση: { $purpose }. Κωδικός: { $code }. Ώρα: { $from }–{ $until }. Να έχετε ταυτότητα.
reply-granted-plate = Μετακίνηση: { $purpose }. Κωδικός: { $code }. Ώρα: { $from }–{ $until }. Όχημα: { $plate }. Να έχετε ταυτότητα.

field-address = ονοματεπώνυμο και διεύθυνση
