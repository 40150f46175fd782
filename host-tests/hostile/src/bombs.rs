//! Modules that take a compiler as long, or as much memory, as what a host allows lets them.

use std::fmt::Write as _;

use crate::Limits;

/// One of them: its name and its text.
pub(crate) struct Bomb {
    pub(crate) name: &'static str,
    pub(crate) wat: String,
}

/// A function of the type `(i32) -> i32` around these instructions.
fn function(locals: usize, body: &str) -> String {
    format!(
        "(func (param i32) (result i32) {} {body} local.get 0)",
        "(local i32)".repeat(locals)
    )
}

fn module(head: &str, function: &str, functions: usize) -> String {
    format!("(module (memory 1) {head} {})", function.repeat(functions))
}

/// Every local variable gets another value.
fn change_all(locals: usize) -> String {
    (1..=locals).fold(String::new(), |mut text, local| {
        let other = local % locals + 1;
        let _ = write!(
            text,
            "(local.set {local} (i32.add (local.get {other}) (i32.const {local})))"
        );
        text
    })
}

/// How often a function of so many bytes fits, by the limits of code, of variables and of joins.
fn times(limits: &Limits, bytes: usize, variables: usize, joins: usize) -> usize {
    let by_code = limits.code / bytes.max(1);
    let by_variables = limits.all_variables / variables.max(1);
    let by_joins = limits.all_joins / joins.max(1);
    by_code.min(by_variables).min(by_joins).max(1)
}

/// Bombs that are just within the limits, as many functions of each as there may be: all of them, or the one of a name.
pub(crate) fn within(limits: &Limits, wanted: Option<&str>) -> Vec<Bomb> {
    let mut bombs = Vec::new();
    let is_wanted = |name| wanted.is_none_or(|wanted| wanted == name);
    let mut add = |name, head: &str, body: &str, locals: usize, blocks: usize, joins: usize| {
        if !is_wanted(name) {
            return;
        }
        let text = function(locals, body);
        let alone = wat::parse_str(module(head, &text, 1)).expect(name);
        let functions = times(limits, alone.len(), (blocks + 1) * (locals + 1), joins);
        bombs.push(Bomb {
            name,
            wat: module(head, &text, functions),
        });
    };

    // Loops in loops, with variables that change in each.
    let depth = limits.loops;
    let locals = (limits.variables / (depth + 1))
        .min(limits.locals)
        .min(limits.function / 12)
        - 2;
    let nested = |inner: &str| {
        format!(
            "{}{inner}{}",
            "(loop ".repeat(depth),
            "(br_if 0 (local.get 0)))".repeat(depth)
        )
    };
    add(
        "loops in loops, all variables change",
        "",
        &nested(&change_all(locals)),
        locals,
        depth,
        2 * depth,
    );
    add(
        "loops in loops, two variables",
        "",
        &nested("(local.set 1 (i32.add (local.get 0) (i32.const 1)))"),
        1,
        depth,
        2 * depth,
    );

    // Loops one after the other.
    let locals = 400;
    let loops = limits.variables / (locals + 1) - 2;
    let one = "(loop (local.set 1 (i32.add (local.get 2) (i32.const 1))) (local.set 3 (local.get 1)) (br_if 0 (local.get 0)))";
    let room = limits.function - 4_000;
    let body = format!(
        "{}{}",
        change_all(locals),
        one.repeat(loops.min((room - 9 * locals) / 24))
    );
    add(
        "loops one after the other, many variables",
        "",
        &body,
        locals,
        loops,
        2 * loops,
    );

    // Branches that carry operands.
    // As parameters and as results.
    let carried = limits.operands / 2;
    let types = format!(
        "(type $many (func (param {0})))(type $back (func (result {0})))",
        "i32 ".repeat(carried)
    );
    let push = "(local.get 0)".repeat(carried);
    let drop = "drop ".repeat(carried);
    let loops = (limits.joins / (3 * carried + 2)).min(limits.function / (3 * carried + 10));
    let one = format!(
        "{push}(loop (param {0}) (result {0}) (br_if 0 (local.get 0))){drop}",
        "i32 ".repeat(carried)
    );
    add(
        "loops that take operands",
        &types,
        &one.repeat(loops),
        0,
        loops,
        loops * (3 * carried + 2),
    );
    let depth_of_carrying = limits.loops;
    let nest = format!(
        "{push}{}{}{drop}",
        format!("(loop (param {0}) (result {0}) ", "i32 ".repeat(carried))
            .repeat(depth_of_carrying),
        "(br_if 0 (local.get 0)))".repeat(depth_of_carrying)
    );
    add(
        "loops in loops that take operands",
        &types,
        &nest,
        0,
        depth_of_carrying,
        depth_of_carrying * (3 * carried + 2),
    );

    // Tables of branches.
    let targets = limits.joins / (carried + 1) - 40;
    let table = format!(
        "(block (result {0}) {push}(br_table {1} (local.get 0))){drop}",
        "i32 ".repeat(carried),
        "0 ".repeat(targets)
    );
    add(
        "a table of branches that carry operands",
        &types,
        &table,
        0,
        1,
        limits.joins,
    );
    let targets = limits.joins - 600;
    let blocks = limits.nesting - 1;
    let table = format!(
        "{}(br_table {} (local.get 0)){}",
        "(block ".repeat(blocks),
        (0..targets).fold(String::new(), |mut all, target| {
            let _ = write!(all, "{} ", target % blocks);
            all
        }),
        "(local.set 1 (i32.add (local.get 1) (i32.const 1))))".repeat(blocks)
    );
    add(
        "a table of branches to many blocks",
        "",
        &table,
        1,
        1,
        limits.joins,
    );

    // Calls.
    let calls = limits.joins / (carried + 1) - 1;
    let bytes = 2 * carried + 4;
    let callee = format!("(func $f (param {}))", "i32 ".repeat(carried));
    let call = format!("{push}(call $f)");
    add(
        "calls with operands",
        &callee,
        &call.repeat(calls.min(limits.function / bytes - 2)),
        0,
        0,
        limits.joins.min((carried + 1) * limits.function / bytes),
    );
    add(
        "calls without operands",
        "(func $g)",
        &"(call $g)".repeat((limits.joins - 2).min(limits.function / 2 - 20)),
        0,
        0,
        limits.joins,
    );

    // Long stretches without branches.
    let fill = |bytes: usize, one: &str| one.repeat(limits.function / bytes - 40);
    // An operation on the value that there is.
    let chain = |bytes: usize, one: &str| format!("(local.get 0){}drop", fill(bytes, one));
    let values = limits.function / 6 - 20;
    let stretches = [
        (
            "values that all live until the end",
            format!(
                "{}{}drop",
                "(i32.load (local.get 0))".repeat(values),
                "i32.add ".repeat(values - 1)
            ),
        ),
        (
            "one value after the other",
            chain(3, "(i32.mul (i32.const 3))"),
        ),
        (
            "loads and stores",
            fill(10, "(i32.store (local.get 0) (i32.load (local.get 0)))"),
        ),
        ("selections", chain(5, "(local.get 0)(local.get 0) select ")),
        ("divisions", chain(3, "(local.get 0) i32.div_s ")),
        (
            "vectors",
            fill(
                24,
                "(v128.store (local.get 0)
                    (i64x2.mul (v128.load (local.get 0)) (v128.load (local.get 0))))",
            ),
        ),
        (
            "vectors of constants",
            format!(
                "(v128.const i64x2 1 2){}drop",
                fill(21, "(v128.const i64x2 3 4) i8x16.swizzle ")
            ),
        ),
        (
            "conversions",
            chain(3, "f64.convert_i32_s i32.trunc_sat_f64_s "),
        ),
    ];
    for (name, body) in stretches {
        add(name, "", &body, 0, 0, 0);
    }
    add(
        "bulk memory",
        "",
        &"(memory.copy (local.get 0) (local.get 0) (local.get 0))".repeat(limits.joins / 20),
        0,
        0,
        limits.joins,
    );
    let variables = limits.variables / limits.locals.min(limits.function / 10) - 2;
    let locals = limits.locals.min(limits.function / 12) - 2;
    let choice =
        "(if (local.get 0) (then (local.set 1 (i32.const 1))) (else (local.set 2 (i32.const 2))))";
    add(
        "choices, as many variables as there may be",
        "",
        &format!(
            "{}{}{}",
            change_all(locals),
            choice.repeat(variables / 2),
            change_all(locals)
        ),
        locals,
        variables,
        2 * variables,
    );
    bombs.push(Bomb {
        name: "functions of nothing",
        wat: module("", "(func)", limits.functions - 10),
    });
    let apart: String = (0..limits.segments - 1).fold(String::new(), |mut all, segment| {
        let place = segment * (limits.data / limits.segments);
        let _ = write!(all, "(data (i32.const {place}) \"x\")");
        all
    });
    bombs.push(Bomb {
        name: "data far apart",
        wat: format!("(module (memory {}) {apart})", limits.data >> 16),
    });
    let far: String = (0..limits.segments - 1).fold(String::new(), |mut all, _| {
        let _ = write!(all, "(data (i32.const {}) \"x\")", 255 << 20);
        all
    });
    bombs.push(Bomb {
        name: "data at the end of a large memory",
        wat: format!("(module (memory 4096) {far})"),
    });
    bombs.push(Bomb {
        name: "elements",
        wat: format!(
            "(module (memory 1) (func $f) (table {0} funcref) (elem (i32.const 0) {1}))",
            limits.elements,
            "$f ".repeat(limits.elements)
        ),
    });
    bombs.retain(|bomb| is_wanted(bomb.name));
    bombs
}

#[cfg(test)]
mod tests {
    use crate::Corpus;

    #[test]
    fn the_index_has_them_all() {
        let corpus = Corpus::read();
        let bombs = super::within(&corpus.limits, None);
        assert!(bombs.len() > 20);
        for bomb in bombs {
            assert!(corpus.item(bomb.name).is_some(), "{}", bomb.name);
        }
    }
}
