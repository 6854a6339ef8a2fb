;; Declares more memory than anybody may have.
(memory $memory (export "memory") 65536)
