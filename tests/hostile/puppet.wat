;; Hostile in every way: it answers with bytes that it is told. For the fuzzer (`fuzz/src/answers.rs`), which also says what lies where.
;;
;; What it is told becomes its memory from 0 on; what it is asked lies above 65536. The first words of it say which answers it gives:
;; at 0 the place of `decide`'s answer, +4 of `decide-batch`'s, +8 of `critical-points`'s, +12 of `configure`'s, +16 what its allocator
;; answers, +20 what it does beside (1 let the allocator say that, 2 ask for an offset, 4 for transitions, 8 trap after an answer,
;; 16 keep this when told again, 32 grow, 64 note what lies at +48, as long as +52 says), +24 and +32 the instants that it asks about, +40 where the transitions go.
(import "exeat:policy/calendar@1.1.0" "offset-at" (func $offset_at (param i64) (result i32)))
(import "exeat:policy/calendar@1.1.0" "transitions" (func $transitions (param i64 i64 i32)))
(import "exeat:policy/diagnostics@1.1.0" "note" (func $note (param i32 i32)))

(global $heap (mut i32) (i32.const 65536))
(global $floor (mut i32) (i32.const 65536))
(global $told (mut i32) (i32.const 0))

;; Exactly 256 bytes, which the fuzzer replaces: the answer of `describe` and what it points to.
(data $description (i32.const 2048) "\18\08\00\00\04\00\00\00\1c\08\00\00\05\00\00\00\21\08\00\00\11\00\00\00good1.0.0{\22type\22:\22object\22}                                                                                                                                                                                                              ")
(func $describe (export "describe") (result i32) (i32.const 2048))

(func $does (param $what i32) (result i32)
  (i32.and (global.get $told) (i32.and (i32.load (i32.const 20)) (local.get $what))))

;; Two letters from `a` to `p` are a byte.
(func $tell (param $from i32) (param $length i32)
  (local $to i32)
  (if (i32.gt_u (local.get $length) (i32.const 16384)) (then (local.set $length (i32.const 16384))))
  (block $done
    (loop $next
      (br_if $done (i32.lt_u (local.get $length) (i32.const 2)))
      (i32.store8 (local.get $to)
        (i32.or
          (i32.shl (i32.sub (i32.load8_u (local.get $from)) (i32.const 97)) (i32.const 4))
          (i32.sub (i32.load8_u offset=1 (local.get $from)) (i32.const 97))))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (local.set $from (i32.add (local.get $from) (i32.const 2)))
      (local.set $length (i32.sub (local.get $length) (i32.const 2)))
      (br $next)))
  (global.set $told (i32.const -1)))

(func $cabi_realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $size i32) (result i32)
  (if (result i32) (call $does (i32.const 1))
    (then (i32.load (i32.const 16)))
    (else (call $alloc (local.get $align) (local.get $size)))))

(func $free (param i32)
  (if (call $does (i32.const 8)) (then unreachable))
  (global.set $heap (global.get $floor)))

(func $act
  (if (call $does (i32.const 2)) (then (drop (call $offset_at (i64.load (i32.const 24))))))
  (if (call $does (i32.const 4))
    (then (call $transitions (i64.load (i32.const 24)) (i64.load (i32.const 32)) (i32.load (i32.const 40)))))
  (if (call $does (i32.const 64)) (then (call $note (i32.load (i32.const 48)) (i32.load (i32.const 52)))))
  (if (call $does (i32.const 32)) (then (drop (memory.grow (i32.load8_u (i32.const 44)))))))

;; The settings are `{}`, or `{"told":"…"}`.
(func $configure (export "configure")
  (param $settings i32) (param $length i32) (param i32 i32 i32 i32 i32 i32 i64 i32 i64) (result i32)
  (if (i32.gt_u (local.get $length) (i32.const 11))
    (then
      (call $tell (i32.add (local.get $settings) (i32.const 9)) (i32.sub (local.get $length) (i32.const 11)))
      (global.set $floor (global.get $heap))
      (call $act)
      (return (i32.load (i32.const 12)))))
  (i32.store8 (i32.const 800) (i32.const 0))
  (i32.store (i32.const 804) (i32.const 600))
  (i32.store (i32.const 808) (i32.const 1))
  (i32.store (i32.const 812) (i32.const 608))
  (i32.store (i32.const 816) (i32.const 1))
  (i32.store (i32.const 820) (i32.const 616))
  (i32.store (i32.const 824) (i32.const 1))
  (i32.store8 (i32.const 828) (i32.const 1))
  (i32.store (i32.const 832) (i32.const 86400))
  (i32.store8 (i32.const 836) (i32.const 1))
  (i32.store (i32.const 840) (i32.const 624))
  (i32.store (i32.const 844) (i32.const 1))
  (global.set $floor (global.get $heap))
  (i32.const 800))

;; What it is told stands in the first attribute, a text.
(func $decide (export "decide")
  (param i64 i32 i32 i32 i32 i32 i64 i32 i32 i32 i32 i32 i64) (param $attributes i32) (param $count i32) (result i32)
  (if (i32.and (i32.ne (local.get $count) (i32.const 0)) (i32.eqz (call $does (i32.const 16))))
    (then (call $tell (i32.load offset=16 (local.get $attributes)) (i32.load offset=20 (local.get $attributes)))))
  (call $act)
  (i32.load (i32.const 0)))

(func $decide_batch (export "decide-batch") (param i32 i32) (result i32)
  (call $act)
  (i32.load (i32.const 4)))

;; It knows of no critical points before it is told some.
(func $critical_points (export "critical-points") (result i32)
  (if (global.get $told) (then (return (i32.load (i32.const 8)))))
  (i32.store8 (i32.const 1540) (i32.const 0))
  (i32.const 1540))
