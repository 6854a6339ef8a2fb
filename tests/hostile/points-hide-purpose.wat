;; Not hostile to the host: says that no input changes its answer, and refuses the second purpose.
(func $on_points (param $answer i32)
  (i32.store8 (local.get $answer) (i32.const 1))
  (i32.store offset=4 (local.get $answer) (i32.const 2100))
  (i32.store offset=8 (local.get $answer) (i32.const 0)))
