//! The `sapar` program. All of it is in the library; this file sets the allocator.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    sapar::commands::run()
}
