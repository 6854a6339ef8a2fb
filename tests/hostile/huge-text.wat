;; An error message of 16 MiB.
(func $on_decide (param $answer i32)
  (drop (memory.grow (i32.const 256)))
  (memory.fill (i32.const 0x20000) (i32.const 97) (i32.const 0x1000000))
  (i32.store8 (local.get $answer) (i32.const 1))
  (i32.store8 offset=8 (local.get $answer) (i32.const 1))
  (i32.store offset=12 (local.get $answer) (i32.const 0x20000))
  (i32.store offset=16 (local.get $answer) (i32.const 0x1000000)))
