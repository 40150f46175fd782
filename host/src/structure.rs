//! What a module is made of, counted before anything is compiled.
//!
//! What a compiler takes does not grow with a module's bytes alone: a loop that takes four hundred operands, a table of
//! branches that carry as many, or ten thousand loops one in the other cost it seconds and gigabytes in a few kilobytes.
//! One pass over the bytes counts what can; it takes time in proportion to them, and keeps a number for each type,
//! each function and each block that is open.

use wasmparser::{
    BinaryReaderError, BlockType, CompositeInnerType, ConstExpr, DataKind, DataSectionReader,
    ElementItems, FunctionBody, Operator, Parser, Payload, TypeRef,
};

use serde::{Deserialize, Serialize};

use crate::LoadError;

/// The most of each that a module may be made of.
///
/// The defaults are at least twice what the largest of the known drivers have. What they allow together loads in a
/// bounded time and memory, which `docs/security.md` states as measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Structure {
    /// Types of functions, 1,000 by default.
    pub types: usize,
    /// Parameters and results of a type together, 32 by default.
    pub operands: usize,
    /// Functions, 20,000 by default.
    pub functions: usize,
    /// Bytes of one function, 64 KiB by default.
    pub function: usize,
    /// Bytes of all functions together, 3 MiB by default.
    pub code: usize,
    /// Local variables of a function, its parameters among them, 2,000 by default.
    pub locals: usize,
    /// How many blocks stand one in the other, 500 by default.
    pub nesting: usize,
    /// How many loops stand one in the other, 40 by default.
    pub loops: usize,
    /// Blocks, branches and calls of one function, each with the operands that it carries, 20,000 by default. A copy of
    /// memory is twenty.
    pub joins: usize,
    /// The same of all functions together, 400,000 by default.
    pub all_joins: usize,
    /// Loops and choices of one function times its local variables, as each may have another value in each; 100,000 by
    /// default.
    pub variables: usize,
    /// The same of all functions together, 500,000 by default.
    pub all_variables: usize,
    /// Tables, 10 by default.
    pub tables: usize,
    /// Global variables, 1,000 by default.
    pub globals: usize,
    /// Exports, 1,000 by default.
    pub exports: usize,
    /// Imports, 100 by default. A driver must not have any; these are named in the error.
    pub imports: usize,
    /// Bytes of the name of an export or import, 500 by default.
    pub name: usize,
    /// Segments of data, and segments of elements, 2,000 by default.
    pub segments: usize,
    /// Elements of all segments together, 100,000 by default.
    pub elements: usize,
    /// Bytes from the first place to the last that data are put into when an instance is made, 16 MiB by default.
    pub data: usize,
}

impl Default for Structure {
    fn default() -> Self {
        Self {
            types: 1_000,
            operands: 32,
            functions: 20_000,
            function: 64 << 10,
            code: 3 << 20,
            locals: 2_000,
            nesting: 500,
            loops: 40,
            joins: 20_000,
            all_joins: 400_000,
            variables: 100_000,
            all_variables: 500_000,
            tables: 10,
            globals: 1_000,
            exports: 1_000,
            imports: 100,
            name: 500,
            segments: 2_000,
            elements: 100_000,
            data: 16 << 20,
        }
    }
}

impl Structure {
    /// Refuses a module that has more of something than it may.
    ///
    /// One that is malformed is let through: whoever compiles it reads it whole first, with the same parser, and says
    /// what is wrong.
    ///
    /// # Errors
    /// [`LoadError::Structure`] says of what there is too much.
    pub fn check(&self, wasm: &[u8]) -> Result<(), LoadError> {
        check(wasm, self)
    }
}

pub(crate) fn check(wasm: &[u8], limits: &Structure) -> Result<(), LoadError> {
    let mut module = Module {
        limits,
        types: Vec::new(),
        functions: Vec::new(),
        imports: 0,
        imported_functions: 0,
        bodies: 0,
        code: 0,
        joins: 0,
        variables: 0,
    };
    match module.read(wasm) {
        Err(Stop::TooMany(error)) => Err(error),
        Ok(()) | Err(Stop::Malformed) => Ok(()),
    }
}

/// How many calls an instruction weighs that works on a part of a memory or table: it is checks and a call.
const BULK: usize = 20;

enum Stop {
    TooMany(LoadError),
    Malformed,
}

impl From<BinaryReaderError> for Stop {
    fn from(_: BinaryReaderError) -> Self {
        Self::Malformed
    }
}

type Result<T, E = Stop> = core::result::Result<T, E>;

fn most(what: &'static str, found: usize, limit: usize) -> Result<()> {
    most_in(None, what, found, limit)
}

fn most_in(function: Option<usize>, what: &'static str, found: usize, limit: usize) -> Result<()> {
    if found <= limit {
        return Ok(());
    }
    Err(Stop::TooMany(LoadError::Structure {
        function,
        what,
        found,
        limit,
    }))
}

const fn size(number: u32) -> usize {
    number as usize
}

struct Module<'a> {
    limits: &'a Structure,
    /// Parameters and results of each type; a type of something else has none.
    types: Vec<Operands>,
    /// Each function's type, imported ones first.
    functions: Vec<u32>,
    imports: usize,
    imported_functions: usize,
    /// How many bodies of functions have been read.
    bodies: usize,
    code: usize,
    joins: usize,
    variables: usize,
}

#[derive(Clone, Copy, Default)]
struct Operands {
    params: usize,
    results: usize,
}

impl Operands {
    const fn all(self) -> usize {
        self.params + self.results
    }
}

impl Module<'_> {
    fn read(&mut self, wasm: &[u8]) -> Result<()> {
        let limits = self.limits;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(groups) => {
                    for group in groups {
                        for ty in group?.into_types() {
                            self.add_type(&ty.composite_type.inner)?;
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        self.imports += 1;
                        most("imports", self.imports, limits.imports)?;
                        let longest = import.module.len().max(import.name.len());
                        most("bytes of an import's name", longest, limits.name)?;
                        if let TypeRef::Func(ty) = import.ty {
                            self.functions.push(ty);
                            self.imported_functions += 1;
                        }
                    }
                }
                Payload::FunctionSection(functions) => {
                    most("functions", size(functions.count()), limits.functions)?;
                    for ty in functions {
                        self.functions.push(ty?);
                    }
                }
                Payload::TableSection(tables) => {
                    most("tables", size(tables.count()), limits.tables)?;
                }
                Payload::GlobalSection(globals) => {
                    most("globals", size(globals.count()), limits.globals)?;
                }
                Payload::ExportSection(exports) => {
                    most("exports", size(exports.count()), limits.exports)?;
                    for export in exports {
                        most("bytes of an export's name", export?.name.len(), limits.name)?;
                    }
                }
                Payload::ElementSection(segments) => {
                    most(
                        "segments of elements",
                        size(segments.count()),
                        limits.segments,
                    )?;
                    let mut elements = 0;
                    for segment in segments {
                        elements += size(match segment?.items {
                            ElementItems::Functions(items) => items.count(),
                            ElementItems::Expressions(_, items) => items.count(),
                        });
                        most("elements", elements, limits.elements)?;
                    }
                }
                Payload::DataSection(segments) => {
                    most("segments of data", size(segments.count()), limits.segments)?;
                    self.read_data(segments)?;
                }
                Payload::CodeSectionEntry(body) => self.read_body(&body)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn add_type(&mut self, ty: &CompositeInnerType) -> Result<()> {
        let operands = match ty {
            CompositeInnerType::Func(ty) => Operands {
                params: ty.params().len(),
                results: ty.results().len(),
            },
            _ => Operands::default(),
        };
        self.types.push(operands);
        most("types", self.types.len(), self.limits.types)?;
        most(
            "parameters and results of a type",
            operands.all(),
            self.limits.operands,
        )
    }

    /// Looks at where data begin and end that stand at places known beforehand, as those of compilers do.
    fn read_data(&self, segments: DataSectionReader<'_>) -> Result<()> {
        let (mut first, mut last) = (usize::MAX, 0);
        for segment in segments {
            let segment = segment?;
            if let DataKind::Active { offset_expr, .. } = segment.kind
                && let Some(start) = constant(&offset_expr)?
            {
                first = first.min(start);
                last = last.max(start.saturating_add(segment.data.len()));
                most(
                    "bytes from the first data to the last",
                    last - first,
                    self.limits.data,
                )?;
            }
        }
        Ok(())
    }

    fn type_of(&self, function: u32) -> Operands {
        let ty = self.functions.get(size(function)).copied();
        ty.map_or_else(Operands::default, |ty| self.operands(ty))
    }

    fn operands(&self, ty: u32) -> Operands {
        self.types.get(size(ty)).copied().unwrap_or_default()
    }

    fn read_body(&mut self, body: &FunctionBody<'_>) -> Result<()> {
        let limits = self.limits;
        let index = self.imported_functions + self.bodies;
        let function = Some(index);
        self.bodies += 1;
        let bytes = body.range().len();
        most_in(function, "bytes", bytes, limits.function)?;
        self.code += bytes;
        most("bytes of code", self.code, limits.code)?;

        let ty = self.functions.get(index).copied();
        let own = ty.map_or_else(Operands::default, |ty| self.operands(ty));
        let mut locals = own.params;
        for group in body.get_locals_reader()? {
            locals = locals.saturating_add(size(group?.0));
            most_in(function, "local variables", locals, limits.locals)?;
        }

        // What a branch to each open block carries, and whether it is a loop; the function itself is one.
        let mut open = vec![(own.results, false)];
        let (mut merges, mut joins, mut loops) = (1_usize, 0_usize, 0_usize);
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let operator = operators.read()?;
            let carried = |depth: u32| {
                let label = open.len().checked_sub(size(depth) + 1);
                label
                    .and_then(|label| open.get(label))
                    .map_or(0, |label| label.0)
            };
            joins += match &operator {
                Operator::Block { blockty }
                | Operator::Loop { blockty }
                | Operator::If { blockty } => {
                    let block = match blockty {
                        BlockType::Empty => Operands::default(),
                        BlockType::Type(_) => Operands {
                            params: 0,
                            results: 1,
                        },
                        BlockType::FuncType(ty) => self.operands(*ty),
                    };
                    let is_loop = matches!(operator, Operator::Loop { .. });
                    open.push((if is_loop { block.params } else { block.results }, is_loop));
                    most_in(
                        function,
                        "blocks one in the other",
                        open.len() - 1,
                        limits.nesting,
                    )?;
                    loops += usize::from(is_loop);
                    most_in(function, "loops one in the other", loops, limits.loops)?;
                    merges += usize::from(!matches!(operator, Operator::Block { .. }));
                    1 + block.all()
                }
                Operator::Else => 1,
                Operator::MemoryCopy { .. }
                | Operator::MemoryFill { .. }
                | Operator::MemoryInit { .. }
                | Operator::MemoryGrow { .. }
                | Operator::TableCopy { .. }
                | Operator::TableFill { .. }
                | Operator::TableInit { .. }
                | Operator::TableGrow { .. } => BULK,
                Operator::End => {
                    loops -= usize::from(open.pop().is_some_and(|block| block.1));
                    0
                }
                Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => {
                    1 + carried(*relative_depth)
                }
                Operator::BrTable { targets } => {
                    let mut all = 1 + carried(targets.default());
                    for target in targets.targets() {
                        all += 1 + carried(target?);
                    }
                    all
                }
                Operator::Call { function_index } => 1 + self.type_of(*function_index).all(),
                Operator::CallIndirect { type_index, .. } => 1 + self.operands(*type_index).all(),
                _ => 0,
            };
            most_in(
                function,
                "blocks, branches and calls with what they carry",
                joins,
                limits.joins,
            )?;
        }
        self.joins += joins;
        most(
            "blocks, branches and calls of all functions with what they carry",
            self.joins,
            limits.all_joins,
        )?;
        let variables = merges.saturating_mul(locals);
        most_in(
            function,
            "loops and choices times local variables",
            variables,
            limits.variables,
        )?;
        self.variables += variables;
        most(
            "loops and choices times local variables of all functions",
            self.variables,
            limits.all_variables,
        )
    }
}

/// The number that an expression is, where it is one by itself.
fn constant(expression: &ConstExpr<'_>) -> Result<Option<usize>> {
    Ok(match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Some(size(value.cast_unsigned())),
        _ => None,
    })
}
