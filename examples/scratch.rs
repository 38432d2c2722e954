//! Scratch.
use erc::base::*;
use erc::dialect::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).unwrap();
    let mut sources = Sources::new();
    let file = sources.add("model.erd", &text[..]);
    let mut d = Diagnostics::new();
    let ast = erc::syntax::parse(file, &text, &mut d);
    let model = erc::model::resolve(&[ast], &mut d);
    let logical = erc::schema::lower(&model, &Default::default(), &mut d);
    let show = |d: &Diagnostics, from: usize| for it in d.iter().skip(from) {
        let at = sources.get(file).map(|s| s.line_column(it.primary.span.start));
        eprintln!("{:?} {} {}:{} {} | {}", it.severity, it.code.name, at.map_or(0, |a| a.line), at.map_or(0, |a| a.column), it.message, it.help.as_deref().unwrap_or(""));
    };
    show(&d, 0);
    for id in DialectId::ALL {
        if args.len() > 2 && args[2] != id.name() && args[2] != "all" { continue; }
        let n = d.len();
        let dialect = of(id);
        let mut options = Options::of(dialect);
        options.n_dialects = 4;
        if let Some(v) = args.get(3) { for v in v.split(',') { match v { "lookup" => options.enums = EnumForm::Lookup, "check" => options.enums = EnumForm::Check, "domain" => options.domains = DomainForm::Native, "binary" => options.uuids = UuidForm::Binary, "strict" => {options.strict_tables = true; options.version = Version::new(3,37)} , _ => {} } } }
        let native = realize(&logical, dialect, &options, &mut d);
        eprintln!("---- {id}");
        show(&d, n);
        print!("{}", script(&native, dialect, &ScriptOptions { version: options.version, reader: Reader::Driver }));
    }
}
