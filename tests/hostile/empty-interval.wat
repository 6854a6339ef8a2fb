;; Grants until the instant from which it grants.
(func $on_decide (param $answer i32)
  (i64.store offset=32 (local.get $answer) (i64.load offset=24 (local.get $answer))))
