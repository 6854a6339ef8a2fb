;; Runs for ever while it decides.
(func $on_decide (param i32) (loop $ever (br $ever)))
