//! Tokens that identity providers sign: whom they are for, which keys count, and how often a provider is asked for keys.

mod community;
mod linking;
mod sign_in;
mod tokens;
