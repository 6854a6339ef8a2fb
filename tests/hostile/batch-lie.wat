;; Refuses every row, for a reason that it has not named.
(func $on_batch (param $answer i32)
  (local $verdict i32)
  (local.set $verdict (i32.load (local.get $answer)))
  (i32.store8 (local.get $verdict) (i32.const 3))
  (i32.store offset=24 (local.get $verdict) (i32.const 5)))
