//! From the argument of a command to the project it means.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::{Diagnostics, DialectId, Sources};
use crate::import::{LiftOptions, lift, table_places};
use crate::io::{
    ColorChoice, Failure, FileLoader, Revision, Terminal, find_upwards, list, read, read_stdin,
};
use crate::project::{
    Config, Entry, LintConfig, LoadError, Loaded, Loader, Target, decode, load, read_config,
};
use crate::schema::NativeSchema;

use super::located::Lifted;
use super::source::{Native, model_name, native};

const CONFIG: &str = "erc.toml";
/// What the text is called that another source is lifted to.
const LIFTED: &str = "<imported>";

/// A project: its folder, its configuration, its entry file.
pub(super) struct Project {
    /// The folder that holds `erc.toml`, or the entry file where there is none.
    pub(super) root: PathBuf,
    /// The way to it from here, for messages.
    pub(super) prefix: String,
    pub(super) config: Config,
    entry: String,
    bytes: Vec<u8>,
    sources: Sources,
    /// The script that the model was lifted from: its name and its text.
    script: Option<(String, String)>,
    /// Where files come from, when not from the disk.
    revision: Option<Revision>,
}

impl Project {
    /// The project that `source` means: a file, a folder, standard input, or this folder.
    pub(super) fn open(
        source: Option<&Path>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Project, Failure> {
        Project::open_for(source, None, diagnostics)
    }

    /// The same for the database `dialect` alone, where one is named.
    pub(super) fn open_for(
        source: Option<&Path>,
        dialect: Option<DialectId>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Project, Failure> {
        let mut res = Project::of_source(source, dialect, diagnostics)?;
        if let Some(dialect) = dialect {
            let targets = &res.config.targets;
            let known = targets.iter().find(|it| it.dialect == dialect).copied();
            let mut target = known.unwrap_or_else(|| Target::usual(dialect, 1));
            // Nothing has to be said for several databases any more.
            target.options.n_dialects = 1;
            res.config.targets = vec![target];
        }
        Ok(res)
    }

    fn of_source(
        source: Option<&Path>,
        dialect: Option<DialectId>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Project, Failure> {
        match source {
            None => Project::here(diagnostics),
            Some(path) if path == Path::new("-") => Project::stdin(diagnostics),
            Some(path) if path.to_string_lossy().starts_with("git:") => {
                Project::revision(&path.to_string_lossy(), diagnostics)
            }
            Some(path) if path.is_dir() => Project::folder(path, diagnostics),
            Some(path) => match native(Some(path), dialect, Terminal::new(ColorChoice::Auto))? {
                Some(mut found) => {
                    diagnostics.extend(std::mem::take(&mut found.mistakes).into_vec());
                    let mut res = Project::lifted(found, model_name(path));
                    res.config.lint = levels_for(path, &mut res.sources, diagnostics)?;
                    Ok(res)
                }
                None => Project::file(path, diagnostics),
            },
        }
    }

    /// What is no model is lifted to one, for the one database that it is of.
    fn lifted(found: Native, name: Option<String>) -> Project {
        let lifted = lift(
            &found.schema,
            found.dialect,
            LiftOptions { name, beside: found.beside, ..LiftOptions::default() },
        );
        let targets = vec![Target::usual(found.dialect, 1)];
        Project {
            root: PathBuf::from("."),
            prefix: String::new(),
            config: Config { targets, ..Config::default() },
            entry: LIFTED.to_owned(),
            bytes: lifted.text.into_bytes(),
            sources: found.sources,
            script: found.script,
            revision: None,
        }
    }

    /// `git:REV` or `git:REV:path/model.erd`: the model as of a revision.
    fn revision(source: &str, diagnostics: &mut Diagnostics) -> Result<Project, Failure> {
        let rest = source.strip_prefix("git:").unwrap_or(source);
        let (revision, path) = match rest.split_once(':') {
            Some((revision, path)) => (revision, Some(path)),
            None => (rest, None),
        };
        let git = Revision::open(Path::new("."), revision)?;
        let mut sources = Sources::new();
        let config = match git.read(CONFIG) {
            Ok(bytes) => {
                let id = sources.next_id();
                let text = decode(id, &bytes, diagnostics);
                let config = read_config(id, &text, diagnostics);
                sources.add(format!("{revision}:{CONFIG}"), text);
                config
            }
            Err(_) => Config::default(),
        };
        let entry = path.unwrap_or(&config.entry).to_owned();
        let bytes = git.read(&entry).map_err(|_| {
            Failure::new(format!("there is no `{entry}` in revision `{revision}`"))
                .help("write `git:REV:path/model.erd`, the path as seen from here")
        })?;
        let prefix = format!("{revision}:");
        let revision = Some(git);
        let (root, script) = (PathBuf::from("."), None);
        Ok(Project { root, prefix, config, entry, bytes, sources, script, revision })
    }

    /// Reads the entry and all it imports.
    pub(super) fn load(&mut self, diagnostics: &mut Diagnostics) -> Loaded {
        let entry = Entry { path: &self.entry, bytes: &self.bytes, prefix: &self.prefix };
        let sources = std::mem::take(&mut self.sources);
        match &self.revision {
            Some(git) => load(entry, sources, git, diagnostics),
            None => load(entry, sources, &FileLoader::new(&self.root), diagnostics),
        }
    }

    /// Reads the entry and all it imports anew: through `loader`, but for files that were `changed`, by their
    /// paths in the project.
    pub(super) fn load_through(
        &self,
        loader: &dyn Loader,
        changed: &BTreeMap<String, String>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Loaded, LoadError> {
        let loader = Changed { loader, changed };
        let bytes = loader.read(&self.entry)?;
        let entry = Entry { path: &self.entry, bytes: &bytes, prefix: &self.prefix };
        Ok(load(entry, Sources::new(), &loader, diagnostics))
    }

    /// Whether someone wrote the model, in files or to standard input; nobody wrote what was lifted.
    pub(super) fn is_written(&self) -> bool {
        self.entry != LIFTED
    }

    /// Findings about a lifted model, told where the script has what they are about.
    pub(super) fn located(
        &self,
        diagnostics: Diagnostics,
        schema: &NativeSchema,
        sources: &mut Sources,
    ) -> Diagnostics {
        let model = sources.iter().find(|(_, it)| it.path == LIFTED).map(|(id, _)| id);
        let (Some(model), Some((name, text))) = (model, &self.script) else { return diagnostics };
        let Some(target) = self.config.targets.first() else { return diagnostics };
        let script = sources.add(name.as_str(), text.as_str());
        let tables = table_places(text, target.dialect);
        let model_text = sources.get(model).map(|it| it.text.clone()).unwrap_or_default();
        let lifted =
            Lifted { model, model_text: &model_text, schema, script, text, tables: &tables };
        lifted.told(diagnostics)
    }

    /// The folder that outputs go to.
    pub(super) fn out(&self) -> PathBuf {
        PathBuf::from(format!("{}{}", self.prefix, self.config.out))
    }

    fn here(diagnostics: &mut Diagnostics) -> Result<Project, Failure> {
        match find_upwards(Path::new("."), CONFIG) {
            Some(config) => Project::configured(&config, diagnostics),
            None if Path::new("model.erd").is_file() => {
                Project::file(Path::new("model.erd"), diagnostics)
            }
            None => Project::file(Path::new(&the_only_model()?), diagnostics),
        }
    }

    fn folder(path: &Path, diagnostics: &mut Diagnostics) -> Result<Project, Failure> {
        let config = path.join(CONFIG);
        if !config.is_file() {
            return Err(Failure::new(format!("`{}` has no `{CONFIG}`", path.display()))
                .help("name the model file, or add an `erc.toml` with `entry = \"…\"`"));
        }
        Project::configured(&config, diagnostics)
    }

    fn configured(config: &Path, diagnostics: &mut Diagnostics) -> Result<Project, Failure> {
        let root = config.parent().unwrap_or(Path::new(".")).to_path_buf();
        let mut res = Project::at(root, Some(config), diagnostics)?;
        res.entry = res.config.entry.clone();
        res.bytes = read(&res.root.join(&res.entry))?;
        Ok(res)
    }

    fn file(path: &Path, diagnostics: &mut Diagnostics) -> Result<Project, Failure> {
        let bytes = read(path)?;
        let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        let config = find_upwards(parent, CONFIG);
        let root = match &config {
            Some(config) => config.parent().unwrap_or(parent).to_path_buf(),
            None => parent.to_path_buf(),
        };
        let mut res = Project::at(root, config.as_deref(), diagnostics)?;
        res.entry = relative(path, &res.root);
        res.bytes = bytes;
        Ok(res)
    }

    fn stdin(diagnostics: &mut Diagnostics) -> Result<Project, Failure> {
        let config = find_upwards(Path::new("."), CONFIG);
        let root = config.as_deref().and_then(Path::parent).unwrap_or(Path::new(".")).to_path_buf();
        let mut res = Project::at(root, config.as_deref(), diagnostics)?;
        res.entry = "<stdin>".to_owned();
        res.bytes = read_stdin()?;
        Ok(res)
    }

    fn at(
        root: PathBuf,
        config: Option<&Path>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Project, Failure> {
        let prefix = way_to(&root);
        let mut sources = Sources::new();
        let config = match config {
            Some(path) => {
                let bytes = read(path)?;
                let id = sources.next_id();
                let text = decode(id, &bytes, diagnostics);
                let config = read_config(id, &text, diagnostics);
                sources.add(format!("{prefix}{CONFIG}"), text);
                config
            }
            None => Config::default(),
        };
        Ok(Project {
            root,
            prefix,
            config,
            entry: String::new(),
            bytes: Vec::new(),
            sources,
            script: None,
            revision: None,
        })
    }
}

/// Files of which some have other texts than they are read with.
struct Changed<'a> {
    loader: &'a dyn Loader,
    changed: &'a BTreeMap<String, String>,
}

impl Loader for Changed<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        match self.changed.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.loader.read(path),
        }
    }
}

/// The model of a folder that has but one.
fn the_only_model() -> Result<String, Failure> {
    let files = list(Path::new("."))?.into_iter();
    let files = files.filter(|(name, is_folder)| !is_folder && name.ends_with(".erd"));
    let mut models: Vec<String> = files.map(|(name, _)| name).collect();
    let failure = Failure::new("there is no model here: neither `erc.toml` nor `model.erd`");
    match models.len() {
        0 => Err(failure.help("name a model, or type `erc init` to start one")),
        1 => Ok(models.remove(0)),
        n => Err(failure.help(format!("name one of the {n} models, such as `{}`", models[0]))),
    }
}

/// `path` as seen from `root`, with `/`.
fn relative(path: &Path, root: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    match full.strip_prefix(&root) {
        Ok(inner) => inner.to_string_lossy().replace('\\', "/"),
        // The file is a link to somewhere else: it goes by its own name.
        Err(_) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// How messages lead from here to `folder`: empty, `models/`, `../`.
fn way_to(folder: &Path) -> String {
    let (Ok(here), Ok(there)) = (Path::new(".").canonicalize(), folder.canonicalize()) else {
        return String::new();
    };
    let way = if let Ok(below) = there.strip_prefix(&here) {
        below.to_path_buf()
    } else if let Ok(above) = here.strip_prefix(&there) {
        above.components().map(|_| "..").collect()
    } else {
        there
    };
    let way = way.to_string_lossy().replace('\\', "/");
    if way.is_empty() { way } else { format!("{way}/") }
}

/// Which rules matter how much where a source lies that is no model: what the next `erc.toml` says.
fn levels_for(
    source: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<LintConfig, Failure> {
    let folder = source.parent().filter(|_| source.is_file());
    let folder = folder.filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(path) = find_upwards(folder, CONFIG) else { return Ok(LintConfig::default()) };
    let bytes = read(&path)?;
    let id = sources.next_id();
    let text = decode(id, &bytes, diagnostics);
    let config = read_config(id, &text, diagnostics);
    sources.add(path.display().to_string(), text);
    Ok(config.lint)
}
