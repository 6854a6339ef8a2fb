;; Takes memory without end, and writes to it.
(func $on_decide (param i32)
  (loop $more
    (if (i32.ne (memory.grow (i32.const 16)) (i32.const -1))
      (then
        (i32.store (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 4)) (i32.const 1))
        (br $more))))
  unreachable)
