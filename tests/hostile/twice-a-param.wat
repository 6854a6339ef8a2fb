;; Gives one parameter twice.
(func $on_decide (param i32)
  (memory.copy (i32.const 1312) (i32.const 1280) (i32.const 32))
  (i32.store (i32.const 1208) (i32.const 2)))
