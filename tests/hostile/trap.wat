;; Panics.
(func $on_decide (param i32) unreachable)
