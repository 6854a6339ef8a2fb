;; Runs for ever while it says what it is.
(func $on_describe (loop $ever (br $ever)))
