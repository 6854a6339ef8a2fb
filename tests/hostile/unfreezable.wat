;; Not hostile: changes a table while it runs, so that no snapshot of it can be taken.
(table $functions 1 funcref)
(func $on_configure (param i32) (table.set $functions (i32.const 0) (ref.func $free)))
(func $on_decide (param i32) (if (ref.is_null (table.get $functions (i32.const 0))) (then unreachable)))
