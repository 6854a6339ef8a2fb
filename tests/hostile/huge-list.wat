;; A trace of a million steps, all of them in its memory.
(func $on_decide (param $answer i32)
  (drop (memory.grow (i32.const 256)))
  (i32.store offset=56 (local.get $answer) (i32.const 0x20000))
  (i32.store offset=60 (local.get $answer) (i32.const 1000000)))
