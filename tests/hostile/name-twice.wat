;; Names one rule twice.
(data $rule_twice (i32.const 2000) "\00\02\00\00\06\00\00\00\00\02\00\00\06\00\00\00")
(func $on_configure (param $answer i32)
  (i32.store offset=4 (local.get $answer) (i32.const 2000))
  (i32.store offset=8 (local.get $answer) (i32.const 2)))
