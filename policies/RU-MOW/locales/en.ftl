# What Moscow says differently: a permit is a pass there, it lasts for days, and it is a pass for trips.

reply-granted = Pass granted. Code: { $code }. Time: { $from }-{ $until }. Document: { $identity }. Purpose: { $purpose }.
reply-granted-plate = Pass granted. Code: { $code }. Time: { $from }-{ $until }. Document: { $identity }. Vehicle: { $plate }. Purpose: { $purpose }.
reply-refused = No pass was given. { $reason }
reply-not-required = You need no pass. { $reason }
reply-help = For a pass, write: { $example }. Questions: { $help }.
reply-no-service = No passes are given at this number.
