;; Notes bytes that are no text.
(import "exeat:policy/diagnostics@1.1.0" "note" (func $note (param i32 i32)))
(func $on_decide (param $answer i32) (local $refused i32)
  (i32.store (i32.const 8192) (i32.const -1))
  (call $note (i32.const 8192) (i32.const 4)))
