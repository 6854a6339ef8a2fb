;; Its schema lies on somebody else's machine.
(data $schema (i32.const 128) "{\"$ref\":\"https://schema.example/settings.json\"}")
(global $schema_length i32 (i32.const 47))
