;; Notes its name two thousand times.
(import "exeat:policy/diagnostics@1.1.0" "note" (func $note (param i32 i32)))
(func $on_decide (param $answer i32) (local $refused i32)
  (loop $again
    (call $note (i32.const 64) (i32.const 4))
    (br_if $again (i32.lt_u (local.tee $refused (i32.add (local.get $refused) (i32.const 1))) (i32.const 2000)))))
