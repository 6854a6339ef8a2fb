;; Its schema allows any object, and it refuses them all.
(data $problem (i32.const 2000) "/quotaunknown key")
(data $problems (i32.const 2100) "\d0\07\00\00\06\00\00\00\d6\07\00\00\0b\00\00\00")
(func $on_configure (param $answer i32)
  (i32.store8 (local.get $answer) (i32.const 1))
  (i32.store offset=4 (local.get $answer) (i32.const 2100))
  (i32.store offset=8 (local.get $answer) (i32.const 1)))
