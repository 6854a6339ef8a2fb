;; Its schema is not JSON.
(data $schema (i32.const 128) "type: object")
(global $schema_length i32 (i32.const 12))
