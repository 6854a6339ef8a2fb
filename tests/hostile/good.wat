;; A policy that keeps the contract, as small as it can be: what the hostile ones beside it are made from.
;;
;; A hostile file holds only the forms in which it differs: a form with the same `$name` takes the place of the one here, any
;; other is added. The `$on_…` functions do nothing; most hostile files replace one of them.
;;
;; Purpose 0 is granted for three hours from the instant of the decision, any other is refused as `closed`.

(memory $memory (export "memory") 2)

;; Strings, and lists of one string each.
(data $name (i32.const 64) "good")
(global $name_length i32 (i32.const 4))
(data $version (i32.const 96) "1.0.0")
(global $version_length i32 (i32.const 5))
(data $schema (i32.const 128) "{\"type\":\"object\"}")
(global $schema_length i32 (i32.const 17))
(data $rule (i32.const 512) "always")
(data $reason (i32.const 528) "closed")
(data $param (i32.const 544) "count")
(data $attribute (i32.const 560) "worker")
(data $rules (i32.const 600) "\00\02\00\00\06\00\00\00")
(data $reasons (i32.const 608) "\10\02\00\00\06\00\00\00")
(data $params (i32.const 616) "\20\02\00\00\05\00\00\00")
(data $attributes (i32.const 624) "\30\02\00\00\06\00\00\00")

;; A heap that starts anew after every answer.
(global $heap (mut i32) (i32.const 4096))
(global $floor (mut i32) (i32.const 4096))

(func $alloc (param $align i32) (param $size i32) (result i32)
  (local $start i32)
  (local.set $start
    (i32.and
      (i32.add (global.get $heap) (i32.sub (local.get $align) (i32.const 1)))
      (i32.sub (i32.const 0) (local.get $align))))
  (global.set $heap (i32.add (local.get $start) (local.get $size)))
  (if (i32.gt_u (global.get $heap) (i32.shl (memory.size) (i32.const 16)))
    (then
      (drop (memory.grow
        (i32.add (i32.const 1)
          (i32.sub (i32.shr_u (global.get $heap) (i32.const 16)) (memory.size)))))))
  (local.get $start))

(func $cabi_realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $size i32) (result i32)
  (call $alloc (local.get $align) (local.get $size)))

(func $free (param i32)
  (global.set $heap (global.get $floor)))
(export "cabi_post_decide" (func $free))
(export "cabi_post_decide-batch" (func $free))

;; What the hostile ones do.
(func $on_describe)
(func $on_configure (param $answer i32))
(func $on_decide (param $answer i32))
(func $on_batch (param $answer i32))
(func $on_points (param $answer i32))

(func $describe (export "describe") (result i32)
  (call $on_describe)
  (i32.store (i32.const 700) (i32.const 64))
  (i32.store (i32.const 704) (global.get $name_length))
  (i32.store (i32.const 708) (i32.const 96))
  (i32.store (i32.const 712) (global.get $version_length))
  (i32.store (i32.const 716) (i32.const 128))
  (i32.store (i32.const 720) (global.get $schema_length))
  (i32.const 700))

;; Set by `configure`: whoever decides without it is caught.
(global $configured (mut i32) (i32.const 0))

(func $configure (export "configure")
  (param i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i64) (result i32)
  (i32.store8 (i32.const 800) (i32.const 0))
  (i32.store (i32.const 804) (i32.const 600))
  (i32.store (i32.const 808) (i32.const 1))
  (i32.store (i32.const 812) (i32.const 608))
  (i32.store (i32.const 816) (i32.const 1))
  (i32.store (i32.const 820) (i32.const 616))
  (i32.store (i32.const 824) (i32.const 1))
  (i32.store8 (i32.const 828) (i32.const 1))        ;; needs.history: some
  (i32.store (i32.const 832) (i32.const 86400))
  (i32.store8 (i32.const 836) (i32.const 1))        ;; needs.registration
  (i32.store (i32.const 840) (i32.const 624))
  (i32.store (i32.const 844) (i32.const 1))
  (global.set $configured (i32.const 1))
  (global.set $floor (global.get $heap))
  (call $on_configure (i32.const 800))
  (i32.const 800))

;; What `decide` was asked beside the purpose: the territory and the registered place (-1 for none), how many permits and attributes.
(global $territory (mut i32) (i32.const -1))
(global $registered (mut i32) (i32.const -1))
(global $permits (mut i32) (i32.const 0))
(global $attributes_known (mut i32) (i32.const 0))

;; The answer lies at 1024: outcome +8; validity: there +16, start +24, end +32, daily there +40, from +42, until +44;
;; reasons +48, count +52; trace +56, count +60. One reason lies at 1200: code, params +4, count +8, cite there +12, cite +16.
;; One parameter lies at 1280: name, kind +8, value +16. One step lies at 1400: rule, outcome +4, cite there +8, cite +12.
(func $decide (export "decide")
  (param $at i64) (param $purpose i32) (param $channel i32) (param $placed i32) (param $place i32)
  (param i32 i64 i32) (param $history i32) (param $past i32)
  (param $is_registered i32) (param $home i32) (param i64) (param $known i32) (param $count i32) (result i32)
  (if (i32.eqz (global.get $configured)) (then unreachable))
  (global.set $territory (select (local.get $place) (i32.const -1) (local.get $placed)))
  (global.set $registered (select (local.get $home) (i32.const -1) (local.get $is_registered)))
  (global.set $permits (local.get $past))
  (global.set $attributes_known (local.get $count))
  (i32.store8 (i32.const 1024) (i32.const 0))
  (i32.store8 (i32.const 1032) (select (i32.const 3) (i32.const 1) (local.get $purpose)))
  (i32.store8 (i32.const 1040) (i32.eqz (local.get $purpose)))
  (i64.store (i32.const 1048) (local.get $at))
  (i64.store (i32.const 1056) (i64.add (local.get $at) (i64.const 10800000)))
  (i32.store8 (i32.const 1064) (i32.const 0))
  (i32.store (i32.const 1072) (i32.const 1200))
  (i32.store (i32.const 1076) (i32.ne (local.get $purpose) (i32.const 0)))
  (i32.store (i32.const 1080) (i32.const 1400))
  (i32.store (i32.const 1084) (i32.const 1))
  ;; the reason, with the purpose as its number
  (i32.store (i32.const 1200) (i32.const 0))
  (i32.store (i32.const 1204) (i32.const 1280))
  (i32.store (i32.const 1208) (i32.const 1))
  (i32.store8 (i32.const 1212) (i32.const 0))
  (i32.store (i32.const 1280) (i32.const 0))
  (i32.store8 (i32.const 1288) (i32.const 1))
  (i64.store (i32.const 1296) (i64.extend_i32_u (local.get $purpose)))
  ;; the step
  (i32.store (i32.const 1400) (i32.const 0))
  (i32.store8 (i32.const 1404) (i32.ne (local.get $purpose) (i32.const 0)))
  (i32.store8 (i32.const 1408) (i32.const 0))
  (call $on_decide (i32.const 1024))
  (i32.const 1024))

;; Rows of 40 bytes: at +8, purpose +16. Verdicts of 32: outcome, start +8, end +16, reason +24. The answer lies at 1520.
(func $decide_batch (export "decide-batch") (param $row i32) (param $count i32) (result i32)
  (local $verdict i32) (local $left i32)
  (local.set $verdict (call $alloc (i32.const 8) (i32.mul (local.get $count) (i32.const 32))))
  (i32.store (i32.const 1520) (local.get $verdict))
  (i32.store (i32.const 1524) (local.get $count))
  (local.set $left (local.get $count))
  (block $done
    (loop $next
      (br_if $done (i32.eqz (local.get $left)))
      (if (i32.load offset=16 (local.get $row))
        (then
          (i32.store8 (local.get $verdict) (i32.const 3))
          (i64.store offset=8 (local.get $verdict) (i64.const 0))
          (i64.store offset=16 (local.get $verdict) (i64.const 0))
          (i32.store offset=24 (local.get $verdict) (i32.const 0)))
        (else
          (i32.store8 (local.get $verdict) (i32.const 1))
          (i64.store offset=8 (local.get $verdict) (i64.load offset=8 (local.get $row)))
          (i64.store offset=16 (local.get $verdict)
            (i64.add (i64.load offset=8 (local.get $row)) (i64.const 10800000)))
          (i32.store offset=24 (local.get $verdict) (i32.const -1))))
      (local.set $row (i32.add (local.get $row) (i32.const 40)))
      (local.set $verdict (i32.add (local.get $verdict) (i32.const 32)))
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br $next)))
  (call $on_batch (i32.const 1520))
  (i32.const 1520))

;; It knows of no critical points.
(func $critical_points (export "critical-points") (result i32)
  (i32.store8 (i32.const 1540) (i32.const 0))
  (call $on_points (i32.const 1540))
  (i32.const 1540))
