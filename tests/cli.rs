//! The command line through the real binary, a file an area.

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/commands.rs"]
mod commands;
#[path = "cli/dismissals.rs"]
mod dismissals;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/house.rs"]
mod house;
#[path = "cli/paths.rs"]
mod paths;
#[path = "cli/settings.rs"]
mod settings;
