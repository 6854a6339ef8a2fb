;; Reads where no memory is.
(func $on_decide (param i32) (drop (i32.load (i32.const -8))))
