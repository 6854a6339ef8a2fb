;; Not hostile to the host: refuses the first row of a batch, whatever it decides of the same application alone.
(func $on_batch (param $answer i32)
  (local $verdict i32)
  (local.set $verdict (i32.load (local.get $answer)))
  (i32.store8 (local.get $verdict) (i32.const 3))
  (i64.store offset=8 (local.get $verdict) (i64.const 0))
  (i64.store offset=16 (local.get $verdict) (i64.const 0))
  (i32.store offset=24 (local.get $verdict) (i32.const 0)))
