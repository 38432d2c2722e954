//! The page on dialects, made from what they say of themselves.
