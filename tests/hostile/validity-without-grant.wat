;; Refuses, and says when the permit is good.
(func $on_decide (param $answer i32)
  (i32.store8 offset=8 (local.get $answer) (i32.const 3)))
