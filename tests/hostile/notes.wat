;; Not hostile: keeps the contract of 1.1.0, and notes its own name and what it decides.
(import "exeat:policy/diagnostics@1.1.0" "note" (func $note (param i32 i32)))
(func $on_decide (param $answer i32) (local $refused i32)
  (call $note (i32.const 64) (i32.const 4))
  (call $note (select (i32.const 528) (i32.const 512) (local.tee $refused (i32.eq (i32.load8_u offset=8 (local.get $answer)) (i32.const 3)))) (i32.const 6)))
