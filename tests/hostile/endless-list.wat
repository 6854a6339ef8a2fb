;; A trace that is longer than its memory.
(func $on_decide (param $answer i32)
  (i32.store offset=60 (local.get $answer) (i32.const 0x0fffffff)))
