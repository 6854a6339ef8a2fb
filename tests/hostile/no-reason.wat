;; Refers, and does not say why.
(func $on_decide (param $answer i32)
  (i32.store8 offset=8 (local.get $answer) (i32.const 2))
  (i32.store8 offset=16 (local.get $answer) (i32.const 0))
  (i32.store offset=52 (local.get $answer) (i32.const 0)))
