//! What the pages share: layout, templates, texts, sign-in of machines.
