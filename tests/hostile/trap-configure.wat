;; Panics while it is configured.
(func $on_configure (param i32) unreachable)
