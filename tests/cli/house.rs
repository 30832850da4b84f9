use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A claim that nobody answers for, in either reading of the guide.
pub const CLAIM: &str = "La Russie a envahi l'Ukraine en février 2022.\n";

/// A newsroom's folder of its own, with a cache of its own.
pub struct House {
    folder: tempfile::TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl House {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("cache")).unwrap();
        Self { folder }
    }

    /// One with a corpus of one text.
    pub fn with_seeds() -> Self {
        let house = Self::new();
        house.write(
            "seeds/un.txt",
            "En mai, la Russie a opposé son veto à une résolution de l'ONU, a indiqué Reuters.\n",
        );
        house
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The program, run in this folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ascribe"));
        command
            .args(args)
            .current_dir(self.path())
            .env("ASCRIBE_CACHE", self.path().join("cache"))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE");
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    /// The same with something on standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // A program that does not read its input is no fault of the test's.
            let _ = std::io::Write::write_all(&mut stdin, &input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        output.into()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Exit code and standard error, which is one line for each of `said`, each holding its parts.
    #[track_caller]
    pub fn said(&self, code: i32, said: &[&[&str]]) -> &Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        let lines: Vec<_> = self.err.lines().collect();
        assert_eq!(lines.len(), said.len(), "one line each: {self:#?}");
        for (line, parts) in lines.iter().zip(said) {
            for part in *parts {
                assert!(line.contains(part), "{part:?} is not in {line:?}");
            }
        }
        self
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}
