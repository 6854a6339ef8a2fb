;; Refuses its settings and says nothing more.
(func $on_configure (param $answer i32)
  (i32.store8 (local.get $answer) (i32.const 1))
  (i32.store offset=4 (local.get $answer) (i32.const 0))
  (i32.store offset=8 (local.get $answer) (i32.const 0)))
