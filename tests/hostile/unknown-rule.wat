;; Traces a rule that it has not named.
(func $on_decide (param i32) (i32.store (i32.const 1400) (i32.const -1)))
