;; Decides, and runs for ever when it is told that its answer was read.
(func $free (param i32) (loop $ever (br $ever)))
