;; Grants within a daily window that holds every minute.
(func $on_decide (param $answer i32)
  (i32.store8 offset=40 (local.get $answer) (i32.const 1))
  (i32.store16 offset=42 (local.get $answer) (i32.const 60))
  (i32.store16 offset=44 (local.get $answer) (i32.const 60)))
