;; Divides by zero.
(func $on_decide (param i32) (drop (i32.div_u (i32.const 1) (global.get $zero))))
(global $zero (mut i32) (i32.const 0))
