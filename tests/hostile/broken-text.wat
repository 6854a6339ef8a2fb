;; A parameter that is not UTF-8.
(func $on_decide (param $answer i32)
  (i32.store8 (i32.const 0x10000) (i32.const 0xff))
  (i32.store8 (i32.const 1288) (i32.const 7))
  (i32.store (i32.const 1296) (i32.const 0x10000))
  (i32.store (i32.const 1300) (i32.const 1)))
