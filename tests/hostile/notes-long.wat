;; Notes 40 KiB, and nothing.
(import "exeat:policy/diagnostics@1.1.0" "note" (func $note (param i32 i32)))
(func $on_decide (param $answer i32) (local $refused i32)
  (call $note (i32.const 8192) (i32.const 40960))
  (call $note (i32.const 64) (i32.const 0)))
