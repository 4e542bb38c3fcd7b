//! Checks the order of the modules: each imports only from those above it in `src/lib.rs`.

use std::fs;
use std::path::Path;

#[test]
fn a_module_imports_only_from_modules_above_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let library = fs::read_to_string(source.join("lib.rs")).expect("lib.rs");
    let order: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(order.len() > 8, "{order:?}");
    let mut violations = Vec::new();
    for (position, module) in order.iter().enumerate() {
        for file in files_of(&source, module) {
            let text = fs::read_to_string(&file).expect("a source file");
            for (number, line) in text.lines().enumerate() {
                let imported = line.split("crate::").skip(1).filter_map(|rest| {
                    order.iter().position(|name| {
                        rest.strip_prefix(name)
                            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
                    })
                });
                for other in imported.filter(|other| *other > position) {
                    violations.push(format!("{}:{}: {}", file.display(), number + 1, order[other]));
                }
            }
        }
    }
    assert!(violations.is_empty(), "imports from modules below: {violations:#?}");
}

fn files_of(source: &Path, module: &str) -> Vec<std::path::PathBuf> {
    let file = source.join(format!("{module}.rs"));
    if file.is_file() {
        return vec![file];
    }
    let mut files = Vec::new();
    let mut folders = vec![source.join(module)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a module's folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files
}
