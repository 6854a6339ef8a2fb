;; Leaves out the last row of a batch.
(func $on_batch (param $answer i32)
  (i32.store offset=4 (local.get $answer) (i32.sub (i32.load offset=4 (local.get $answer)) (i32.const 1))))
