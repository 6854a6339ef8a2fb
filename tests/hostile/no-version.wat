;; Its version is not a semantic one.
(data $version (i32.const 96) "new!!")
