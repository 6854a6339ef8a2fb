;; Grants until an instant that no calendar has.
(func $on_decide (param $answer i32)
  (i64.store offset=32 (local.get $answer) (i64.const 0x7fffffffffffffff)))
