//! The sheet that units fill in: what comes back of it changes just what the unit changed, or nothing and says why.

mod absent;
mod bench;
mod columns;
mod commands;
mod conflicts;
mod delimited;
mod fields;
mod hostile;
mod offices;
mod rows;
mod shipped;
mod targets;
mod written;
