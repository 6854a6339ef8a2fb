;; Runs for ever before anything is asked of it.
(func $begin (loop $ever (br $ever)))
(start $begin)
