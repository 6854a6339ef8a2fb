;; Cites a source that the regime does not have.
(func $on_decide (param i32)
  (i32.store8 (i32.const 1408) (i32.const 1))
  (i32.store (i32.const 1412) (i32.const 7)))
