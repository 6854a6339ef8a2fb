;; Its critical points do not ascend.
(data $cuts (i32.const 2000) "\02\00\00\00\00\00\00\00\01\00\00\00\00\00\00\00")
(data $dimension (i32.const 2100) "\05\00\00\00\d0\07\00\00\02\00\00\00")
(func $on_points (param $answer i32)
  (i32.store8 (local.get $answer) (i32.const 1))
  (i32.store offset=4 (local.get $answer) (i32.const 2100))
  (i32.store offset=8 (local.get $answer) (i32.const 1)))
