;; Calls a function that is not there.
(table $functions 1 funcref)
(type $nothing (func))
(func $on_decide (param i32) (call_indirect (type $nothing) (i32.const 0)))
