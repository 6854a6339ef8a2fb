;; Its schema is JSON, and not a schema.
(data $schema (i32.const 128) "{\"type\":\"objekt\"}")
