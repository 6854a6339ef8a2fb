;; Says that it cannot decide.
(data $excuse (i32.const 2000) "no rule for a leap second")
(func $on_decide (param $answer i32)
  (i32.store8 (local.get $answer) (i32.const 1))
  (i32.store8 offset=8 (local.get $answer) (i32.const 0))
  (i32.store offset=12 (local.get $answer) (i32.const 2000))
  (i32.store offset=16 (local.get $answer) (i32.const 25)))
