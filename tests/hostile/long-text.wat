;; A parameter of 1,025 bytes.
(func $on_decide (param $answer i32)
  (memory.fill (i32.const 0x10000) (i32.const 97) (i32.const 1025))
  (i32.store8 (i32.const 1288) (i32.const 7))
  (i32.store (i32.const 1296) (i32.const 0x10000))
  (i32.store (i32.const 1300) (i32.const 1025)))
