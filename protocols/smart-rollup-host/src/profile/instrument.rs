//! Wraps each function of a kernel into another that tells when it begins and ends.

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, EntityType, ExportSection,
    Function, FunctionSection, GlobalSection, ImportSection, MemorySection, Module, StartSection,
    TableSection, TypeSection, ValType,
};
use wasmparser::{Parser, Payload, TypeRef};
use wasmparser_of_encoder as wasmparser;

/// The module that the two functions are imported from. No host function is in it.
pub(crate) const HOOKS: &str = "profile";

/// How many functions are imported beside the kernel's own.
const ADDED: u32 = 2;

/// A kernel that tells when its functions begin and end.
pub(crate) struct Instrumented {
    pub(crate) wasm: Vec<u8>,
    /// The fuel that each function's wrapper takes between its two calls, by the function's number.
    pub(crate) wrapped: Vec<u64>,
    /// The names of functions, where the kernel has them.
    pub(crate) names: Vec<Option<String>>,
}

/// The fuel of a wrapper to the end of its first call: entering it, the number, the call.
pub(crate) const FUEL_TO_BEGIN: u64 = 3;

/// The fuel of a wrapper's last call: the number, the call.
pub(crate) const FUEL_TO_END: u64 = 2;

/// Functions that are the kernel's own come two further down: those that are added stand in front of them.
struct Shift {
    imports: u32,
}

impl Reencode for Shift {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, reencode::Error<Self::Error>> {
        Ok(if index < self.imports {
            index
        } else {
            index + ADDED
        })
    }
}

/// What is known of a function's type.
#[derive(Default)]
struct Types {
    params: Vec<u32>,
}

/// Instruments a kernel, which must have been checked before.
///
/// # Errors
/// It is no module after all; the sentence says why.
pub(crate) fn instrument(wasm: &[u8]) -> Result<Instrumented, String> {
    build(wasm).map_err(|error| error.to_string())
}

fn build(wasm: &[u8]) -> Result<Instrumented, reencode::Error> {
    let mut shift = Shift { imports: 0 };
    let mut module = Module::new();
    let mut types = Types::default();
    let mut imports = ImportSection::new();
    let mut has_imports = false;
    let mut functions: Vec<u32> = Vec::new();
    let mut code = CodeSection::new();
    let mut wrapped = Vec::new();
    let mut names: Vec<Option<String>> = Vec::new();

    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        // The two are imported behind all others, wherever the kernel's own imports end.
        let is_behind_imports = matches!(payload, Payload::FunctionSection(_));
        if is_behind_imports && !has_imports {
            hooks(&mut imports, &types);
            module.section(&imports);
            has_imports = true;
        }
        match payload {
            Payload::TypeSection(section) => {
                let mut out = TypeSection::new();
                for group in section.clone() {
                    for ty in group?.into_types() {
                        let params = match &ty.composite_type.inner {
                            wasmparser::CompositeInnerType::Func(ty) => ty.params().len(),
                            _ => 0,
                        };
                        types.params.push(u32::try_from(params).unwrap_or(u32::MAX));
                    }
                }
                shift.parse_type_section(&mut out, section)?;
                out.ty().function([ValType::I32], []);
                module.section(&out);
            }
            Payload::ImportSection(section) => {
                for import in section.clone().into_imports() {
                    if let TypeRef::Func(ty) = import?.ty {
                        shift.imports += 1;
                        wrapped.push(u64::from(
                            types.params.get(ty as usize).copied().unwrap_or(0),
                        ));
                    }
                }
                shift.parse_import_section(&mut imports, section)?;
                hooks(&mut imports, &types);
                module.section(&imports);
                has_imports = true;
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    functions.push(ty?);
                }
                let mut out = FunctionSection::new();
                // Wrappers first, under the functions' own numbers; behind them the functions.
                for ty in functions.iter().chain(&functions) {
                    out.function(*ty);
                }
                module.section(&out);
            }
            Payload::TableSection(section) => {
                let mut out = TableSection::new();
                shift.parse_table_section(&mut out, section)?;
                module.section(&out);
            }
            Payload::MemorySection(section) => {
                let mut out = MemorySection::new();
                shift.parse_memory_section(&mut out, section)?;
                module.section(&out);
            }
            Payload::GlobalSection(section) => {
                let mut out = GlobalSection::new();
                shift.parse_global_section(&mut out, section)?;
                module.section(&out);
            }
            Payload::ExportSection(section) => {
                let mut out = ExportSection::new();
                shift.parse_export_section(&mut out, section)?;
                module.section(&out);
            }
            Payload::StartSection { func, .. } => {
                let function_index = shift.function_index(func)?;
                module.section(&StartSection { function_index });
            }
            Payload::ElementSection(section) => {
                let mut out = ElementSection::new();
                shift.parse_element_section(&mut out, section)?;
                module.section(&out);
            }
            Payload::DataCountSection { count, .. } => {
                module.section(&DataCountSection { count });
            }
            Payload::CodeSectionStart { .. } => {
                let count = u32::try_from(functions.len()).unwrap_or(u32::MAX);
                for (index, ty) in (0_u32..).zip(&functions) {
                    let params = types.params.get(*ty as usize).copied().unwrap_or(0);
                    wrapped.push(u64::from(params) + 1);
                    let number = shift.imports + index;
                    code.function(&wrapper(
                        number,
                        shift.imports,
                        params,
                        number + ADDED + count,
                    ));
                }
            }
            Payload::CodeSectionEntry(body) => {
                shift.parse_function_body(&mut code, body)?;
                if code.len() as usize == 2 * functions.len() {
                    module.section(&code);
                }
            }
            Payload::DataSection(section) => {
                let mut out = DataSection::new();
                shift.parse_data_section(&mut out, section)?;
                module.section(&out);
            }
            Payload::CustomSection(section) => {
                if let wasmparser::KnownCustom::Name(section) = section.as_known() {
                    names = read_names(section);
                }
            }
            _ => {}
        }
    }
    Ok(Instrumented {
        wasm: module.finish(),
        wrapped,
        names,
    })
}

fn hooks(imports: &mut ImportSection, types: &Types) {
    let ty = u32::try_from(types.params.len()).unwrap_or(u32::MAX);
    imports.import(HOOKS, "begin", EntityType::Function(ty));
    imports.import(HOOKS, "end", EntityType::Function(ty));
}

fn wrapper(number: u32, imports: u32, params: u32, inner: u32) -> Function {
    let mut body = Function::new([]);
    let mut code = body.instructions();
    code.i32_const(number.cast_signed()).call(imports);
    for param in 0..params {
        code.local_get(param);
    }
    code.call(inner);
    code.i32_const(number.cast_signed()).call(imports + 1).end();
    body
}

/// The names of functions; what cannot be read has none.
fn read_names(section: wasmparser::NameSectionReader<'_>) -> Vec<Option<String>> {
    let mut names: Vec<Option<String>> = Vec::new();
    for part in section.into_iter().flatten() {
        let wasmparser::Name::Function(map) = part else {
            continue;
        };
        for naming in map.into_iter().flatten() {
            let index = naming.index as usize;
            // No kernel that is compiled here has as many functions.
            if index < 1 << 20 {
                if names.len() <= index {
                    names.resize(index + 1, None);
                }
                names[index] = Some(crate::readable(naming.name));
            }
        }
    }
    names
}
