;; A trace of 257 steps.
(func $on_decide (param $answer i32)
  (i32.store offset=56 (local.get $answer) (i32.const 0x10000))
  (i32.store offset=60 (local.get $answer) (i32.const 257)))
