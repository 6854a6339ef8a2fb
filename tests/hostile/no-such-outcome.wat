;; An outcome that the contract does not have.
(func $on_decide (param $answer i32)
  (i32.store8 offset=8 (local.get $answer) (i32.const 9)))
