;; Runs for ever while it is configured.
(func $on_configure (param i32) (loop $ever (br $ever)))
