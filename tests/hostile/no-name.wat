;; Names a reason with what is no name.
(data $reason (i32.const 528) "CLOSED")
