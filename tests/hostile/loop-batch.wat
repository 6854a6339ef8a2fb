;; Runs for ever while it decides a batch.
(func $on_batch (param i32) (loop $ever (br $ever)))
