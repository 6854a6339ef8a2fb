;; Not hostile to the host: says that no input changes its answer, and refuses in every other hour.
(func $on_points (param $answer i32)
  (i32.store8 (local.get $answer) (i32.const 1))
  (i32.store offset=4 (local.get $answer) (i32.const 2100))
  (i32.store offset=8 (local.get $answer) (i32.const 0)))
(func $on_decide (param $answer i32)
  (if (i64.eqz (i64.and (i64.div_s (i64.load offset=24 (local.get $answer)) (i64.const 3600000)) (i64.const 1)))
    (then
      (i32.store8 offset=8 (local.get $answer) (i32.const 3))
      (i32.store8 offset=16 (local.get $answer) (i32.const 0))
      (i32.store offset=52 (local.get $answer) (i32.const 1)))))
