//! Standard output and standard error: what goes where, and in which colours.

use std::env;
use std::io::{BufRead, BufWriter, IsTerminal, Write};

use super::Failure;

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The two streams of a command: standard output is the product, standard error the talk.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    choice: ColorChoice,
}

impl Terminal {
    /// The streams of this process.
    pub fn new(choice: ColorChoice) -> Terminal {
        Terminal { choice }
    }

    /// Whether what goes to standard output may have colours.
    pub fn has_color(self) -> bool {
        self.colored(std::io::stdout().is_terminal())
    }

    /// Whether what goes to standard error may have colours.
    pub fn talk_has_color(self) -> bool {
        self.colored(std::io::stderr().is_terminal())
    }

    fn colored(self, is_terminal: bool) -> bool {
        let is_set = |name| env::var_os(name).is_some_and(|it| !it.is_empty());
        match self.choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if is_set("NO_COLOR") => false,
            ColorChoice::Auto
                if env::var("CLICOLOR_FORCE").is_ok_and(|it| !it.is_empty() && it != "0") =>
            {
                true
            }
            ColorChoice::Auto => is_terminal && env::var("TERM").as_deref() != Ok("dumb"),
        }
    }

    /// How many columns a text may have.
    pub fn width(self) -> usize {
        let columns = env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
        columns.filter(|it| (40..=400).contains(it)).unwrap_or(100)
    }

    /// Writes the product. A reader that went away is no failure.
    pub fn print(self, text: impl AsRef<[u8]>) -> Result<(), Failure> {
        self.stream(|out| out.write_all(text.as_ref()))
    }

    /// Writes a product that is too large to be held, in pieces.
    pub fn stream(
        self,
        write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), Failure> {
        let mut stdout = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        let written = write(&mut stdout).and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::file("write", "<stdout>", &error))
            }
            _ => Ok(()),
        }
    }

    /// Says something to the person.
    pub fn talk(self, text: impl AsRef<str>) {
        let mut stderr = std::io::stderr().lock();
        let _ = stderr.write_all(text.as_ref().as_bytes()).and_then(|()| stderr.write_all(b"\n"));
    }

    /// Whether there is a person who can be asked.
    pub fn can_ask(self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Asks the person; nothing where there is no answer.
    pub fn ask(self, question: &str) -> Option<bool> {
        for _ in 0..3 {
            {
                let mut stderr = std::io::stderr().lock();
                let text = format!("{question} [y/n] ");
                stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush()).ok()?;
            }
            let mut line = String::new();
            if std::io::stdin().lock().read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim().to_lowercase().as_str() {
                "y" | "yes" => return Some(true),
                "n" | "no" => return Some(false),
                _ => {}
            }
        }
        None
    }
}
