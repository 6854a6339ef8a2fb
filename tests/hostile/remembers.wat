;; Not hostile: writes into its trace how often this instance has decided, in steps.
(global $decided (mut i32) (i32.const 0))
(func $on_decide (param $answer i32)
  (global.set $decided (i32.add (global.get $decided) (i32.const 1)))
  (i32.store offset=56 (local.get $answer) (i32.const 0x10000))
  (i32.store offset=60 (local.get $answer) (global.get $decided)))
