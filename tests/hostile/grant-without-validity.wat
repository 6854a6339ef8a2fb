;; Grants, and does not say when.
(func $on_decide (param $answer i32)
  (i32.store8 offset=16 (local.get $answer) (i32.const 0)))
