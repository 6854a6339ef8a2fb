;; Gives a reason that it has not named.
(func $on_decide (param i32) (i32.store (i32.const 1200) (i32.const 1)))
